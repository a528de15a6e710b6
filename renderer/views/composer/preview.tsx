import { Moon, Sun } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import type { NetworkId, TextLimit } from '../../../shared/domain/network.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { useIsDark } from '../../app/theme.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { LOOKS } from './previews/looks.ts';
import type { ShownPost } from './previews/shown-post.ts';

interface ShownProps
  extends Pick<ShownPost, 'displayName' | 'handle' | 'text' | 'media' | 'colour' | 'time'> {
  /** Whose look it has; Bluesky's where none is chosen yet. */
  network?: NetworkId | undefined;
  /** The posts after the first one. */
  thread?: readonly string[];
  /** Our own comment under it. */
  firstComment?: string | null;
  /** What each post of a thread is counted against. */
  limit?: TextLimit;
}

interface PreviewProps extends ShownProps {
  /** Beside the heading, e.g. a choice of account. */
  children?: ReactNode;
}

/** A post as the network shows it, in its light or its dark look; a thread with all of its posts. */
export function Preview({ children, ...shown }: PreviewProps) {
  const appIsDark = useIsDark();
  const [chosen, setChosen] = useState<'light' | 'dark' | null>(null);
  const isDark = chosen === null ? appIsDark : chosen === 'dark';
  return (
    <figure>
      <figcaption className="mb-2 flex h-8 items-center gap-2">
        <span className={cx('text-small text-muted', !children && 'flex-1')}>Preview</span>
        <span className="sr-only">of the post of @{shown.handle}</span>
        {children}
        <IconButton
          label={isDark ? 'Show in light' : 'Show in dark'}
          onClick={() => setChosen(isDark ? 'light' : 'dark')}
        >
          {isDark ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
      </figcaption>
      <Shown {...shown} isDark={isDark} />
    </figure>
  );
}

/** Drawn again only where something of it changed. */
const Shown = memo(function Shown({
  network = 'bluesky',
  text,
  thread = [],
  firstComment = null,
  limit,
  media,
  isDark,
  ...account
}: ShownProps & { isDark: boolean }) {
  const { Post, comment } = LOOKS[network];
  const isThread = thread.length > 0;
  const parts = [text, ...thread].map((part, index) => ({
    key: `${index}`,
    text: part,
    media: index === 0 ? media : NONE,
    note: isThread && limit ? roomText(part, limit) : null,
    comment: index === 0 && comment === 'under' ? firstComment : null,
  }));
  if (firstComment !== null && comment === 'answer')
    parts.push({
      ...{ key: 'comment', text: firstComment, media: NONE },
      ...{ note: 'First comment', comment: null },
    });
  return (
    <div className={cx('shown', `shown-${network}`, isDark && 'is-dark')}>
      {parts.map(({ key, ...post }, index) => (
        <Post key={key} {...account} {...post} goesOn={index < parts.length - 1} />
      ))}
    </div>
  );
});

const NONE: ShownPost['media'] = [];

const roomText = (part: string, limit: TextLimit): string =>
  `${measureText(part, limit).used.toLocaleString()} / ${limit.limit.toLocaleString()}`;
