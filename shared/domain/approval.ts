export const APPROVAL_ANSWERS = ['approve', 'change', 'comment'] as const;
/** What a client says of a post. */
export type ApprovalAnswer = (typeof APPROVAL_ANSWERS)[number];

export const APPROVAL_STANDINGS = ['applied', 'edited_since', 'stale', 'repeated'] as const;
/** What became of an answer: taken, of a post that says something else by now, of one that went on, or known already. */
export type ApprovalStanding = (typeof APPROVAL_STANDINGS)[number];

/** What taking an answer does to its post. `note`: it is only written down. */
export const APPROVAL_EFFECTS = ['approve', 'to_draft', 'hold', 'note', 'none'] as const;
export type ApprovalEffect = (typeof APPROVAL_EFFECTS)[number];

/** An answers file is small: a hundred posts with long remarks stay under half of it. In characters. */
export const MAX_ANSWERS_FILE = 1_000_000;

/** One post's answer, as the pack's page writes it. */
export interface PackAnswer {
  postId: string;
  /** SHA-256 of what was shown, hex. */
  fingerprint: string;
  answer: ApprovalAnswer;
  text: string;
  /** UTC epoch ms, by the client's clock. */
  at: number;
}

/** What is signed, besides the signature. */
export interface PackAnswers {
  pack: string;
  /** Who answers, as they wrote it. */
  author: string;
  /** UTC epoch ms. */
  savedAt: number;
  answers: readonly PackAnswer[];
}

export const ANSWERS_KIND = 'clientnest-answers';
export const ANSWERS_VERSION = 1;

/**
 * The text that the signature of an answers file is made of: fields in one order, whatever their order in the file.
 * The pack's page has the same rule in its own words; tests hold them against each other.
 */
export const canonicalAnswers = ({ pack, author, savedAt, answers }: PackAnswers): string =>
  JSON.stringify([
    ANSWERS_KIND,
    ANSWERS_VERSION,
    pack,
    author,
    savedAt,
    answers.map(({ postId, fingerprint, answer, text, at }) => [
      postId,
      fingerprint,
      answer,
      text,
      at,
    ]),
  ]);
