import { quotable } from '../platforms/call-failed.ts';
import { isSame } from './pkce.ts';

/** What the browser brought back (RFC 6749 §4.1.2). The code is never logged. */
export type Answer =
  | { kind: 'code'; code: string; issuer: string | null }
  | { kind: 'declined' }
  /** The network refused; its own words, safe to show. */
  | { kind: 'refused'; words: string };

export type Reading = Answer | { kind: 'wrong_state' } | { kind: 'nothing' };

/** Longer ones are no codes. */
const MAX_CODE = 4096;

/** Reads the query of a redirect. Nothing of it counts before its state was found to be ours. */
export function readAnswer(query: URLSearchParams, state: string): Reading {
  const code = query.get('code');
  // Meta tells of a wrong application by `error_code` and `error_message`.
  const error = query.get('error') ?? query.get('error_code');
  if (code === null && error === null) return { kind: 'nothing' };
  // Given twice, it is nobody's honest answer.
  const isDouble = ['code', 'error', 'state'].some((name) => query.getAll(name).length > 1);
  if (isDouble || !isSame(query.get('state') ?? '', state)) return { kind: 'wrong_state' };
  if (error === null && code !== null) return codeOf(code, query.get('iss'));
  if (DECLINED.has(error ?? '')) return { kind: 'declined' };
  const words = quotable(
    query.get('error_description') ?? query.get('error_message') ?? error ?? '',
  );
  return { kind: 'refused', words };
}

/**
 * Reads what a person copied: the address of the last page or what follows its `?`, or the bare code.
 * @param bare whether a code without its state is taken. The code is of use only with our verifier.
 */
export function readPasted(pasted: string, state: string, bare: boolean): Reading {
  // Meta puts these at the end of an address, where they get copied along.
  const text = pasted.trim().replace(/#_(=_)?$/, '');
  if (/[?&#](code|error)=|^(code|error|state)=/.test(text)) {
    const query = text.replace(/^[^?#]*[?#]/, '').replace(/#/g, '&');
    return readAnswer(new URLSearchParams(query), state);
  }
  return bare && /^[\x21-\x7e]+$/.test(text) && !URL_LIKE.test(text)
    ? codeOf(text, null)
    : { kind: 'nothing' };
}

const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i;

/** How networks say that the person did not want to: by RFC 6749, and in words of their own. */
const DECLINED = new Set(['access_denied', 'user_cancelled_login', 'user_cancelled_authorize']);

const codeOf = (code: string, issuer: string | null): Reading =>
  code.length > 0 && code.length <= MAX_CODE ? { kind: 'code', code, issuer } : { kind: 'nothing' };
