import type { NetworkCapabilities } from '../network.ts';
import { HABITS } from '../quality/habits.ts';

/** What a network takes, and how it is read there, as a model is told it. */
export function limitsText(networks: readonly NetworkCapabilities[]): string {
  return networks
    .map(({ id, name, text, thread }) => {
      const { hashtags, linksWork } = HABITS[id];
      const { least, most } = hashtags;
      const parts = [
        `${name} (${id}): at most ${text.limit} characters`,
        text.linkLength !== undefined && `a link counts ${text.linkLength}`,
        thread !== undefined && thread.most !== 1 && 'may go on as a thread',
        least === most ? `${most} hashtags` : `${least} to ${most} hashtags`,
        !linksWork && 'links can’t be followed, so none in the text',
      ];
      return parts.filter((part) => typeof part === 'string').join('; ');
    })
    .join('\n');
}
