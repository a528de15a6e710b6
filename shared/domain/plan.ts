/** What became of a piece of a plan. A taken one has a post, unless that was deleted since. */
export const PROPOSAL_STATES = ['open', 'taken', 'dismissed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
