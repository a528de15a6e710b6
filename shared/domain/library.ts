/** Kinds of things that are written once and used again. */
export const LIBRARY_KINDS = ['snippet', 'hashtags', 'template', 'mention', 'reply'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];
