import { RELAY_SEPARATOR } from './redirects.ts';

/** What a tab shows when it came back. Plain, in light and dark, without a script or anything from elsewhere. */
const page = (title: string, sentence: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} · ClientNest</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 26rem; padding: 2rem; text-align: center }
  h1 { margin: 0 0 .5rem; font-size: 1.25rem; font-weight: 600 }
  p { margin: 0; opacity: .75 }
</style>
<main><h1>${title}</h1><p>${sentence}</p></main>
</html>
`;

export const PAGES = {
  taken: page('Back to ClientNest', 'ClientNest goes on from here. You can close this tab.'),
  declined: page('Nothing was connected', 'You can close this tab and go back to ClientNest.'),
  wrongState: page(
    'This is not the page that ClientNest waits for',
    'It belongs to another sign-in. Close this tab, and sign in on the page that ClientNest opened last.',
  ),
  nothing: page(
    'There is nothing here',
    'ClientNest waits for the answer of a network. Close this tab and go back to ClientNest.',
  ),
} as const;

/** The page's only inline style is its own. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
} as const;

/**
 * A page for an https address of the person's own. It passes the answer on to ClientNest on the same computer: the
 * port stands in the state. It keeps nothing, and shows the address to copy where the browser does not follow it.
 * @param callbackPath below the loopback origin
 */
export const relayPage = (callbackPath: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Back to ClientNest</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem }
  code { overflow-wrap: anywhere }
</style>
<h1>Back to ClientNest</h1>
<p id="say">This page passes a sign-in on to ClientNest on this computer.</p>
<p><code id="address"></code></p>
<script>
  const state = new URLSearchParams(location.search).get('state') || '';
  const port = Number(state.split('${RELAY_SEPARATOR}')[0]);
  if (Number.isInteger(port) && port >= 1024 && port <= 65535) {
    const target = 'http://127.0.0.1:' + port + ${JSON.stringify(callbackPath).replace(/</g, '\\u003c')} + location.search;
    document.getElementById('say').textContent =
      'If ClientNest does not go on by itself, copy this address and paste it there:';
    document.getElementById('address').textContent = target;
    location.replace(target);
  }
</script>
</html>
`;
