import type { AuthorisationChange } from '../authorisation.ts';

/** Tokens of an earlier start are read before there is anything to keep them: they are handed on once there is. */
export function createTokenEvents() {
  const early: AuthorisationChange[] = [];
  let keep = (change: AuthorisationChange): void => void early.push(change);
  return {
    take: (change: AuthorisationChange): void => keep(change),
    handTo(apply: (change: AuthorisationChange) => void): void {
      keep = apply;
      for (const known of early) apply(known);
    },
  };
}
