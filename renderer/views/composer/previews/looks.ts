import type { ComponentType } from 'react';
import type { NetworkId } from '../../../../shared/domain/network.ts';
import { BlueskyPost } from './bluesky.tsx';
import { FacebookPost } from './facebook.tsx';
import { InstagramPost } from './instagram.tsx';
import { LinkedInPost } from './linkedin.tsx';
import { MastodonPost } from './mastodon.tsx';
import type { ShownPost } from './shown-post.ts';
import { ThreadsPost } from './threads.tsx';
import { TikTokPost } from './tiktok.tsx';
import { XPost } from './x.tsx';
import './colours.css';
import './preview.css';

interface Look {
  Post: ComponentType<ShownPost>;
  /** What becomes of a first comment: `under` the post as comments there are, or an `answer` like any post. */
  comment: 'under' | 'answer';
}

/** How a post looks on each network. The colours are in `colours.css`, by the network's name. */
export const LOOKS: Readonly<Record<NetworkId, Look>> = {
  x: { Post: XPost, comment: 'answer' },
  facebook: { Post: FacebookPost, comment: 'under' },
  instagram: { Post: InstagramPost, comment: 'under' },
  linkedin: { Post: LinkedInPost, comment: 'under' },
  tiktok: { Post: TikTokPost, comment: 'under' },
  threads: { Post: ThreadsPost, comment: 'answer' },
  bluesky: { Post: BlueskyPost, comment: 'answer' },
  mastodon: { Post: MastodonPost, comment: 'answer' },
};
