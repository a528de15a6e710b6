import './post-chip.css';
import { isPlanned, type PostStatus } from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { lookOf } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { RepeatMark } from '../recurrence/repeat-mark.tsx';
import { besideTime, type LineRoom } from './month-room.ts';
import { useIsSelected } from './selection.ts';
import { Thumbnail } from './thumbnail.tsx';

interface PostChipProps {
  card: PostCard;
  /** The client's own colour. */
  colour: string;
  clientName: string;
  time: string;
  /** What it has room for; everything unless said. */
  room?: ChipRoom;
}

/** Two lines and a picture, or one line; with what its width allows. */
export type ChipRoom = LineRoom & { isRoomy?: boolean };

/** Without limits: the chip is in a container called `chip`, which leaves out what does not fit. */
const FITTED: ChipRoom = { width: 200, letters: 96, time: true, networks: true, picture: true };

/** Marks of networks on one line; how many more there are stands beside them. */
const MOST_MARKS = 4;

/** A post as one hears it: first what one sees, so that it can be called by that. */
export const chipName = (card: PostCard, time: string, clientName: string): string =>
  `${time} ${card.excerpt || NO_TEXT}, ${lookOf(card.status, card.held).word.toLowerCase()}${card.repeats ? ', repeats' : ''}, ${clientName}`;

const NO_TEXT = 'No text yet';

/** What the edge around a chip says; the icon and, for screen readers, the word say it again. */
const EDGE: Partial<Record<PostStatus, string>> = {
  draft: 'outline-dashed outline-faint',
  in_review: 'outline-dashed outline-faint',
  approved: 'outline-dashed outline-faint',
  cancelled: 'outline-dashed outline-faint',
  failed: 'outline-failed',
  missed: 'outline-attention',
  needs_check: 'outline-attention',
};

/**
 * A post on the calendar: the client's colour as its edge and tint, then status, time, first words, where it
 * goes. To be seen only: what it is in is a button, and has the name.
 */
export function PostChip(props: PostChipProps) {
  const isSelected = useIsSelected(props.card.id);
  return <span aria-hidden data-selected={isSelected || undefined} {...chipLook(props)} />;
}

/** The same as attributes and content, for a button that is the chip itself: a month draws a hundred of them. */
export function chipLook({ card, colour, clientName, time, room = FITTED }: PostChipProps) {
  const { word } = lookOf(card.status, card.held);
  const edge = card.held ? 'outline-dashed outline-attention' : EDGE[card.status];
  const isRoomy = room.isRoomy === true;
  return {
    'data-post': card.id,
    title: `${time} · ${clientName} · ${word}${card.repeats ? ' · Repeats' : ''}\n${card.excerpt}`,
    style: { '--client': colour } as React.CSSProperties,
    className: cx(
      'post-chip relative flex min-w-0 items-center overflow-hidden rounded-chip text-small -outline-offset-1',
      isRoomy
        ? 'h-9.5 gap-1.5 pr-1.5 pl-[9px] leading-none'
        : 'h-5.5 gap-1 pr-1 pl-[7px] leading-4',
      edge && 'outline',
      edge,
      card.status === 'published' && 'post-chip-done',
    ),
    children: isRoomy ? roomyInside(card, time, room) : lineInside(card, time, room),
  };
}

// Called, not mounted: these hold no state, and a month would mount hundreds of them.

function roomyInside(card: PostCard, time: string, { width }: LineRoom) {
  const repeats = card.repeats ? 1 : 0;
  const fits = besideTime(width, {
    time,
    marks: card.networks.length + repeats,
    picture: card.thumbnailId !== null,
  });
  return roomyWith(card, time, { ...fits, marks: fits.marks - repeats });
}

const roomyWith = (card: PostCard, time: string, fits: { marks: number; picture: boolean }) => (
  <>
    <span className="flex min-w-0 flex-1 flex-col gap-1">
      <span className="flex items-center gap-1">
        {StatusIcon({ status: card.status, held: card.held, size: 12 })}
        <span
          data-word={wordBeside(card)}
          className="chip-word flex-1 truncate text-caption leading-none text-muted"
        >
          {time}
        </span>
        {card.repeats && RepeatMark({ size: 11 })}
        {glyphsOf(card, fits.marks)}
      </span>{' '}
      <span className="flex leading-3.5">{wordsOf(card, 64)}</span>
    </span>
    {fits.picture && card.thumbnailId && (
      <Thumbnail mediaId={card.thumbnailId} className="-mr-0.5 size-8 rounded-[3px]" />
    )}
  </>
);

const lineInside = (card: PostCard, time: string, room: LineRoom) => (
  <>
    {StatusIcon({ status: card.status, held: card.held, size: 12 })}
    {room.time && (
      <span
        data-word={room.picture ? wordBeside(card) : undefined}
        className="chip-time chip-word shrink-0 text-caption text-muted"
      >
        {time}
      </span>
    )}{' '}
    {wordsOf(card, room.letters)}
    {card.repeats && RepeatMark({ size: 11, className: 'chip-repeat' })}
    {room.picture && card.thumbnailId && (
      <Thumbnail mediaId={card.thumbnailId} className="chip-picture size-4 rounded-[3px]" />
    )}
    {room.networks && glyphsOf(card, MOST_MARKS, 'chip-networks')}
  </>
);

/** A plan and what is held look as if they went out at their time, so they say that they do not. */
const wordBeside = (card: PostCard): string | undefined =>
  isPlanned(card.status) || card.held ? lookOf(card.status, card.held).word : undefined;

const wordsOf = (card: PostCard, letters: number) => (
  <span dir="auto" className={cx('min-w-0 flex-1 truncate', !card.excerpt && 'text-muted italic')}>
    {upTo(card.excerpt, letters) || NO_TEXT}
  </span>
);

/** Whole words and whole brackets, so that what is seen is part of what is said. */
const upTo = (text: string, letters: number): string => {
  const from = text.slice(0, letters).lastIndexOf('(');
  const closed = from < 0 ? -1 : text.indexOf(')', from);
  const least = Math.max(letters, closed + 1);
  const end = text.slice(least).search(/\s/);
  return end < 0 ? text : text.slice(0, least + end);
};

/** As many marks as fit, each of them whole; the rest is a number in the place of the last one. */
function glyphsOf({ networks }: PostCard, most: number, className?: string) {
  const shown = networks.length <= most ? networks : networks.slice(0, Math.max(0, most - 1));
  const more = networks.length - shown.length;
  return (
    <>
      {shown.map((network) => (
        <NetworkGlyph
          key={network}
          network={network}
          size={11}
          className={cx('text-muted', className)}
        />
      ))}
      {more > 0 && most > 0 && (
        <span className={cx('shrink-0 text-caption leading-none text-muted', className)}>
          +{more}
        </span>
      )}
    </>
  );
}
