import { describe, expect, it } from 'vitest';
import { type Outcome, verdictOf } from '../../../../../shared/domain/prompts/trial.ts';

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  ...{ asked: 0, taken: 0, posts: 0, unchanged: 0, answered: 0, approvedFirst: 0 },
  engagement: [],
  ...more,
});

describe('what is said of two versions', () => {
  it('is nothing while there are few, however far apart they are', () => {
    const good = outcome({ asked: 9, taken: 9, engagement: [90, 91, 92, 93, 94, 95, 96] });
    const bad = outcome({ asked: 900, taken: 0, engagement: Array(50).fill(1) });
    expect(verdictOf('taken', good, bad)).toBe('too_few');
    expect(verdictOf('engagement', good, bad)).toBe('too_few');
    expect(verdictOf('approved', good, bad)).toBe('too_few');
  });

  it('is “even” where chance would do the same, and names the better one where it would not', () => {
    const half = outcome({ asked: 40, taken: 20, posts: 20, unchanged: 10 });
    expect(verdictOf('taken', half, outcome({ asked: 40, taken: 23 }))).toBe('even');
    expect(verdictOf('taken', half, outcome({ asked: 40, taken: 35 }))).toBe('rival');
    expect(verdictOf('taken', half, outcome({ asked: 40, taken: 4 }))).toBe('used');
    expect(verdictOf('unchanged', half, outcome({ posts: 20, unchanged: 19 }))).toBe('rival');
    const low = outcome({ engagement: [1, 2, 2, 3, 3, 4, 5, 6] });
    const high = outcome({ engagement: [11, 12, 12, 13, 13, 14, 15, 16] });
    expect(verdictOf('engagement', low, high)).toBe('rival');
    expect(verdictOf('engagement', high, low)).toBe('used');
    expect(verdictOf('engagement', low, low)).toBe('even');
  });
});
