import { describe, expect, it } from 'vitest';
import { actionsFor } from '../../../../../renderer/views/post/post-actions.ts';
import { STATUS_LOOK } from '../../../../../renderer/views/post-status/status.ts';
import { canBecome, isEditable, POST_STATUSES } from '../../../../../shared/domain/post-status.ts';

describe('actionsFor', () => {
  it('offers nothing that main would refuse', () => {
    for (const status of POST_STATUSES) {
      const actions = actionsFor(status);
      if (actions.includes('edit')) expect(isEditable(status)).toBe(true);
      if (actions.includes('reschedule')) expect(canBecome(status, 'scheduled')).toBe(true);
      if (actions.includes('publishNow')) expect(canBecome(status, 'publishing')).toBe(true);
      if (actions.includes('unschedule')) expect(canBecome(status, 'draft')).toBe(true);
    }
  });

  it('fits the post', () => {
    expect(actionsFor('draft')).toEqual(['edit', 'publishNow', 'submit', 'duplicate', 'remove']);
    expect(actionsFor('in_review')).toContain('withdraw');
    expect(actionsFor('scheduled')).toEqual([
      'edit',
      'reschedule',
      'publishNow',
      'hold',
      'unschedule',
      'duplicate',
      'remove',
    ]);
    expect(actionsFor('scheduled', true)).toEqual([
      'edit',
      'reschedule',
      'release',
      'unschedule',
      'duplicate',
      'remove',
    ]);
    expect(actionsFor('publishing')).toEqual(['duplicate']);
    expect(actionsFor('published')).toEqual(['duplicate', 'remove']);
  });
});

it('has a word for every status, and no two alike', () => {
  const words = POST_STATUSES.map((status) => STATUS_LOOK[status].word);
  expect(new Set(words).size).toBe(POST_STATUSES.length);
});
