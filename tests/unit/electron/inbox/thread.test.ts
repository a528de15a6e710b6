import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { talkAround } from '../../../../electron/inbox/thread.ts';

const said = (remoteId: string, parentId: string | null) => ({ id: remoteId, remoteId, parentId });

describe('the talk around something', () => {
  it('is its root with all that hangs under it', () => {
    const all = [said('a', 'post'), said('b', 'a'), said('c', 'post'), said('d', 'b')];
    expect(talkAround(all, 'b')).toEqual({ talk: [all[0], all[1], all[3]], others: 1 });
    expect(talkAround(all, 'c')).toEqual({ talk: [all[2]], others: 1 });
  });

  it('never runs in circles, and parts all that was said without a rest', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const all = fc.uniqueArray(fc.record({ remoteId: names, parentId: names }), {
      selector: ({ remoteId }) => remoteId,
      minLength: 1,
    });
    fc.assert(
      fc.property(all, (rows) => {
        const items = rows.map(({ remoteId, parentId }) => said(remoteId, parentId));
        for (const one of items) {
          const { talk, others } = talkAround(items, one.remoteId);
          expect(talk).toContain(one);
          expect(talk.length).toBeLessThanOrEqual(items.length - others);
        }
      }),
    );
  });
});
