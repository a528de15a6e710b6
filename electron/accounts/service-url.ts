import { fail, ok, type Result } from '../../shared/ipc/route.ts';

/**
 * The origin of a service. Plain http is for this machine only: a password must not travel in the
 * clear. Loopback by RFC 1122 §3.2.1.3, RFC 4291 §2.5.3 and RFC 6761 §6.3.
 */
export function serviceOrigin(address: string): Result<string, 'insecure_service_url'> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:') return ok(url.origin);
  if (url?.protocol === 'http:' && isLoopback(url.hostname)) return ok(url.origin);
  return fail(
    'insecure_service_url',
    'This address is not encrypted, so your password could be read on the way. Use an address that starts with https.',
  );
}

// URL has normalised the host: 127.1 is 127.0.0.1 here, and IPv6 is in brackets.
const isLoopback = (host: string) =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(host);
