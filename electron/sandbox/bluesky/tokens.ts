import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { bearerOf, type CallHead } from '../network.ts';

/** Seconds that tokens last on the reference server. */
export const LIFETIMES = { access: 2 * 60 * 60, refresh: 90 * 24 * 60 * 60 };

export interface Claims {
  scope: string;
  aud: string;
  sub: string;
  iat: number;
  exp: number;
  jti: string;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const signatureOf = (signed: string, secret: Buffer) =>
  createHmac('sha256', secret).update(signed).digest();

/** A JWT signed with HS256. Source: RFC 7519. */
export function sign(type: 'at+jwt' | 'refresh+jwt', claims: Claims, secret: Buffer): string {
  const signed = `${encoded({ typ: type, alg: 'HS256' })}.${encoded(claims)}`;
  return `${signed}.${signatureOf(signed, secret).toString('base64url')}`;
}

/** What the token says where its signature is ours; null otherwise. Its end is for the caller to look at. */
export function verify(
  type: 'at+jwt' | 'refresh+jwt',
  token: string,
  secret: Buffer,
): Claims | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = signatureOf(`${header}.${payload}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { typ } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { typ?: string };
  if (typ !== type) return null;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
}

/** What a server of accounts says to another service for somebody, for one method. */
export interface ServiceClaims {
  /** Whom it speaks for. */
  iss: string;
  aud: string;
  lxm: string | null;
  /** Seconds. */
  exp: number;
}

/** Source: atproto.com/specs/xrpc#inter-service-authentication-jwt. */
export function signServiceToken(claims: ServiceClaims, secret: Buffer): string {
  const signed = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded(claims)}`;
  return `${signed}.${signatureOf(signed, secret).toString('base64url')}`;
}

export function verifyServiceToken(
  head: Pick<CallHead, 'headers'>,
  secret: Buffer,
): ServiceClaims | null {
  const [header = '', payload = '', signature = ''] = (bearerOf(head) ?? '').split('.');
  const expected = signatureOf(`${header}.${payload}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { typ } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { typ?: string };
  if (typ !== 'JWT') return null;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as ServiceClaims;
}

export const newTokenId = (): string => randomBytes(32).toString('base64');
