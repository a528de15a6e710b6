import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { CallHead } from '../network.ts';

const MINUTE = 60_000;
/** Seconds that a proof may be old, and that clocks may differ. */
const AGE = 10;
const TOLERANCE = 180;

const proofHeader = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
  }),
});
const proofClaims = z.object({
  jti: z.string().min(1),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  nonce: z.string().optional(),
  ath: z.string().optional(),
});

export interface ProofProblem {
  error: 'invalid_dpop_proof' | 'use_dpop_nonce';
  description: string;
}

export type Proofs = ReturnType<typeof createProofs>;

/** Proofs that whoever makes a call has a key, each for one call. Source: RFC 9449. */
export function createProofs(now: () => number, secret: Buffer) {
  /** Ids that came already, with the time at which they are of no use any more. */
  const seen = new Map<string, number>();

  const nonceAt = (minute: number) =>
    createHmac('sha256', secret).update(`dpop ${minute}`).digest('base64url');
  const minute = () => Math.floor(now() / MINUTE);

  function isNew(jti: string): boolean {
    for (const [known, until] of seen) if (until < now()) seen.delete(known);
    if (seen.has(jti)) return false;
    seen.set(jti, now() + 2 * (AGE + TOLERANCE) * 1000);
    return true;
  }

  /** The thumbprint of the key (RFC 7638), or what is wrong. Null where there is no proof. */
  function check(
    head: Pick<CallHead, 'method' | 'origin' | 'path' | 'headers'>,
    accessToken?: string,
  ): { jkt: string } | ProofProblem | null {
    const given = head.headers.dpop;
    if (given === undefined) return null;
    if (typeof given !== 'string') return wrong('DPoP header must contain a single proof');
    const [header = '', claims = '', signature = ''] = given.split('.');
    const told = proofHeader.safeParse(jsonOf(header));
    const said = proofClaims.safeParse(jsonOf(claims));
    if (!told.success || !said.success) return wrong('Failed to verify DPoP proof');
    const { jwk } = told.data;
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    const { htm, htu, iat, nonce, ath, jti } = said.data;
    if (!isSigned || Math.abs(now() / 1000 - iat) > AGE + TOLERANCE)
      return wrong('Failed to verify DPoP proof');
    if (htm !== head.method) return wrong('DPoP "htm" mismatch');
    if (htu.split(/[?#]/)[0] !== head.origin + head.path) return wrong('DPoP "htu" mismatch');
    if (nonce === undefined)
      return {
        error: 'use_dpop_nonce',
        description: 'Authorization server requires nonce in DPoP proof',
      };
    if (![-1, 0, 1].some((apart) => nonce === nonceAt(minute() + apart)))
      return { error: 'use_dpop_nonce', description: 'DPoP "nonce" mismatch' };
    const hash = accessToken && createHash('sha256').update(accessToken).digest('base64url');
    if (ath !== hash) return wrong(hash ? 'DPoP "ath" mismatch' : 'DPoP "ath" claim not allowed');
    if (!isNew(jti)) return wrong('DPoP proof replayed');
    const { crv, kty, x, y } = jwk;
    const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
    return { jkt };
  }

  return {
    check,
    /** Comes with every answer. */
    headers: () => ({ 'dpop-nonce': nonceAt(minute()) }),
  };
}

const wrong = (description: string): ProofProblem => ({ error: 'invalid_dpop_proof', description });

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
