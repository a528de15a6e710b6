/** The one origin that our pages have. Node's URL calls an unknown scheme's origin "null": compare parts. */
export const SCHEME = 'app';
export const HOST = 'bundle';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Whether a page of ours may be loaded from there: our origin, and not the media folder. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === '' &&
    !url.pathname.startsWith('/media')
  );
}
