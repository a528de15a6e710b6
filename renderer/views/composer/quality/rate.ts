import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { createQuality, Quality } from '../../../../shared/domain/quality/quality.ts';
import type { Account } from '../../../../shared/ipc/views.ts';
import { type DraftMessage, partsOf } from '../draft-messages.ts';

type Rate = ReturnType<typeof createQuality>;

/** How well one text is written for one network. */
export interface Rated extends Quality {
  key: string;
  network: DraftMessage['network'];
  accountId: string;
  text: string;
  /** `Bluesky`, or `Bluesky for @ada` where its accounts get different texts. */
  name: string;
}

/** Each text once for each network that gets it. */
export function ratedOf(
  messages: readonly DraftMessage[],
  accounts: readonly Account[],
  rate: Rate,
): Rated[] {
  const found = new Map<string, { message: DraftMessage; quality: Quality }>();
  for (const message of messages) {
    const { network, capabilities, text } = message;
    const same = `${network} ${capabilities.text.limit} ${text}`;
    if (found.has(same)) continue;
    const quality = rate({ capabilities, text, parts: partsOf(message) });
    if (quality) found.set(same, { message, quality });
  }
  return [...found.values()].map(({ message, quality }) => {
    const { network, accountId, text } = message;
    const key = `${network} ${accountId}`;
    const { name } = NETWORKS[network];
    const isAlone = [...found.values()].every(
      (other) => other.message === message || other.message.network !== network,
    );
    const handle = accounts.find(({ id }) => id === accountId)?.handle ?? '';
    return {
      ...quality,
      key,
      network,
      accountId,
      text,
      name: isAlone ? name : `${name} for @${handle}`,
    };
  });
}

/** The one that wants most work; null where nothing is rated. */
export const lowest = (all: readonly Rated[]): Rated | null =>
  all.reduce<Rated | null>((low, one) => (low && low.score <= one.score ? low : one), null);
