import { segmentsOf } from '../../../shared/domain/text/segments.ts';

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Characters as Threads counts them: an emoji as its bytes in UTF-8. Source: developers.facebook.com/docs/threads/reference/publishing. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const { segment } of segmentsOf(text))
    length += EMOJI.test(segment) ? Buffer.byteLength(segment) : [...segment].length;
  return length;
}
