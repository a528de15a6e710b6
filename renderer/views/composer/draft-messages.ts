import { costOf } from '../../../shared/domain/cost.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import { type Message, messageFor, takesThreads } from '../../../shared/domain/message.ts';
import type { NetworkCapabilities, NetworkId, TextLimit } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { withServerLimits } from '../../../shared/domain/server-limits.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { wordsFor } from '../../../shared/domain/wording.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { type Draft, textFor } from './draft.ts';

/** What one account gets of what is on the desk. */
export interface DraftMessage {
  accountId: string;
  network: NetworkId;
  /** What its network takes, or its server where that differs. */
  capabilities: NetworkCapabilities;
  /** What was written for it, whole, in the words of its network. */
  text: string;
  firstComment: string;
  message: Message;
  /** It is too long for one post. */
  isLong: boolean;
  /** Millionths of a US dollar; null where it costs nothing. */
  microUsd: number | null;
}

/** @param mentions whom the library knows */
export function messagesOf(
  draft: Draft,
  accounts: readonly Account[],
  mentions: readonly Mention[] = [],
): DraftMessage[] {
  const { threading, firstComment } = draft;
  return draft.targets.flatMap(({ accountId }) => {
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) return [];
    const capabilities = withServerLimits(NETWORKS[account.network], account.serverLimits);
    const written = textFor(draft, accountId);
    const said = { text: written, threading, firstComment, mentions };
    const message = messageFor(capabilities, said);
    const text = wordsFor(written, account.network, mentions);
    return {
      accountId,
      network: account.network,
      capabilities,
      text,
      firstComment: wordsFor(firstComment, account.network, mentions),
      message,
      isLong: measureText(text, capabilities.text).over,
      // Nobody charges for practice.
      microUsd: account.practice ? null : costOf(capabilities, message),
    };
  });
}

/** Texts that are too long for one post, on networks where they may go on as a thread. */
export const threadable = (messages: readonly DraftMessage[]): DraftMessage[] =>
  messages.filter(({ isLong, capabilities }) => isLong && takesThreads(capabilities));

export const partsOf = ({ message }: DraftMessage): string[] => [message.text, ...message.thread];

/** Of all accounts; null where none of them costs anything. */
export function totalCost(messages: readonly DraftMessage[]): number | null {
  const costs = messages.flatMap(({ microUsd }) => (microUsd === null ? [] : [microUsd]));
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0);
}

/** The room that a text has on a network. */
export interface Room {
  network: NetworkId;
  limit: TextLimit;
  /** In the words of the network: what is counted. */
  text: string;
  /** How many posts the text makes there, and how many it may; null where nobody counts. */
  parts: number;
  most: number | null;
}

/**
 * Where the text that is open goes, each network and limit once.
 * @param shown of the accounts that get it
 * @param networks where no account is chosen yet
 * @param written the text that is open
 */
export function roomsOf(
  shown: readonly DraftMessage[],
  networks: readonly NetworkId[],
  written = '',
  mentions: readonly Mention[] = [],
): Room[] {
  if (shown.length === 0)
    return networks.map((network) => ({
      network,
      limit: NETWORKS[network].text,
      text: wordsFor(written, network, mentions),
      parts: 1,
      most: null,
    }));
  const rooms = new Map<string, Room>();
  for (const message of shown) {
    const { network, capabilities, text } = message;
    const limit = capabilities.text;
    const key = `${network} ${limit.limit} ${limit.linkLength}`;
    const most = capabilities.thread?.most ?? null;
    rooms.set(key, { network, limit, text, parts: partsOf(message).length, most });
  }
  return [...rooms.values()];
}
