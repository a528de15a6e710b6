import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's public address (RFC 6890, RFC 6598, RFC 4193, RFC 4291, and what maps IPv4 into IPv6). */
const INSIDE = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  INSIDE.ipv4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.ipv6.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is one that the whole internet reaches. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // A list of both takes every IPv4 address for one that is mapped into IPv6.
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  return !INSIDE[kind].check(address, kind);
}

/** A name led to a machine that is not on the public internet, or was one itself. */
export class PrivateAddress extends Error {}

type Answer = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * For a socket's `lookup`: it connects to the very address that was looked at here, so that a name
 * can't lead elsewhere a moment later. One private address among several refuses all of them.
 */
export function lookupPublic(hostname: string, options: LookupOptions, answer: Answer): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublic(address)))
      return answer(new PrivateAddress(hostname), []);
    const [first] = addresses;
    if (options.all) answer(null, addresses);
    else answer(null, first?.address ?? '', first?.family);
  });
}
