import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkName } from '../../../../electron/sandbox/events.ts';
import type { FaultPlanInput } from '../../../../electron/sandbox/faults/plan.ts';
import { createFaultPlayer, type FaultedCall } from '../../../../electron/sandbox/faults/player.ts';

const OPERATIONS: Readonly<Record<NetworkName, readonly string[]>> = {
  linkedin: ['post', 'upload'],
  facebook: ['feed', 'photos'],
  instagram: ['media', 'publish'],
  tiktok: ['init', 'put'],
  threads: ['make', 'publish'],
  bluesky: ['put', 'upload'],
  mastodon: ['post', 'upload'],
  x: ['post', 'upload'],
};
const aCall: fc.Arbitrary<FaultedCall> = fc
  .constantFrom<NetworkName>('bluesky', 'mastodon', 'x')
  .chain((network) =>
    fc.record({
      network: fc.constant(network),
      operation: fc.constantFrom(...OPERATIONS[network]),
      account: fc.constantFrom('ada', 'linden', null),
    }),
  );

async function drawn(plan: FaultPlanInput, calls: readonly FaultedCall[]) {
  const { control, draw } = createFaultPlayer(
    (name) => OPERATIONS[name],
    async () => {},
  );
  expect(await control.set(plan)).toBeNull();
  return calls.map((call) => draw(call));
}
const calls = fc.array(aCall, { maxLength: 60 });
const CUT = { kind: 'cut' } as const;

describe('a plan of faults', () => {
  it('plays the same for the same seed and calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        calls,
        async (seed, chance, made) => {
          const plan = { seed, rules: [{ when: { chance }, fault: CUT }] };
          expect(await drawn(plan, made)).toEqual(await drawn(plan, made));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hits the nth call that fits and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), calls, async (nth, made) => {
        const when = { network: 'mastodon', account: 'ada', nth } as const;
        const hits = await drawn({ rules: [{ when, fault: CUT }] }, made);
        const fitting = made.flatMap((call, at) =>
          call.network === 'mastodon' && call.account === 'ada' ? [at] : [],
        );
        const expected = fitting[nth - 1];
        expect(hits.flatMap((hit, at) => (hit ? [at] : []))).toEqual(
          expected === undefined ? [] : [expected],
        );
      }),
      { numRuns: 50 },
    );
  });

  it('stops after so many times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), calls, async (times, made) => {
        const hits = await drawn({ rules: [{ when: { times }, fault: CUT }] }, made);
        expect(hits.filter(Boolean)).toHaveLength(Math.min(times, made.length));
      }),
      { numRuns: 50 },
    );
  });

  it('never plays a chance of 0, always one of 1, and one of a half about half the time', async () => {
    const made = Array.from({ length: 2000 }, () => ({
      network: 'bluesky' as const,
      operation: 'put',
      account: null,
    }));
    const share = async (chance: number) =>
      (await drawn({ rules: [{ when: { chance }, fault: CUT }] }, made)).filter(Boolean).length /
      2000;
    expect([await share(0), await share(1)]).toEqual([0, 1]);
    expect(Math.abs((await share(0.5)) - 0.5)).toBeLessThan(0.05);
  });

  it('plays the first rule that fits', async () => {
    const made = [{ network: 'bluesky' as const, operation: 'put', account: null }];
    const rules = [
      { when: { operation: 'upload' }, fault: CUT },
      { fault: { kind: 'reset' as const } },
      { fault: CUT },
    ];
    expect(await drawn({ rules }, made)).toMatchObject([
      { rule: 1, nth: 1, fault: { kind: 'reset' } },
    ]);
  });
});
