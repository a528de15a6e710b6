import type { OAuthCapability, RedirectStrategy } from '../../shared/domain/network.ts';

/** The address of a loopback redirect; without a port, as it is registered where any port will do. */
export const loopbackAddress = (
  { callbackHost = '127.0.0.1', callbackPath }: OAuthCapability,
  port?: number | '*',
): string => `http://${callbackHost}${port === undefined ? '' : `:${port}`}${callbackPath}`;

/** What to register at the network for one way back, all of them; none where it is a page of the person's own. */
export function addressesOf(oauth: OAuthCapability, strategy: RedirectStrategy): string[] {
  switch (strategy) {
    case 'loopback-any':
      return [loopbackAddress(oauth, oauth.anyPort)];
    case 'loopback-fixed':
      return (oauth.ports ?? []).map((port) => loopbackAddress(oauth, port));
    case 'https-relay':
      return [];
    case 'manual-code':
      return oauth.manualRedirect === undefined ? [] : [oauth.manualRedirect];
  }
}

/**
 * The way back that is taken: the one that was asked for, else by the person's own page where there is one,
 * else the network's first. Null where the network does not know it.
 * @param ownPage the address that is kept with the application
 */
export function chooseStrategy(
  { redirects }: OAuthCapability,
  ownPage: string | null,
  asked?: RedirectStrategy,
): RedirectStrategy | null {
  if (asked !== undefined) return redirects.includes(asked) ? asked : null;
  if (ownPageIn(ownPage) !== null && redirects.includes('https-relay')) return 'https-relay';
  return redirects[0] ?? null;
}

/** The path of the page of the practice networks that stands for one of the person's own; theirs is always https. */
export const PRACTICE_PAGE = '/practice/signed-in';

/** The page of the person's own that an application comes back to; null where it comes back to this computer. */
export const ownPageIn = (registered: string | null): string | null =>
  registered !== null &&
  (registered.startsWith('https:') || new URL(registered).pathname === PRACTICE_PAGE)
    ? registered
    : null;

/** Between the port and the random part of a state, so that a relay page knows where to pass the answer on to. */
export const RELAY_SEPARATOR = '.';
