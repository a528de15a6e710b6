import { describe, expect, it } from 'vitest';
import {
  BOARD_COLUMNS,
  columnOf,
  columnsOf,
  nextColumn,
  stepTo,
} from '../../../../../renderer/views/calendar/board-columns.ts';
import { canBecome, POST_STATUSES } from '../../../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../../../shared/ipc/views.ts';
import { card } from '../../../../support/post-card.ts';

const postCard = (fields: Partial<PostCard>): PostCard => ({
  ...card('', '2026-12-01T09:00:00Z'),
  ...fields,
});

describe('the columns of the board', () => {
  it('have a place for every status', () => {
    for (const status of POST_STATUSES) expect(BOARD_COLUMNS).toContain(columnOf({ status }));
  });

  it('keep every post once, what has no time last, and what went out newest first', () => {
    const timed = POST_STATUSES.flatMap((status, at) => [
      postCard({ id: `${status} 1`, status, scheduledAt: 100 + at }),
      postCard({ id: `${status} 2`, status, scheduledAt: 200 + at }),
    ]);
    const untimed = [postCard({ id: 'idea', status: 'draft', scheduledAt: null })];
    const columns = columnsOf(timed, untimed);
    const all = BOARD_COLUMNS.flatMap((column) => columns[column].map(({ id }) => id));
    expect(all.sort()).toEqual([...timed, ...untimed].map(({ id }) => id).sort());
    expect(columns.draft.at(-1)?.id).toBe('idea');
    expect(columns.published.map(({ id }) => id)).toEqual(['published 2', 'published 1']);
  });

  it('show a post once that is told with its time and without', () => {
    const was = postCard({ id: 'moving', status: 'draft', scheduledAt: 100 });
    const columns = columnsOf([was], [{ ...was, scheduledAt: null }]);
    expect(columns.draft).toEqual([{ ...was, scheduledAt: null }]);
  });
});

describe('a step on the board', () => {
  it('never asks for what the table of transitions refuses', () => {
    for (const status of POST_STATUSES)
      for (const column of BOARD_COLUMNS) {
        const step = stepTo({ status }, column);
        if (column === columnOf({ status })) expect(step).toBeNull();
        else if (step?.kind === 'stage') expect(canBecome(status, step.to)).toBe(true);
        else if (step?.kind === 'schedule') expect(canBecome(status, 'scheduled')).toBe(true);
        else if (step?.kind === 'unschedule') expect(canBecome(status, 'draft')).toBe(true);
        else expect(step?.kind === 'refused' && step.why).toMatch(/\.$/);
      }
  });

  it('goes where a person means it to go', () => {
    expect(stepTo({ status: 'draft' }, 'in_review')).toEqual({ kind: 'stage', to: 'in_review' });
    expect(stepTo({ status: 'draft' }, 'scheduled')).toEqual({ kind: 'schedule' });
    expect(stepTo({ status: 'missed' }, 'scheduled')).toEqual({ kind: 'schedule' });
    expect(stepTo({ status: 'scheduled' }, 'draft')).toEqual({ kind: 'unschedule' });
    expect(stepTo({ status: 'published' }, 'draft')).toMatchObject({ kind: 'refused' });
    expect(stepTo({ status: 'draft' }, 'published')).toMatchObject({ kind: 'refused' });
  });

  it('by key passes over what does not take the post, and says why where nothing does', () => {
    expect(nextColumn({ status: 'scheduled' }, -1)).toEqual({ to: 'draft' });
    expect(nextColumn({ status: 'approved' }, -1)).toEqual({ to: 'draft' });
    expect(nextColumn({ status: 'approved' }, 1)).toEqual({ to: 'scheduled' });
    expect(nextColumn({ status: 'scheduled' }, 1)).toEqual({
      why: expect.stringContaining('by going out'),
    });
    expect(nextColumn({ status: 'draft' }, -1)).toBeNull();
    expect(nextColumn({ status: 'failed' }, -1)).toEqual({ to: 'scheduled' });
  });
});
