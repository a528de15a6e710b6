import type { Account, StudioPlace, StudioText } from '../../../../shared/ipc/views.ts';
import { type Draft, followsMain, writeText } from '../draft.ts';

const keyOf = ({ network, serverLimits }: Account): string =>
  `${network} ${JSON.stringify(serverLimits ?? null)}`;

/**
 * Where what is written has to fit: each network once, by the account with the least room where servers differ.
 * Before an account is chosen, the networks of the client.
 */
export function placesOf(draft: Draft, accounts: readonly Account[]): StudioPlace[] {
  const chosen = draft.targets.flatMap(({ accountId }) =>
    accounts.filter(({ id }) => id === accountId),
  );
  const from = chosen.length > 0 ? chosen : accounts;
  const byNetwork = new Map<string, Account>();
  for (const account of from) {
    const known = byNetwork.get(account.network);
    const room = (one: Account) => one.serverLimits?.textLimit ?? Number.POSITIVE_INFINITY;
    if (!known || (keyOf(known) !== keyOf(account) && room(account) < room(known)))
      byNetwork.set(account.network, account);
  }
  return [...byNetwork.values()].map(({ network, id }) => ({ network, accountId: id }));
}

/**
 * The draft with a proposal in its place: in the main text where it is for all that goes out, else as the own version
 * of the accounts of its network.
 */
export function takeText(
  draft: Draft,
  accounts: readonly Account[],
  taken: Pick<StudioText, 'text' | 'place' | 'parts'>,
): Draft {
  const { text, place, parts } = taken;
  const threading = parts > 1 && draft.threading === 'off' ? 'split' : draft.threading;
  const marked: Draft = { ...draft, threading, byAi: true };
  const isOf = (accountId: string) =>
    accounts.some(({ id, network }) => id === accountId && network === place.network);
  const others = draft.targets.filter(({ accountId }) => !isOf(accountId));
  const whole = others.length === 0 && draft.targets.every((one) => one.text === null);
  if (whole) return writeText(marked, null, text);
  // Who has no words yet gets these rather than none.
  const isEmpty =
    draft.text.trim() === '' && others.some((one) => followsMain(draft, one.accountId));
  return {
    ...marked,
    text: isEmpty ? text : draft.text,
    targets: draft.targets.map((target) => (isOf(target.accountId) ? { ...target, text } : target)),
  };
}

/** The same of a text that was made of the one that is open. */
export const takeOpen = (draft: Draft, open: string | null, text: string): Draft => ({
  ...writeText(draft, open, text),
  byAi: true,
});
