import { Heart, MessageSquare, Moon, MoreHorizontal, Play, Repeat2, Sun } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { TextLimit } from '../../../shared/domain/network.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { initials } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { type FacetKind, facetPieces } from './facets.ts';
import { lengthText } from './length-text.ts';
import { MediaPicture } from './media-picture.tsx';
import './preview.css';

interface PreviewProps {
  displayName: string;
  handle: string;
  text: string;
  /** The posts after the first one. */
  thread?: readonly string[];
  /** Our own comment under it. */
  firstComment?: string | null;
  /** What each post of a thread is counted against. */
  limit?: TextLimit;
  media: readonly PostMedia[];
  /** The client's colour stands in for the picture of the account. */
  colour: string;
  /** What stands where a network shows the age of a post: "Tue". */
  time: string;
  /** Beside the heading, e.g. a choice of account. */
  children?: ReactNode;
}

/** A post as Bluesky shows it, in its light or its dark look; a thread with all of its posts. */
export function Preview({
  text,
  thread = [],
  firstComment = null,
  limit,
  media,
  children,
  ...account
}: PreviewProps) {
  const [look, setLook] = useState<'light' | 'dark' | null>(null);
  const isDark = look === 'dark' || (look === null && appIsDark());
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
          onClick={() => setLook(isDark ? 'light' : 'dark')}
        >
          {isDark ? <Sun size={16} /> : <Moon size={16} />}
        </IconButton>
      </figcaption>
      <div className={cx('bsky', isDark ? 'bsky-dark' : 'bsky-light')}>
        {posts.map(({ key, ...post }, index) => (
          <PreviewPost key={key} {...account} {...post} goesOn={index < posts.length - 1} />
        ))}
      </div>
    </figure>
  );
}

const roomText = (part: string, limit: TextLimit): string =>
  `${measureText(part, limit).used.toLocaleString()} / ${limit.limit.toLocaleString()}`;

interface PreviewPostProps
  extends Pick<PreviewProps, 'displayName' | 'handle' | 'text' | 'media' | 'colour' | 'time'> {
  /** Ours, not the network's: how much of the room it takes, or what it is. */
  note: string | null;
  /** Another one follows under it. */
  goesOn: boolean;
}

function PreviewPost({
  displayName,
  handle,
  text,
  media,
  colour,
  time,
  note,
  goesOn,
}: PreviewPostProps) {
  return (
    <div className="bsky-post">
      <div aria-hidden className="bsky-side">
        <span className="bsky-avatar" style={{ backgroundColor: colour }}>
          {initials(displayName)}
        </span>
        {goesOn && <span className="bsky-thread" />}
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-1">
          <span className="shrink-0 font-semibold">{displayName}</span>
          <span className="bsky-quiet min-w-0 truncate">@{handle}</span>
          <span className="bsky-quiet shrink-0">· {time}</span>
          {note !== null && (
            <span className="bsky-quiet ml-auto shrink-0 pl-2 text-caption tabular-nums">
              {note}
            </span>
          )}
        </div>
        {text.trim() === '' ? (
          <p className="bsky-quiet mt-0.5 italic">
            {media.length === 0 ? 'Your text appears here as you write.' : ''}
          </p>
        ) : (
          <p className="bsky-text mt-0.5" data-selectable>
            <RichText text={text} />
          </p>
        )}
        {media.length > 0 && <Pictures media={media.slice(0, 4)} />}
        <div aria-hidden className="bsky-quiet mt-2.5 flex max-w-72 justify-between">
          <MessageSquare size={16} />
          <Repeat2 size={16} />
          <Heart size={16} />
          <MoreHorizontal size={16} />
        </div>
      </div>
    </div>
  );
}

const PIECE: Record<FacetKind, string | undefined> = {
  plain: undefined,
  link: 'bsky-facet',
  mention: 'bsky-facet',
  tag: 'bsky-facet',
};

function RichText({ text }: { text: string }) {
  let from = 0;
  return facetPieces(text).map((piece) => {
    const key = from;
    from += piece.text.length;
    return (
      <span key={key} className={PIECE[piece.kind]}>
        {piece.text}
      </span>
    );
  });
}

function Pictures({ media }: { media: readonly PostMedia[] }) {
  const [only] = media;
  if (media.length === 1 && only) {
    const { width, height } = only.media;
    // A single picture keeps its shape, within what a timeline gives it.
    const ratio = Math.max(0.8, Math.min(2.4, width / height));
    return (
      <div className="bsky-pictures" style={{ aspectRatio: ratio }}>
        <Picture item={only} className="inset-0" />
      </div>
    );
  }
  return (
    <div className={cx('bsky-pictures bsky-grid', `bsky-grid-${media.length}`)}>
      {media.map((item) => (
        <div key={item.media.id} className="relative">
          <Picture item={item} className="inset-0" />
        </div>
      ))}
    </div>
  );
}

const Picture = ({ item, className }: { item: PostMedia; className: string }) => (
  <>
    <MediaPicture
      media={item.media}
      alt={item.altText || item.media.fileName}
      plain
      className={cx('absolute size-full', className)}
    />
    {item.media.durationMs !== null && (
      <>
        <span aria-hidden className="bsky-play">
          <Play size={20} fill="currentColor" />
        </span>
        <span className="bsky-length">{lengthText(item.media.durationMs)}</span>
      </>
    )}
    {item.altText.trim() !== '' && <span className="bsky-alt">ALT</span>}
  </>
);

const appIsDark = (): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};
