import type { OAuthCapability, RedirectStrategy } from '../../../shared/domain/network.ts';

/** What the ways back from the browser are called on the screens. */
export const WAY_BACK: Record<RedirectStrategy, { label: string; about: string }> = {
  'loopback-any': {
    label: 'By itself',
    about: 'The browser comes straight back to ClientNest on this computer.',
  },
  'loopback-fixed': {
    label: 'By itself',
    about: 'The browser comes straight back to ClientNest on this computer.',
  },
  'https-relay': {
    label: 'Through your page',
    about: 'A small page of your own on the web passes the answer on to this computer.',
  },
  'manual-code': {
    label: 'By hand',
    about: 'You copy the address of the last page, or the code on it, and paste it here.',
  },
};

/** One way of each name: two kinds of "by itself" are one to the person. */
export const waysBack = ({ redirects }: OAuthCapability): RedirectStrategy[] =>
  redirects.filter(
    (way, index) =>
      redirects.findIndex((other) => WAY_BACK[other].label === WAY_BACK[way].label) === index,
  );

/** Whether a way ends on a page of the person's own, whose address is kept with the application. */
export const wantsOwnPage = (way: RedirectStrategy, { manualRedirect }: OAuthCapability): boolean =>
  way === 'https-relay' || (way === 'manual-code' && manualRedirect === undefined);

/** The ways that are open with the page that is kept: those through it, where there is one, and all others. */
export const openWays = (oauth: OAuthCapability, ownPage: string | null): RedirectStrategy[] =>
  waysBack(oauth).filter((way) => ownPage !== null || !wantsOwnPage(way, oauth));

/** What is tried where the person chooses nothing: as the core decides it. */
export function usualWay(oauth: OAuthCapability, ownPage: string | null): RedirectStrategy | null {
  const open = openWays(oauth, ownPage);
  if (ownPage !== null && open.includes('https-relay')) return 'https-relay';
  return open[0] ?? null;
}
