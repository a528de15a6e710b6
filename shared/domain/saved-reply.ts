import { unaskedIn } from './unasked.ts';

/** What may stand in a saved reply, in two braces, and what it becomes. */
const REPLY_VARIABLES = ['name', 'handle', 'client'] as const;
type ReplyVariable = (typeof REPLY_VARIABLES)[number];

/** Who is answered, and for whom. */
export interface Answered {
  /** The name that somebody gave themselves. */
  author: string;
  /** Without the `@`; may be empty. */
  handle: string;
  client: string;
}

const VARIABLE = /\{\{\s*([a-z]+)\s*\}\}/gi;
/** A name is no longer; what is, is no name. */
const LONGEST_NAME = 60;

/**
 * A saved reply with the names in their places; what is no variable stays as it stands. A name is somebody else's
 * words: one with a link or a mention in it does not come into an answer of ours.
 */
export function filledReply(text: string, { author, handle, client }: Answered): string {
  const at = /^[^\s/@]+$/u.test(handle) ? `@${handle}` : '';
  const name = author
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const isName =
    name !== '' && [...name].length <= LONGEST_NAME && unaskedIn(name, []).length === 0;
  const values: Record<ReplyVariable, string> = {
    name: isName ? name : at,
    handle: at || (isName ? name : ''),
    client,
  };
  return text.replace(VARIABLE, (whole, word: string) => {
    const variable = REPLY_VARIABLES.find((one) => one === word.toLowerCase());
    return variable ? values[variable] : whole;
  });
}
