import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleared,
  filterInput,
  filtersIn,
  isFiltered,
  toggled,
} from '../../../../../renderer/views/calendar/filters.ts';
import { NETWORK_IDS } from '../../../../../shared/domain/network.ts';
import { POST_STATUSES } from '../../../../../shared/domain/post-status.ts';

const params = (query: string) => new URLSearchParams(query);
const LABEL = '01a20795-5362-7328-8b08-c6645d70d880';

describe('filters in the URL', () => {
  it('are read in one order, without what makes no sense', () => {
    const filters = filtersIn(
      params(`network=x,nosuch,bluesky,x&status=scheduled,draft,%00&label=${LABEL},1,${LABEL}`),
    );
    expect(filters).toEqual({
      networks: NETWORK_IDS.filter((id) => id === 'x' || id === 'bluesky'),
      labelIds: [LABEL],
      statuses: ['draft', 'scheduled'],
    });
    expect(isFiltered(filtersIn(params('view=week&client=a')))).toBe(false);
  });

  it('ask the core for nothing more than what narrows', () => {
    expect(filterInput(null, filtersIn(params('')))).toEqual({});
    expect(filterInput('c', filtersIn(params('status=draft')))).toEqual({
      clientId: 'c',
      statuses: ['draft'],
    });
  });

  it('are the same after any value was put in and taken out again, and the rest of the URL stays', () => {
    const value = fc.oneof(
      fc.constantFrom(...NETWORK_IDS).map((one) => ['networks', one] as const),
      fc.constantFrom(...POST_STATUSES).map((one) => ['statuses', one] as const),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), value, (before, [kind, one]) => {
        let start = params('view=board&date=2026-12-01');
        for (const [of, each] of before)
          if (!(filtersIn(start)[of] as readonly string[]).includes(each))
            start = toggled(start, of, each);
        const there = toggled(start, kind, one);
        const back = toggled(there, kind, one);
        expect(filtersIn(back)).toEqual(filtersIn(start));
        expect(filtersIn(there)).not.toEqual(filtersIn(start));
        expect(back.get('view')).toBe('board');
        expect(isFiltered(filtersIn(cleared(there)))).toBe(false);
        expect(cleared(there).toString()).toBe('view=board&date=2026-12-01');
      }),
    );
  });
});
