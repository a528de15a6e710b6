/**
 * The origin of what was typed: `pds.example.com` and `https://pds.example.com/xrpc` are both
 * `https://pds.example.com`. Null where it is no address; main decides what is allowed.
 */
export function readServiceUrl(typed: string): string | null {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // Chromium encodes a space in a host instead of refusing it.
  if (url.hostname.includes('%')) return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.hostname ? url.origin : null;
}
