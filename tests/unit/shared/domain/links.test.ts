import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeLinks,
  forNetwork,
  hasTags,
  isTracked,
  linksIn,
  withoutTags,
  withoutTracking,
  withTags,
} from '../../../../shared/domain/links.ts';
import { isTracking } from '../../../../shared/domain/tracking-parameters.ts';

const tags = { source: '{network}', medium: 'social', campaign: 'Spring & more' };

const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const value = fc.stringMatching(/^[A-Za-z0-9%+.-]{0,10}$/);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });
const url = fc
  .tuple(fc.webPath(), pairs, fc.constantFrom('', '#top', '#a=b&utm_source=c'))
  .map(
    ([path, query, hash]) =>
      `https://shop.example${path}${query.length > 0 ? '?' : ''}${query.map(([n, v]) => `${n}=${v}`).join('&')}${hash}`,
  );

describe('links in a text', () => {
  it('end before what belongs to the sentence', () => {
    const text = 'See https://a.example/b?c=d. (Or http://e.example/f_(g)), “https://h.example/”!';
    expect(linksIn(text).map((link) => link.url)).toEqual([
      'https://a.example/b?c=d',
      'http://e.example/f_(g)',
      'https://h.example/',
    ]);
    expect(linksIn('no://link https:// here')).toEqual([]);
  });

  it('are found where they stand, and nothing around them changes', () => {
    fc.assert(
      fc.property(fc.string(), url, fc.string(), (before, link, after) => {
        const text = `${before} ${link} ${after}`;
        for (const found of linksIn(text))
          expect(text.slice(found.start, found.end)).toBe(found.url);
        expect(changeLinks(text, (same) => same)).toBe(text);
      }),
    );
  });
});

describe('a clean link', () => {
  it('has no tracking, and everything else as it was written', () => {
    expect(withoutTracking('https://a.example/?utm_source=x&size=2&fbclid=y#top')).toBe(
      'https://a.example/?size=2#top',
    );
    expect(withoutTracking('https://a.example/?UTM_Source=x')).toBe('https://a.example/');
    expect(withoutTracking('https://www.instagram.com/p/1/?igsh=x')).toBe(
      'https://www.instagram.com/p/1/',
    );
    // The name may mean something elsewhere.
    expect(withoutTracking('https://a.example/?si=2&ref_src=b')).toBe(
      'https://a.example/?si=2&ref_src=b',
    );
    expect(withoutTracking('https://a.example/?q=a%2Bb&empty=&flag&gclid=1')).toBe(
      'https://a.example/?q=a%2Bb&empty=&flag',
    );
  });

  it('loses nothing that does not track, for any link', () => {
    fc.assert(
      fc.property(url, (link) => {
        const clean = withoutTracking(link);
        expect(isTracked(clean)).toBe(false);
        expect(withoutTracking(clean)).toBe(clean);
        if (!isTracked(link)) expect(clean).toBe(link);
        const query = (of: string) =>
          (of.split('#')[0]?.split('?')[1] ?? '').split('&').filter(Boolean);
        const kept = query(link).filter(
          (pair) => !isTracking(pair.split('=')[0] ?? '', 'shop.example'),
        );
        expect(query(clean)).toEqual(kept);
        expect(clean.split('#')[1]).toBe(link.split('#')[1]);
      }),
    );
  });
});

describe('the tags of a client', () => {
  it('stand in the link, with the network left open until it is known', () => {
    const tagged = withTags('https://a.example/b?c=d#e', tags);
    expect(tagged).toBe(
      'https://a.example/b?c=d&utm_source={network}&utm_medium=social&utm_campaign=Spring%20%26%20more#e',
    );
    expect(forNetwork(`Look: ${tagged} {network}`, 'bluesky')).toBe(
      'Look: https://a.example/b?c=d&utm_source=bluesky&utm_medium=social&utm_campaign=Spring%20%26%20more#e {network}',
    );
  });

  it('replace tags of somebody else, and are no tracking that is cleaned away', () => {
    const tagged = withTags('https://a.example/?utm_source=mail&utm_term=x', tags);
    expect(tagged).not.toContain('mail');
    expect(isTracked(tagged, tags)).toBe(true);
    const clean = withoutTracking(tagged, tags);
    expect(hasTags(clean, tags)).toBe(true);
    expect(clean).not.toContain('utm_term');
  });

  it('can be put on twice and taken off again, on any link', () => {
    fc.assert(
      fc.property(url, (link) => {
        const clean = withoutTracking(link);
        const tagged = withTags(clean, tags);
        expect(hasTags(tagged, tags)).toBe(true);
        expect(withTags(tagged, tags)).toBe(tagged);
        expect(withoutTags(tagged, tags)).toBe(clean);
      }),
    );
  });

  it('are nothing where all are empty', () => {
    const none = { source: '', medium: ' ', campaign: '' };
    expect(withTags('https://a.example/', none)).toBe('https://a.example/');
    expect(hasTags('https://a.example/', none)).toBe(false);
  });
});
