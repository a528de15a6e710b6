import type { Agent, AppBskyFeedDefs } from '@atproto/api';
import type { RemoteMetrics } from '../platform.ts';
import { fromAppView } from './app-view.ts';

/** Most posts in one question. Source: lexicons/app/bsky/feed/getPosts.json. */
const MOST = 25;

/** What the network counts of these posts; those that are gone are left out. */
export async function metricsOf(
  agent: Agent,
  host: string,
  remoteIds: readonly string[],
): Promise<RemoteMetrics[]> {
  const found: RemoteMetrics[] = [];
  for (let at = 0; at < remoteIds.length; at += MOST) {
    const uris = remoteIds.slice(at, at + MOST);
    const { data } = await fromAppView(host, agent.app.bsky.feed.getPosts({ uris }));
    found.push(...data.posts.map(metricsIn));
  }
  return found;
}

function metricsIn(post: AppBskyFeedDefs.PostView): RemoteMetrics {
  const { uri, likeCount, repostCount, replyCount, quoteCount, bookmarkCount } = post;
  const values = {
    ...(likeCount === undefined ? {} : { likes: likeCount }),
    ...(repostCount === undefined ? {} : { shares: repostCount }),
    ...(replyCount === undefined ? {} : { comments: replyCount }),
    ...(quoteCount === undefined ? {} : { quotes: quoteCount }),
    ...(bookmarkCount === undefined ? {} : { saves: bookmarkCount }),
  };
  return { remoteId: uri, values };
}
