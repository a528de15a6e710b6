import {
  canBecome,
  isEditable,
  isPlanned,
  type PostStatus,
} from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';

export const BOARD_COLUMNS = [
  'draft',
  'in_review',
  'approved',
  'scheduled',
  'published',
  'needs_you',
] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

/** What stands above a column, whose icon it has, and what an empty one says. */
export const COLUMN_LOOK: Record<BoardColumn, { name: string; status: PostStatus; empty: string }> =
  {
    draft: {
      name: 'Draft',
      status: 'draft',
      empty: 'What you write stands here first, with a time or without one.',
    },
    in_review: {
      name: 'In review',
      status: 'in_review',
      empty: 'Drag a draft here when somebody should look at it.',
    },
    approved: {
      name: 'Approved',
      status: 'approved',
      empty: 'What may go out waits here until it is scheduled.',
    },
    scheduled: {
      name: 'Scheduled',
      status: 'scheduled',
      empty: 'Drop a post here, and choose its time.',
    },
    published: {
      name: 'Published',
      status: 'published',
      empty: 'What went out in this month comes to stand here.',
    },
    needs_you: {
      name: 'Needs you',
      status: 'missed',
      empty: 'Nothing went wrong. What fails or is missed comes here.',
    },
  };

const COLUMN: Record<PostStatus, BoardColumn> = {
  draft: 'draft',
  cancelled: 'draft',
  in_review: 'in_review',
  approved: 'approved',
  scheduled: 'scheduled',
  publishing: 'scheduled',
  published: 'published',
  failed: 'needs_you',
  missed: 'needs_you',
  needs_check: 'needs_you',
};

export const columnOf = ({ status }: Pick<PostCard, 'status'>): BoardColumn => COLUMN[status];

export type Columns = Readonly<Record<BoardColumn, readonly PostCard[]>>;

/**
 * The cards of each column: what has a time by that time, and under it what has none. What went out
 * stands newest first.
 */
export function columnsOf(timed: readonly PostCard[], untimed: readonly PostCard[]): Columns {
  const columns: Record<BoardColumn, PostCard[]> = {
    draft: [],
    in_review: [],
    approved: [],
    scheduled: [],
    published: [],
    needs_you: [],
  };
  // What lost or got its time is told by both for a moment.
  const without = new Set(untimed.map(({ id }) => id));
  const once = timed.filter(({ id }) => !without.has(id));
  for (const card of [...once, ...untimed]) columns[columnOf(card)].push(card);
  columns.published.reverse();
  return columns;
}

/** What has to be done to a post so that it gets into a column. */
export type BoardStep =
  | { kind: 'stage'; to: 'draft' | 'in_review' | 'approved' }
  | { kind: 'schedule' }
  | { kind: 'unschedule' }
  | { kind: 'refused'; why: string };

const refused = (why: string): BoardStep => ({ kind: 'refused', why });

/** How a post gets into a column; null where it is there already. */
export function stepTo({ status }: Pick<PostCard, 'status'>, to: BoardColumn): BoardStep | null {
  if (COLUMN[status] === to) return null;
  if (status === 'publishing') return refused('This post is going out right now.');
  if (status === 'published') return refused('This post is out already. It stays where it is.');
  if (status === 'needs_check') return refused('Open this post first and say whether it went out.');
  if (to === 'published')
    return refused('A post gets here by going out. Schedule it, or publish it from its page.');
  if (to === 'needs_you')
    return refused('Posts come here by themselves, when something goes wrong.');
  if (to === 'scheduled')
    return isEditable(status) && canBecome(status, 'scheduled')
      ? { kind: 'schedule' }
      : refused('This post can’t be scheduled as it is.');
  if (isPlanned(status))
    // A change takes it there by itself; by hand, nobody reviews it again unless asked to.
    return status === 'approved' && to === 'in_review'
      ? refused('An approved post goes back to Draft first.')
      : { kind: 'stage', to };
  if (to === 'draft') return { kind: 'unschedule' };
  return refused('Take this post back to Draft first.');
}

/** The next column in a direction that takes the post; otherwise why the nearest one does not. */
export function nextColumn(
  card: Pick<PostCard, 'status'>,
  direction: -1 | 1,
): { to: BoardColumn } | { why: string } | null {
  const here = BOARD_COLUMNS.indexOf(columnOf(card));
  let why: string | null = null;
  for (let at = here + direction; at >= 0 && at < BOARD_COLUMNS.length; at += direction) {
    const to = BOARD_COLUMNS[at] as BoardColumn;
    const step = stepTo(card, to);
    if (step && step.kind !== 'refused') return { to };
    if (step?.kind === 'refused') why ??= step.why;
  }
  return why === null ? null : { why };
}
