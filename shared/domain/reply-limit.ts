import type { NetworkCapabilities, NetworkId } from './network.ts';

/** Where a comment has less room than a post; elsewhere an answer is as long as a post may be. */
const SHORTER: Partial<Record<NetworkId, number>> = {
  // Neither is in the networks' references: their own boxes end there.
  facebook: 8000,
  linkedin: 1250,
};

/** No answer is longer here, wherever it goes: some servers of Mastodon take whole books. */
export const LONGEST_REPLY = 10_000;

/** A network as it takes answers. @param capabilities as the account's server has them */
export function asAnswered(capabilities: NetworkCapabilities): NetworkCapabilities {
  const { id, text } = capabilities;
  const limit = Math.min(text.limit, SHORTER[id] ?? text.limit, LONGEST_REPLY);
  return limit === text.limit ? capabilities : { ...capabilities, text: { ...text, limit } };
}
