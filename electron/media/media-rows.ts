import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { media } from '../database/schema/index.ts';

type Facts = Pick<
  MediaView,
  'sha256' | 'fileName' | 'mimeType' | 'bytes' | 'width' | 'height' | 'durationMs' | 'createdAt'
>;

/** The facts of kept files, one row for each content. */
export function createMediaRows({ database, clock }: { database: Database; clock: Clock }) {
  const viewOf = (row: typeof media.$inferSelect | undefined): MediaView | null => {
    if (!row) return null;
    const { duration, ...facts } = row;
    return { ...facts, durationMs: duration };
  };
  const byHash = (hash: string): MediaView | null =>
    viewOf(database.orm.select().from(media).where(eq(media.sha256, hash)).get());

  return {
    byHash,
    byId: (id: string): MediaView | null =>
      viewOf(database.orm.select().from(media).where(eq(media.id, id)).get()),

    /** The row of that content: a new one, or the one that is there. */
    insert({
      durationMs,
      createdAt = clock.now(),
      ...facts
    }: Omit<Facts, 'createdAt'> & { createdAt?: number }): MediaView {
      database.orm
        .insert(media)
        .values({ id: v7(), ...facts, duration: durationMs, createdAt })
        // The same bytes may have come in meanwhile.
        .onConflictDoNothing()
        .run();
      const row = byHash(facts.sha256);
      if (!row) throw new Error('A kept file has no row');
      return row;
    },
  };
}
export type MediaRows = ReturnType<typeof createMediaRows>;
