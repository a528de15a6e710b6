import { describe, expect, it } from 'vitest';
import { chooseStrategy } from '../../../../../electron/oauth/redirects.ts';
import {
  openWays,
  usualWay,
  wantsOwnPage,
  waysBack,
} from '../../../../../renderer/views/accounts/ways-back.ts';
import type { OAuthCapability, RedirectStrategy } from '../../../../../shared/domain/network.ts';

const oauth = (redirects: RedirectStrategy[], manualRedirect?: string): OAuthCapability => ({
  redirects,
  callbackPath: '/callback',
  ...(manualRedirect !== undefined && { manualRedirect }),
  application: 'person',
  secret: true,
  scopes: [],
  source: { page: 'a test', readOn: '2026-11-23' },
});
const PAGE = 'https://example.com/back';
const OF_NETWORK = 'https://network.example/done';

describe('ways back from the browser', () => {
  it('are one to the person where the computer does both alike', () => {
    expect(waysBack(oauth(['loopback-fixed', 'loopback-any', 'https-relay']))).toEqual([
      'loopback-fixed',
      'https-relay',
    ]);
  });

  it('want a page of one’s own where the network has none', () => {
    expect(wantsOwnPage('https-relay', oauth(['https-relay']))).toBe(true);
    expect(wantsOwnPage('manual-code', oauth(['manual-code']))).toBe(true);
    expect(wantsOwnPage('manual-code', oauth(['manual-code'], OF_NETWORK))).toBe(false);
    expect(wantsOwnPage('loopback-any', oauth(['loopback-any']))).toBe(false);
  });

  it('are open only where their page is known', () => {
    const both = oauth(['manual-code', 'https-relay']);
    expect(openWays(both, null)).toEqual([]);
    expect(openWays(both, PAGE)).toEqual(['manual-code', 'https-relay']);
    expect(openWays(oauth(['manual-code', 'loopback-any'], OF_NETWORK), null)).toEqual([
      'manual-code',
      'loopback-any',
    ]);
  });

  it('are chosen as the core chooses, so that what is shown is what happens', () => {
    const kinds = [
      oauth(['loopback-fixed', 'loopback-any', 'https-relay']),
      oauth(['manual-code', 'https-relay', 'loopback-any'], OF_NETWORK),
      oauth(['https-relay', 'manual-code']),
      oauth(['manual-code', 'https-relay']),
      oauth(['loopback-any']),
    ];
    for (const kind of kinds)
      for (const page of [null, PAGE]) {
        const usual = usualWay(kind, page);
        if (usual !== null) expect(usual).toBe(chooseStrategy(kind, page));
      }
  });
});
