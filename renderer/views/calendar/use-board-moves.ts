import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { matchesFilter } from '../../../shared/domain/post-filter.ts';
import { isPlanned } from '../../../shared/domain/post-status.ts';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { type BoardColumn, COLUMN_LOOK, stepTo } from './board-columns.ts';
import { whenText } from './time.ts';

type Page = RouteOutput<'posts.list'>;
type Stage = 'draft' | 'in_review' | 'approved';
/** What a move answers: whether it was made, and the sentence where it was not. */
type Done = { ok: true } | { ok: false; error: { message: string } };

const MADE: Done = { ok: true };

/** Takes posts from column to column: on screen at once, then in the core, with the way back. */
export function useBoardMoves() {
  const queries = useQueryClient();
  const style = useTimeStyle();
  /** The post that was dropped on Scheduled, until its time is chosen. */
  const [scheduling, setScheduling] = useState<PostCard | null>(null);

  /** Shows the post as it will be; a refusal puts it back and says why. */
  async function make(card: PostCard, as: PostCard['status'], work: () => Promise<Done>) {
    const before: [QueryKey, unknown][] = [
      ...queries.getQueriesData<PostCard[]>({ queryKey: routeKey('posts.calendar') }),
      ...queries.getQueriesData<Page>({ queryKey: routeKey('posts.list') }),
    ];
    const shown = (cards: readonly PostCard[]) =>
      cards.map((one) => (one.id === card.id ? { ...one, status: as } : one));
    queries.setQueriesData<PostCard[]>({ queryKey: routeKey('posts.calendar') }, (cards) =>
      cards ? shown(cards) : cards,
    );
    queries.setQueriesData<Page>({ queryKey: routeKey('posts.list') }, (page) =>
      // The list of posts keeps its pages under the same name.
      page && 'posts' in page ? { ...page, posts: shown(page.posts) } : page,
    );
    if (card.status === 'scheduled' && as === 'draft') showUntimed(card);
    const answer = await work();
    if (answer.ok) return true;
    for (const [key, held] of before) queries.setQueryData(key, held);
    toast.failed(answer.error.message);
    return false;
  }

  /** It loses its time, and so its place in the month: it is among those without one before it leaves the others. */
  function showUntimed(card: PostCard): void {
    const untimed = { ...card, status: 'draft' as const, scheduledAt: null, wallTime: null };
    for (const [key, page] of queries.getQueriesData<Page>({ queryKey: routeKey('posts.list') })) {
      const asked = key[2] as RouteInput<'posts.list'> | undefined;
      if (!asked?.unplanned || !page || !('posts' in page)) continue;
      const isThere = page.posts.some(({ id }) => id === card.id);
      if (isThere || !matchesFilter(untimed, asked)) continue;
      queries.setQueryData<Page>(key, { ...page, posts: [untimed, ...page.posts] });
    }
  }

  const takeBack = async (work: () => Promise<Done>) => {
    const answer = await work();
    if (!answer.ok) toast.failed(answer.error.message);
  };

  async function move(card: PostCard, to: BoardColumn): Promise<boolean> {
    const step = stepTo(card, to);
    if (step === null) return false;
    if (step.kind === 'refused') {
      toast.say(step.why);
      return false;
    }
    if (step.kind === 'schedule') {
      setScheduling(card);
      return false;
    }
    if (step.kind === 'stage') {
      const moved = await make(card, step.to, () => toStage(card.id, card.status, step.to));
      if (moved)
        toast.undoable(`Moved to ${COLUMN_LOOK[to].name}`, () => {
          void takeBack(() => toStage(card.id, step.to, card.status));
        });
      return moved;
    }
    const moved = await make(card, 'draft', () => ask('posts.unschedule', { id: card.id }));
    const { wallTime, zone, status, scheduledAt } = card;
    if (!moved) return false;
    if (status !== 'scheduled' || wallTime === null || scheduledAt === null)
      toast.say('Moved to Draft');
    else
      toast.undoable(
        `Back to draft. It was scheduled for ${whenText(scheduledAt, now(), style)}`,
        () =>
          void takeBack(() =>
            ask('posts.schedule', { id: card.id, wallTime, zone: zone ?? style.zone }),
          ),
      );
    return true;
  }

  async function schedule(card: PostCard, wallTime: string): Promise<boolean> {
    setScheduling(null);
    const { zone } = style;
    const moved = await make(card, 'scheduled', () =>
      ask('posts.schedule', { id: card.id, wallTime, zone }),
    );
    if (!moved) return false;
    const way = () => takeBack(() => unscheduled(card, zone));
    if (isPlanned(card.status)) toast.undoable('Scheduled', () => void way());
    else toast.say('Scheduled');
    return true;
  }

  return { move, schedule, scheduling, dropScheduling: () => setScheduling(null) };
}

/** From one stage to another; where there is no direct way, by way of the draft. */
async function toStage(
  id: string,
  from: PostCard['status'],
  to: PostCard['status'],
): Promise<Done> {
  if (from === to) return MADE;
  if (from === 'approved' && to === 'in_review') {
    const back = await ask('posts.setStage', { id, to: 'draft' });
    if (!back.ok) return back;
  }
  return ask('posts.setStage', { id, to: to as Stage });
}

/** As it was before it was scheduled: its stage, and the time that it was planned for. */
async function unscheduled(was: PostCard, zone: string): Promise<Done> {
  const { id, wallTime } = was;
  const back = await ask('posts.unschedule', { id });
  if (!back.ok) return back;
  if (wallTime !== null) {
    const planned = await ask('posts.plan', { id, at: { wallTime, zone: was.zone ?? zone } });
    if (!planned.ok && planned.error.code !== 'in_the_past') return planned;
  }
  return was.status === 'draft' ? MADE : toStage(id, 'draft', was.status);
}
