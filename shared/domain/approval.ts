export const APPROVAL_ANSWERS = ['approve', 'change', 'comment'] as const;
/** What a client says of a post. */
export type ApprovalAnswer = (typeof APPROVAL_ANSWERS)[number];

export const APPROVAL_STANDINGS = ['applied', 'edited_since', 'stale', 'repeated'] as const;
/** What became of an answer: taken, of a post that says something else by now, of one that went on, or known already. */
export type ApprovalStanding = (typeof APPROVAL_STANDINGS)[number];
