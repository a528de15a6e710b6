import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSchedule } from '../../support/schedule.ts';

const MINUTE = 60_000;
const POSTS = 4;

type Step =
  | { kind: 'hold' | 'release' | 'unschedule'; post: number }
  | { kind: 'move'; post: number; inMinutes: number }
  | { kind: 'pass'; minutes: number };

const post = fc.nat({ max: POSTS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('hold' as const, 'release' as const), post }),
  fc.record({ kind: fc.constant('unschedule' as const), post }),
  fc.record({
    kind: fc.constant('move' as const),
    post,
    inMinutes: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
);

it('sends nothing that is on hold, nothing twice, and loses nothing, whatever the person does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const test = openSchedule();
      try {
        const texts = Array.from({ length: POSTS }, (_, index) => `Post ${index}`);
        const ids = texts.map((text, index) => test.due(5 + index * 7, text));
        const at = (index: number) => ids[index] as string;
        for (const one of steps) {
          if (one.kind === 'pass') {
            const held = ids
              .filter((id) => test.get(id).heldAt !== null)
              .map((id) => test.get(id).text);
            const before = test.sent.length;
            await test.after(one.minutes * MINUTE);
            for (const text of test.sent.slice(before)) expect(held).not.toContain(text);
          } else if (one.kind === 'move') {
            const wallTime = new Date(test.clock.now() + one.inMinutes * MINUTE)
              .toISOString()
              .slice(0, 16);
            test.posts.schedule({ id: at(one.post), wallTime, zone: 'UTC' });
          } else if (one.kind === 'unschedule') test.posts.unschedule(at(one.post));
          else test.posts.review[one.kind](at(one.post));
        }
        await test.after(3 * 60 * MINUTE);
        expect(new Set(test.sent).size).toBe(test.sent.length);
        for (const [index, id] of ids.entries()) {
          const { status, heldAt } = test.get(id);
          // Each is where somebody finds it: out, called back to the desk, or visibly missed.
          expect(['published', 'draft', 'missed']).toContain(status);
          expect(heldAt).toBeNull();
          expect(test.sent.includes(texts[index] as string)).toBe(status === 'published');
        }
      } finally {
        await test.close();
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);
