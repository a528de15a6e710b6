import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { z } from 'zod';

/** The private key that a session is bound to, as JWK (RFC 7517). It lives in the session and nowhere else. */
export const dpopKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
export type DpopKey = z.output<typeof dpopKey>;

export const newDpopKey = (): DpopKey =>
  dpopKey.parse(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  );

export interface ProvenCall {
  method: string;
  url: URL;
  /** What the server gave to be proven with; null before it gave any. */
  nonce: string | null;
  /** Where the call is made with one. */
  accessToken?: string;
  /** UTC epoch ms. */
  now: number;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Proof that whoever makes a call has the session's key, for this one call. Source: RFC 9449 §4.2. */
export function proofOf(key: DpopKey, call: ProvenCall): string {
  const { method, url, nonce, accessToken, now } = call;
  const { d, ...jwk } = key;
  const claims = {
    jti: randomUUID(),
    htm: method,
    htu: url.origin + url.pathname,
    iat: Math.floor(now / 1000),
    ...(nonce === null ? {} : { nonce }),
    ...(accessToken === undefined
      ? {}
      : { ath: createHash('sha256').update(accessToken).digest('base64url') }),
  };
  const signed = `${encoded({ typ: 'dpop+jwt', alg: 'ES256', jwk })}.${encoded(claims)}`;
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${signed}.${signature.toString('base64url')}`;
}

export type Nonces = ReturnType<typeof createNonces>;

/** Ms that a server's clock may differ from ours before its time is taken: `Date` is in whole seconds, and travels. */
const SLACK = 30_000;

/**
 * The last nonce that each server gave, good for some minutes and for all its sessions; and its time, for a proof of
 * another time is turned away.
 * @param now UTC epoch ms
 */
export function createNonces(now: () => number) {
  const nonces = new Map<string, string>();
  const differences = new Map<string, number>();
  return {
    of: ({ host }: URL): string | null => nonces.get(host) ?? null,
    /** UTC epoch ms, as the server has it. */
    timeAt({ host }: URL): number {
      const difference = differences.get(host) ?? 0;
      return now() + (Math.abs(difference) > SLACK ? difference : 0);
    },
    /** Every answer may bring a new one. */
    hear(host: string, headers: Headers): void {
      const nonce = headers.get('dpop-nonce');
      if (nonce) nonces.set(host, nonce);
      const date = Date.parse(headers.get('date') ?? '');
      if (Number.isFinite(date)) differences.set(host, date - now());
    },
  };
}

/**
 * What servers say of a proof that they turned away: nothing has happened. What the next one needs, the nonce and
 * the time, came with the answer. Source: RFC 9449 §7.1, §8.
 */
const TURNED_AWAY = ['use_dpop_nonce', 'invalid_dpop_proof'];

export const isProofTurnedAway = (error: unknown): boolean =>
  typeof error === 'string' && TURNED_AWAY.includes(error);
