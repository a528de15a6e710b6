/** The contract's minimum. */
export const MINIMUM_LENGTH = 12;

export interface Strength {
  /** 0 too short, 1 weak, 2 fair, 3 strong. */
  level: 0 | 1 | 2 | 3;
  /** What it is, and what would make it better. */
  advice: string;
}

/** Too well known to be worth anything, alone or repeated. */
const WORN = /password|passphrase|qwert|asdf|letmein|iloveyou|welcome|clientnest|12345|abcde/i;

/**
 * How much a passphrase resists guessing, roughly: what counts is how many different pieces it has,
 * not which kinds of sign. It guides; only the length is required.
 */
export function passphraseStrength(passphrase: string): Strength {
  const signs = [...passphrase];
  const missing = MINIMUM_LENGTH - signs.length;
  if (missing > 0) {
    return {
      level: 0,
      advice: `At least ${MINIMUM_LENGTH} characters: ${missing} more. Four or five words in a row are easy to keep in mind.`,
    };
  }
  const different = new Set(signs.map((sign) => sign.toLocaleLowerCase())).size;
  const words = new Set(
    passphrase
      .toLocaleLowerCase()
      .split(/[\s\-_.,;]+/)
      .filter((w) => w.length > 2),
  );
  if (different < 6 || WORN.test(passphrase)) {
    return { level: 1, advice: 'Easy to guess. Take words that nobody would expect together.' };
  }
  if (words.size >= 4 || (signs.length >= 20 && different >= 10)) {
    return { level: 3, advice: 'Strong.' };
  }
  return { level: 2, advice: 'Good enough. One or two more words make it strong.' };
}
