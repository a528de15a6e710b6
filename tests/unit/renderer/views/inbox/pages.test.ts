import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InboxPages, patched } from '../../../../../renderer/views/inbox/pages.ts';
import type { InboxItem } from '../../../../../shared/ipc/views.ts';

const item = (writtenAt: number, text = ''): InboxItem =>
  ({ id: `id ${String(writtenAt).padStart(6, '0')}`, writtenAt, text }) as InboxItem;
const idOf = (writtenAt: number) => item(writtenAt).id;

/** Newest first, in pages of three. */
function pagesOf(times: readonly number[], hasMore: boolean): InboxPages {
  const items = [...times].sort((one, other) => other - one).map((at) => item(at));
  const pages: InboxPages['pages'] = [];
  for (let from = 0; from < items.length || from === 0; from += 3)
    pages.push({ items: items.slice(from, from + 3), next: 'more' });
  const last = pages.at(-1);
  if (last) last.next = hasMore ? 'more' : null;
  return { pages, pageParams: pages.map(() => null) };
}
const shown = ({ pages }: InboxPages) =>
  pages.flatMap(({ items }) => items.map(({ writtenAt }) => writtenAt));

describe('pages that some items changed in', () => {
  it('lose what is not let through any more, and take in what is new at its place', () => {
    const pages = pagesOf([90, 80, 70, 60, 50], true);
    expect(shown(patched(pages, new Set([idOf(80)]), []))).toEqual([90, 70, 60, 50]);
    expect(shown(patched(pages, new Set([idOf(95)]), [item(95)]))).toEqual([
      95, 90, 80, 70, 60, 50,
    ]);
    expect(shown(patched(pages, new Set([idOf(65)]), [item(65)]))).toEqual([
      90, 80, 70, 65, 60, 50,
    ]);
  });

  it('leave what belongs further down to the page that is still to come', () => {
    const changed = new Set([idOf(10)]);
    expect(shown(patched(pagesOf([90, 80], true), changed, [item(10)]))).toEqual([90, 80]);
    expect(shown(patched(pagesOf([90, 80], false), changed, [item(10)]))).toEqual([90, 80, 10]);
  });

  it('stay the same object where nothing in them changed', () => {
    const pages = pagesOf([90, 80, 70, 60], false);
    const next = patched(pages, new Set([idOf(60)]), [item(60, 'edited')]);
    expect(next.pages[0]).toBe(pages.pages[0]);
    expect(next.pages[1]?.items[0]?.text).toBe('edited');
  });

  it('are what reading all again would give, whatever changed', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, times, times, (before, gone, added) => {
        const after = new Set([...before.filter((at) => !gone.includes(at)), ...added]);
        const changed = new Set([...gone, ...added].map(idOf));
        const now = [...changed].flatMap((id) => [...after].filter((at) => idOf(at) === id));
        const next = patched(
          pagesOf(before, false),
          changed,
          now.map((at) => item(at)),
        );
        expect(shown(next)).toEqual([...after].sort((one, other) => other - one));
      }),
    );
  });
});
