import type { TextLimit } from '../network.ts';
import { xLinks } from './x-weighted.ts';

/** Whether a text has a link, by what the network takes for one. */
export const hasLink = (text: string, { unit }: Pick<TextLimit, 'unit'>): boolean =>
  unit === 'x_weighted' ? xLinks(text).length > 0 : /\bhttps?:\/\/\S/i.test(text);
