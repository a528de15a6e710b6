import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepFilter } from '../../../../renderer/app/place.ts';

describe('keepFilter', () => {
  it('takes the client along to another view', () => {
    expect(keepFilter('/posts', '?client=abc')).toBe('/posts?client=abc');
    expect(keepFilter('/posts?tab=drafts', '?client=abc')).toBe('/posts?tab=drafts&client=abc');
  });

  it('lets the target name another client', () => {
    expect(keepFilter('/accounts?client=other', '?client=abc')).toBe('/accounts?client=other');
  });

  it('leaves behind what belongs to the view that is left', () => {
    expect(keepFilter('/calendar', '?compose=new&at=2026-11-22T09%3A30&tab=all')).toBe('/calendar');
  });

  it('never adds or loses a client', () => {
    const client = fc.option(fc.uuid(), { nil: null });
    fc.assert(
      fc.property(client, client, (here, named) => {
        const search = here ? `?client=${here}` : '';
        const to = named ? `/posts?client=${named}` : '/posts';
        const query = new URLSearchParams(keepFilter(to, search).split('?')[1] ?? '');
        expect(query.get('client')).toBe(named ?? here);
      }),
    );
  });
});
