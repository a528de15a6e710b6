import { Moon, Sun } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import type { NetworkId, TextLimit } from '../../../shared/domain/network.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { BlueskyPost } from './bluesky-post.tsx';
import { MastodonPost } from './mastodon-post.tsx';
import type { ShownPost } from './shown-post.ts';
import './preview.css';

interface Look {
  Post: ComponentType<ShownPost>;
  /** Classes with the network's own colours. */
  light: string;
  dark: string;
}
const BLUESKY_LOOK: Look = { Post: BlueskyPost, light: 'bsky-light', dark: 'bsky-dark' };
const LOOKS: Partial<Record<NetworkId, Look>> = {
  mastodon: { Post: MastodonPost, light: 'masto-light', dark: 'masto-dark' },
};

interface PreviewProps
  extends Pick<ShownPost, 'displayName' | 'handle' | 'text' | 'media' | 'colour' | 'time'> {
  /** Whose look it has; Bluesky's where none is chosen yet. */
  network?: NetworkId | undefined;
  /** The posts after the first one. */
  thread?: readonly string[];
  /** Our own comment under it. */
  firstComment?: string | null;
  /** What each post of a thread is counted against. */
  limit?: TextLimit;
  /** Beside the heading, e.g. a choice of account. */
  children?: ReactNode;
}

/** A post as the network shows it, in its light or its dark look; a thread with all of its posts. */
export function Preview({
  network,
  text,
  thread = [],
  firstComment = null,
  limit,
  media,
  children,
  ...account
}: PreviewProps) {
  const look = LOOKS[network ?? 'bluesky'] ?? BLUESKY_LOOK;
  const [light, setLight] = useState<'light' | 'dark' | null>(null);
  const isDark = light === 'dark' || (light === null && appIsDark());
  const isThread = thread.length > 0;
  const parts = [text, ...thread].map((part, index) => ({
    key: `${index}`,
    text: part,
    media: index === 0 ? media : [],
    note: isThread && limit ? roomText(part, limit) : null,
  }));
  const comment = { key: 'comment', text: firstComment ?? '', media: [], note: 'First comment' };
  const posts = firstComment === null ? parts : [...parts, comment];
  return (
    <figure>
      <figcaption className="mb-2 flex h-8 items-center gap-2">
        <span className={cx('text-small text-muted', !children && 'flex-1')}>Preview</span>
        <span className="sr-only">of the post of @{account.handle}</span>
        {children}
        <IconButton
          label={isDark ? 'Show in light' : 'Show in dark'}
          onClick={() => setLight(isDark ? 'light' : 'dark')}
        >
          {isDark ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
      </figcaption>
      <div className={cx('shown', isDark ? look.dark : look.light)}>
        {posts.map(({ key, ...post }, index) => (
          <look.Post key={key} {...account} {...post} goesOn={index < posts.length - 1} />
        ))}
      </div>
    </figure>
  );
}

const roomText = (part: string, limit: TextLimit): string =>
  `${measureText(part, limit).used.toLocaleString()} / ${limit.limit.toLocaleString()}`;

const appIsDark = (): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};
