import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { CommentPage, OutgoingReply, PlatformContext, RemoteComment } from '../platform.ts';
import { type MastodonApi, type MastodonSession, STATUSES } from './api.ts';
import { isNotFound } from './failure.ts';
import { textOfHtml, wordsOf } from './html-text.ts';
import { KEY_LIFE } from './progress.ts';

/** Entity `Status`, as far as a talk needs it. */
export const spoken = z.object({
  id: z.string().min(1),
  url: z.string().nullable().catch(null),
  created_at: z.iso.datetime({ offset: true }).transform((date) => Date.parse(date)),
  content: z.string(),
  spoiler_text: z.string().catch(''),
  in_reply_to_id: z.string().nullable().catch(null),
  favourites_count: z.int().min(0).nullable().catch(null),
  visibility: z.string().catch('public'),
  account: z.object({
    id: z.string().min(1),
    acct: z.string().min(1),
    display_name: z.string().catch(''),
  }),
  application: z.object({ name: z.string() }).nullish().catch(null),
});
export type Spoken = z.output<typeof spoken>;

const talk = z.object({ descendants: z.array(spoken) });

const oneOf = (id: string) => `${STATUSES}/${encodeURIComponent(id)}`;

/** A status with who wrote it; null where it is gone. */
export const spokenAt = async (api: MastodonApi, id: string): Promise<Spoken | null> =>
  (await api.get(oneOf(id), spoken).catch(ifGone))?.value ?? null;

/** All that answers a status and its answers; null where it is gone. */
export const answersBelow = async (api: MastodonApi, id: string): Promise<Spoken[] | null> =>
  (await api.get(`${oneOf(id)}/context`, talk).catch(ifGone))?.value.descendants ?? null;

function ifGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

/** Whoever speaks for the account. */
export type Speaker = Pick<PlatformContext, 'remoteId'> & Pick<MastodonSession, 'domain'>;

export function commentIn(status: Spoken, { remoteId, domain }: Speaker): RemoteComment {
  const { id, url, account, spoiler_text: warning } = status;
  const text = textOfHtml(status.content);
  return {
    remoteId: id,
    parentId: status.in_reply_to_id ?? '',
    author: {
      remoteId: account.id,
      // People of the same server are named without it.
      handle: account.acct.includes('@') ? account.acct : `${account.acct}@${domain}`,
      displayName: account.display_name || account.acct,
    },
    text: warning === '' ? text : `${warning}\n\n${text}`,
    createdAt: status.created_at,
    remoteUrl: url,
    likes: status.favourites_count,
    hidden: false,
    ours: account.id === remoteId,
  };
}

/** All that was written under a post, oldest first. Source: docs.joinmastodon.org/methods/statuses/#context. */
export async function commentsUnder(
  api: MastodonApi,
  speaker: Speaker,
  postId: string,
): Promise<CommentPage> {
  const answers = await answersBelow(api, postId);
  if (!answers) throw new CallFailed(failure('refused', POST_GONE));
  const comments = answers.map((status) => commentIn(status, speaker));
  return { comments: comments.sort((a, b) => a.createdAt - b.createdAt), next: null };
}

/**
 * Answers a post or a comment, under a key of ours. Who is answered is named, or they would not hear of it, and
 * the answer is no more public than what it answers.
 */
export async function writeReply(
  api: MastodonApi,
  speaker: Speaker,
  { recordKey, parentId, postId, text, createdAt }: OutgoingReply,
  now: number,
): Promise<RemoteComment> {
  const parent = await spokenAt(api, parentId);
  if (!parent) throw new CallFailed(failure('refused', COMMENT_GONE));
  const { id, acct } = parent.account;
  const isNamed = id === speaker.remoteId || namesIn(text).has(acct.toLowerCase());
  const status = isNamed ? text : `@${acct} ${text}`;
  // The server has forgotten the key: what an earlier try wrote is looked for.
  if (now - createdAt > KEY_LIFE) {
    const earlier = (await answersBelow(api, postId))?.find(
      (answer) =>
        answer.account.id === speaker.remoteId &&
        answer.in_reply_to_id === parentId &&
        wordsOf(textOfHtml(answer.content)).join(' ') === wordsOf(status).join(' '),
    );
    if (earlier) return commentIn(earlier, speaker);
  }
  const body = {
    status,
    in_reply_to_id: parentId,
    ...(parent.visibility === 'public' ? {} : { visibility: parent.visibility }),
  };
  const { value } = await api.post(STATUSES, spoken, body, { 'idempotency-key': recordKey });
  return commentIn(value, speaker);
}

const namesIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/(?<![\w/])@([\w.-]+(?:@[\w.-]+\w)?)/gu)].map(([, name = '']) =>
      name.toLowerCase(),
    ),
  );

const POST_GONE = 'This post is not on the server any more, so it has no comments.';
const COMMENT_GONE = 'What you answer is not on the server any more. Read the comments again.';
