import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from '../../../../electron/shell/pack.ts';
import { unpack } from '../../../../renderer/ipc/unpack.ts';
import type { Envelope } from '../../../../shared/ipc/contract.ts';
import type { Packed } from '../../../../shared/ipc/packed.ts';

type Calendar = Envelope<'posts.calendar'>;

/** As the answer arrives: through a structured clone. */
const cross = (answer: unknown): unknown =>
  unpack(structuredClone(pack(answer)) as Packed<'posts.calendar'>);

const card = (at: number) => ({
  id: `0196ce54-66c0-74c5-bdc8-${String(at).padStart(12, '0')}`,
  excerpt: `Grüße ☕ ${at}`,
  scheduledAt: at % 7 ? 1_790_000_000_000 + at : null,
  networks: at % 3 ? ['bluesky'] : [],
  thumbnailId: at % 2 ? null : 'a',
});
const list = (length: number) => Array.from({ length }, (_, at) => card(at));

describe('an answer on its way to the page', () => {
  it('arrives as it was sent, whatever it holds', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001f', '\ud83d', '\ufeff'),
      fc.integer(),
      fc.constant(null),
      fc.double(),
      fc.constant(undefined),
      fc.constantFrom('a', 'b', 0, -0, Number.NaN),
      fc.boolean(),
      fc.array(fc.string(), { maxLength: 2 }),
      fc.record({ a: fc.string() }),
    );
    const rows = fc.array(
      fc.record({
        id: fc.string(),
        first: value,
        second: fc.string(),
        third: fc.constantFrom('a', null, 0),
      }),
      {
        minLength: 100,
        maxLength: 130,
        size: 'max',
      },
    );
    fc.assert(
      fc.property(rows, (sent) => {
        const plain = sent.map((row) => ({ ...row }));
        expect(cross({ ok: true, value: plain })).toEqual({ ok: true, value: plain });
      }),
      { numRuns: 60 },
    );
  });

  it('crosses by columns when it is a long list of like records', () => {
    const packed = pack({ ok: true, value: list(500) }) as { keys: string[] };
    expect(packed.keys).toEqual(['id', 'excerpt', 'scheduledAt', 'networks', 'thumbnailId']);
    expect(packed).not.toHaveProperty('value');
    expect(cross({ ok: true, value: list(500) })).toEqual({ ok: true, value: list(500) });
  });

  it('crosses as it is otherwise', () => {
    const answers: unknown[] = [
      { ok: true, value: list(99) },
      { ok: true, value: { columns: list(500) } },
      { ok: true, value: [...list(200), { ...card(1), another: 1 }] },
      { ok: true, value: Array.from({ length: 200 }, () => 'text') },
      { ok: true, value: null },
      { ok: false, error: { code: 'range_too_long', message: 'No.' } } satisfies Partial<Calendar>,
    ];
    for (const answer of answers) {
      expect(pack(answer)).toBe(answer);
      expect(cross(answer)).toEqual(answer);
    }
  });
});
