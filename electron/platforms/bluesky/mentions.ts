import { type Agent, AppBskyFeedPost } from '@atproto/api';
import type { MentionPage, RemoteMention } from '../platform.ts';
import { fromAppView } from './app-view.ts';
import type { Speaker } from './comments.ts';
import { placeOf } from './repository.ts';

/** Source: lexicons/app/bsky/notification/listNotifications.json. */
const PAGE = 50;
const REASONS = ['mention', 'quote', 'reply'];

/**
 * Who names the account, quotes it or answers it, the newest first. The network has no mark of its own: `since` is the
 * time that it saw the newest one, and that moment is told again.
 */
export async function readMentions(
  agent: Agent,
  speaker: Speaker,
  since: string | null,
  from: string | null,
): Promise<MentionPage> {
  const { data } = await fromAppView(
    speaker.host,
    agent.app.bsky.notification.listNotifications({
      ...{ reasons: REASONS, limit: PAGE },
      ...(from === null ? {} : { cursor: from }),
    }),
  );
  const { notifications, cursor } = data;
  const isNew = ({ indexedAt }: { indexedAt: string }) => since === null || indexedAt >= since;
  const mentions = notifications.filter(isNew).flatMap((one): RemoteMention[] => {
    const written = AppBskyFeedPost.validateMain(one.record);
    // A service that does not know the reasons tells of everything.
    if (!written.success || !REASONS.includes(one.reason)) return [];
    const { did, handle, displayName } = one.author;
    if (did === speaker.did) return [];
    const { text, createdAt, reply } = written.value;
    return [
      {
        remoteId: one.uri,
        parentId: reply?.parent.uri ?? '',
        rootId: reply?.root.uri ?? null,
        author: { remoteId: did, handle, displayName: displayName || handle },
        text,
        // Whoever writes says when; the network knows when it came.
        createdAt: Math.min(Date.parse(createdAt), Date.parse(one.indexedAt)),
        remoteUrl: speaker.linkTo(handle, placeOf(one.uri)?.rkey ?? ''),
        likes: null,
        hidden: false,
        ours: false,
      },
    ];
  });
  const isOver = notifications.length === 0 || !notifications.every(isNew);
  return {
    mentions,
    next: isOver ? null : (cursor ?? null),
    newest: notifications[0]?.indexedAt ?? null,
  };
}
