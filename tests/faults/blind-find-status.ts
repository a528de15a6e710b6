import type { findStatus as real } from '../../electron/platforms/mastodon/find-status.ts';

export * from '../../electron/platforms/mastodon/find-status.ts';

/** Broken on purpose: nothing is ever found. */
export const findStatus: typeof real = async () => 'absent';
