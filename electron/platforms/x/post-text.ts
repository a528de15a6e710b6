import { z } from 'zod';

/** A link in a post: X writes its own short one into the text. */
const link = z.object({
  url: z.string().nullable().optional(),
  expanded_url: z.string().nullable().optional(),
  media_key: z.string().nullable().optional(),
});

/** What of a post its text is made of. */
export const postText = z.object({
  text: z.string(),
  entities: z.object({ urls: z.array(link).nullable().optional() }).optional(),
});
type PostText = z.output<typeof postText>;

/** The text as it was written: links in full, without the one that stands for the media. */
export function writtenText({ text, entities }: PostText): string {
  let written = text;
  for (const { url, expanded_url, media_key } of entities?.urls ?? []) {
    if (!url) continue;
    written = written.replace(url, () => (media_key ? '' : (expanded_url ?? url)));
  }
  return written.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').trimEnd();
}

/** Those whom an answer begins with: X puts them there itself. */
export const withoutAddressees = (text: string): string =>
  text.replace(/^(?:@[A-Za-z0-9_]{1,15}\s+)+/, '');

/**
 * The words of a text in the form in which two texts are compared: X trims, adds the scheme to links that have
 * none, and knows no lone surrogates.
 */
export const wordsOf = (text: string): string[] =>
  withoutAddressees(text.trim())
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/u)
    .map((word) =>
      word
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .replace(/https?:\/\//g, '')
        .replace(/\/+(?=\p{P}*$)/u, ''),
    )
    .filter((word) => word !== '');
