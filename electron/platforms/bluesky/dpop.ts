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

/** The last nonce that each server gave: good for some minutes, and for all its sessions. */
export function createNonces() {
  const known = new Map<string, string>();
  return {
    of: ({ host }: URL): string | null => known.get(host) ?? null,
    /** Every answer may bring a new one. */
    hear(host: string, headers: Headers): void {
      const nonce = headers.get('dpop-nonce');
      if (nonce) known.set(host, nonce);
    },
  };
}

/** The server wants a proof with the nonce that came with this answer: nothing has happened. Source: RFC 9449 §8. */
export const USE_NONCE = 'use_dpop_nonce';
