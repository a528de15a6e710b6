import { forNetwork } from './links.ts';
import { type Mention, withHandles } from './mention.ts';
import type { NetworkId } from './network.ts';

/**
 * The words that a network gets of what was written: mentions by their handles there, `{network}` in links by its name.
 * The composer's counts and previews, the pre-flight check and the publisher all ask here. What has neither stays as it is.
 */
export function wordsFor(
  text: string,
  network: NetworkId,
  mentions: readonly Mention[] = [],
): string {
  // Nearly every text: nothing to look for.
  if (!text.includes('{')) return text;
  return forNetwork(withHandles(text, network, mentions), network);
}
