import { expect, it } from 'vitest';
import { approvalAgain } from '../../../../../renderer/views/calendar/bulk-toast.ts';

const card = (id: string, status: 'approved' | 'draft', scheduledAt: number | null = 1) => ({
  ...{ id, status, scheduledAt },
});

it('says how many wait for approval again, of those that were approved for a time and were moved', () => {
  const cards = [card('a', 'approved'), card('b', 'approved'), card('c', 'draft')];
  expect(approvalAgain(cards, { done: ['a', 'b', 'c'] })).toBe(', 2 wait for approval again');
  expect(approvalAgain(cards, { done: ['a', 'c'] })).toBe(', 1 waits for approval again');
  expect(approvalAgain(cards, { done: ['c'] })).toBe('');
  expect(approvalAgain([card('d', 'approved', null)], { done: ['d'] })).toBe('');
});
