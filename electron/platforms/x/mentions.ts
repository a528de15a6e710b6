import { CallFailed, failure } from '../call-failed.ts';
import type {
  MentionPage,
  OutgoingReply,
  PlatformContext,
  RemoteComment,
  RemoteMention,
} from '../platform.ts';
import type { XApi } from './api.ts';
import { authorIn, included, saidPost } from './comments.ts';
import { findPiece } from './find-posts.ts';
import { postUrl } from './hosts.ts';
import { withoutAddressees, writtenText } from './post-text.ts';

/** X bills each post that it gives: of what was before the first reading only the newest are read. */
const FIRST = 20;
const PAGE = 100;

/** Who names the account, the newest first. Source: docs.x.com/x-api/users/get-mentions. */
export async function readMentions(
  api: XApi,
  { remoteId, serviceUrl }: PlatformContext,
  since: string | null,
  from: string | null,
): Promise<MentionPage> {
  const query = new URLSearchParams({
    max_results: String(since === null ? FIRST : PAGE),
    'post.fields': 'conversation_id,created_at,entities,public_metrics',
    expansions: 'author_id,referenced_posts',
    'user.fields': 'name,username',
    ...(since === null ? {} : { since_id: since }),
    ...(from === null ? {} : { pagination_token: from }),
  });
  const path = `/2/users/${encodeURIComponent(remoteId)}/mentions?${query}`;
  const { data, includes, nextToken } = await api.list(path, saidPost);
  const { users } = included.parse(includes);
  const mentions = data.flatMap((one): RemoteMention[] => {
    if (one.author_id === remoteId) return [];
    const author = authorIn(one, users);
    const parentId = one.referenced_posts.find(({ type }) => type === 'replied_to')?.id ?? '';
    const text = writtenText(one);
    return [
      {
        ...{ remoteId: one.id, parentId, rootId: one.conversation_id, author },
        // Whom an answer is for, X puts before it.
        text: parentId === '' ? text : withoutAddressees(text),
        createdAt: one.created_at,
        remoteUrl: postUrl(serviceUrl, author.handle || 'i', one.id),
        likes: one.public_metrics?.like_count ?? null,
        ...{ hidden: false, ours: false },
      },
    ];
  });
  return {
    mentions,
    next: since === null ? null : nextToken,
    newest: data[0]?.id ?? null,
  };
}

/** An answer that was perhaps sent, among what the account has posted since. */
export async function findReply(
  api: XApi,
  { remoteId, handle, serviceUrl }: PlatformContext,
  { parentId, text, createdAt }: OutgoingReply,
): Promise<RemoteComment | null> {
  const search = await findPiece(api, remoteId, {
    ...{ text, uploaded: [], mediaCount: 0, answers: parentId, since: createdAt },
    isOthers: () => false,
  });
  if (search === 'absent') return null;
  if (search === 'unknown') throw new CallFailed(failure('refused', MAY_BE_THERE));
  return {
    ...{ remoteId: search.found, parentId, text, createdAt, likes: null },
    author: { remoteId, handle, displayName: handle },
    remoteUrl: postUrl(serviceUrl, handle, search.found),
    ...{ hidden: false, ours: true },
  };
}

const MAY_BE_THERE =
  'It can’t be told whether X has your answer. Look there; to send it all the same, change a word.';
