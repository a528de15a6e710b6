/** Tokens of a character. DeepSeek says 0.3 for English and 0.6 for Chinese; others count Chinese as one. */
const LATIN = 0.3;
const WIDE = 1;
const ELSE = 0.5;
/** What a message costs besides its words. */
const PER_MESSAGE = 4;
/** What an image costs is each model's own; about this much at the size that is sent. */
const PER_IMAGE = 1100;

/** About how many tokens a text has, where the endpoint does not say. It is an estimate, and said to be one. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    tokens += code < 0x250 ? LATIN : code >= 0x2e80 ? WIDE : ELSE;
  }
  return Math.ceil(tokens);
}

/** The same of everything that is sent. */
export const estimateSent = (
  messages: readonly { content: string; images?: readonly string[] | undefined }[],
): number =>
  messages.reduce(
    (sum, { content, images }) =>
      sum + PER_MESSAGE + estimateTokens(content) + PER_IMAGE * (images?.length ?? 0),
    0,
  );
