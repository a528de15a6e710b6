/** What a look for a post came to. `unknown`: neither there for certain nor surely absent. */
export type Search<Found = string> = { found: Found } | 'absent' | 'unknown';
