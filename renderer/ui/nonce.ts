import { setNonce } from 'get-nonce';

/** The nonce of this page, put into a meta tag by whoever serves it; undefined where none is needed. */
export const cspNonce = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined;

/** Libraries that add `<style>` elements take the nonce from `get-nonce`. Call once, before rendering. */
export function adoptNonce(): void {
  const nonce = cspNonce();
  if (nonce) setNonce(nonce);
}
