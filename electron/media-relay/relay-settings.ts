import { z } from 'zod';
import { relay } from '../../shared/ipc/relay.ts';
import type { Settings } from '../settings/settings.ts';

export type RelaySettings = z.output<typeof relay>;

/** A file that is in the bucket, or perhaps is. */
const placed = z.object({
  sha256: z.string(),
  key: z.string(),
  /** UTC epoch ms. */
  at: z.number(),
});
export type PlacedFile = z.output<typeof placed>;

const KEYS = { relay: 'mediaRelay', placed: 'mediaRelay.placed' };

/** What the workspace knows of the relay; its secret key is in the secret store. */
export const createRelayStore = (settings: Pick<Settings, 'recall' | 'remember'>) => ({
  /** Null where none is set up, or what is kept can't be read. */
  settings: (): RelaySettings | null => relay.safeParse(settings.recall(KEYS.relay)).data ?? null,
  // A setting can't be nothing; an empty one is no relay.
  keepSettings: (next: RelaySettings | null): void => settings.remember(KEYS.relay, next ?? {}),
  placed: (): PlacedFile[] => z.array(placed).safeParse(settings.recall(KEYS.placed)).data ?? [],
  keepPlaced: (files: readonly PlacedFile[]): void => settings.remember(KEYS.placed, files),
});
