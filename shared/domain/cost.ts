import { microUsd } from './dollars.ts';
import type { Message } from './message.ts';
import type { NetworkCapabilities } from './network.ts';
import { hasLink } from './text/links.ts';

/**
 * What publishing costs on one account, in millionths of a US dollar; null where it costs nothing. Each part of a
 * thread is a post of its own to the network, and so is our own comment under it.
 * @param count how many of them, from the first on
 */
export function costOf(
  { price, text: limit }: Pick<NetworkCapabilities, 'price' | 'text'>,
  { text, thread, firstComment }: Message,
  count = Number.POSITIVE_INFINITY,
): number | null {
  if (!price) return null;
  const whole = [text, ...thread, ...(firstComment === null ? [] : [firstComment])];
  const posts = whole.slice(0, count);
  const each = posts.map((post) => (hasLink(post, limit) ? price.postWithLink : price.post));
  return each.reduce((sum, dollars) => sum + microUsd(dollars), 0);
}
