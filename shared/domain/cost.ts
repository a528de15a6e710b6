import type { Message } from './message.ts';
import type { NetworkCapabilities } from './network.ts';
import { hasLink } from './text/links.ts';

const MICRO = 1_000_000;

/**
 * What publishing costs on one account, in millionths of a US dollar; null where it costs nothing. Each part of a
 * thread is a post of its own to the network, and so is our own comment under it.
 */
export function costOf(
  { price, text: limit }: Pick<NetworkCapabilities, 'price' | 'text'>,
  { text, thread, firstComment }: Message,
): number | null {
  if (!price) return null;
  const posts = [text, ...thread, ...(firstComment === null ? [] : [firstComment])];
  const each = posts.map((post) => (hasLink(post, limit) ? price.postWithLink : price.post));
  return each.reduce((sum, dollars) => sum + Math.round(dollars * MICRO), 0);
}

const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 3,
});

/** `$0.20`, `$0.015` */
export const dollarText = (microUsd: number): string => dollars.format(microUsd / MICRO);
