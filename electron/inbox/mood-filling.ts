import { setTimeout as wait } from 'node:timers/promises';
import { sentimentOf } from '../../shared/domain/sentiment/sentiment.ts';
import type { Database } from '../database/database.ts';
import type { Settings } from '../settings/settings.ts';

/** Remembered by the workspace: up to where it came, or that it is through. */
const KEY = 'inbox.moods';
/** Comments in one go: nothing else waits for longer than that takes. */
const BATCH = 100;
/** Between two goes, ms. */
const BETWEEN = 120;

interface Filled {
  until: string;
  done: boolean;
}

/**
 * Judges the comments that were there before comments were judged, once: in small batches, from where the last life of
 * the app left off. What is not in English stays without a figure.
 */
export function createMoodFilling({
  database,
  settings,
  between = BETWEEN,
}: {
  database: Database;
  settings: Pick<Settings, 'recall' | 'remember'>;
  /** Ms. */
  between?: number;
}) {
  const { raw } = database;

  function standing(): Filled {
    const kept = settings.recall(KEY) as Partial<Filled> | null;
    return { until: String(kept?.until ?? ''), done: kept?.done === true };
  }

  /** How many got a figure. @param isOver ends it early; it goes on from there another time */
  return async (isOver: () => boolean): Promise<number> => {
    if (!raw.open || standing().done) return 0;
    const page = raw.prepare<[string], { id: string; text: string }>(
      `SELECT id, text FROM inbox_items
       WHERE id > ? AND ours = 0 AND sentiment IS NULL ORDER BY id LIMIT ${BATCH}`,
    );
    const judge = raw.prepare(
      'UPDATE inbox_items SET sentiment = ? WHERE id = ? AND sentiment IS NULL',
    );
    let judged = 0;
    for (;;) {
      if (isOver() || !raw.open) return judged;
      const rows = page.all(standing().until);
      const scored = rows.map(({ id, text }) => ({ id, score: sentimentOf(text) }));
      raw
        .transaction(() => {
          for (const { id, score } of scored)
            if (score !== null) judged += judge.run(score, id).changes;
          const until = rows.at(-1)?.id ?? standing().until;
          settings.remember(KEY, { until, done: rows.length < BATCH });
        })
        .immediate();
      if (rows.length < BATCH) return judged;
      await wait(between, undefined, { ref: false });
    }
  };
}
