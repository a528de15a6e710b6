/** Scopes that a client may have. */
export const SCOPES = [
  ...['atproto', 'transition:email', 'transition:generic', 'transition:chat.bsky'],
];

export interface Client {
  clientId: string;
  scopes: readonly string[];
  allows(redirectUri: string): boolean;
}

/**
 * A development client, whose id says all that is to be known of it. The others name an address on the internet,
 * which the sandbox does not ask. A sentence where it is no client.
 */
export function clientOf(clientId: string): Client | string {
  if (!URL.canParse(clientId)) return 'Invalid client identifier';
  const { protocol, host, pathname, hash, searchParams } = new URL(clientId);
  const isLoopback = protocol === 'http:' && host === 'localhost' && pathname === '/' && !hash;
  if (!isLoopback) return 'Only http://localhost is known as a client here';
  const unknown = [...searchParams.keys()].find(
    (name) => !['redirect_uri', 'scope'].includes(name),
  );
  if (unknown !== undefined) return `Unexpected query parameter "${unknown}"`;
  const redirects = searchParams.getAll('redirect_uri');
  const known = redirects.length > 0 ? redirects : ['http://127.0.0.1/', 'http://[::1]/'];
  const scopes = (searchParams.get('scope') ?? 'atproto').split(' ');
  if (!scopes.every((scope) => SCOPES.includes(scope))) return 'Invalid scope';
  return { clientId, scopes, allows: (uri) => known.some((one) => isSame(one, uri)) };
}

/** On this computer, any port will do (RFC 8252 §7.3). */
function isSame(registered: string, asked: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(asked)) return false;
  const [one, other] = [new URL(registered), new URL(asked)];
  const isLoopback = ['127.0.0.1', '[::1]'].includes(other.hostname) && other.protocol === 'http:';
  return (
    isLoopback &&
    one.hostname === other.hostname &&
    one.pathname === other.pathname &&
    one.search === other.search
  );
}
