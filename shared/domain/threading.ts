/** What becomes of a text that is too long for a network: refused, or a thread, with `1/3` at its parts or without. */
export const THREADINGS = ['off', 'split', 'numbered'] as const;
export type Threading = (typeof THREADINGS)[number];
