import { Temporal } from 'temporal-polyfill';
import { resolveWallTime } from '../../shared/domain/wall-time.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Telling } from './telling.ts';

export interface ZoneRulesOptions {
  database: Database;
  clock: Clock;
  telling: Telling;
}

interface Ahead {
  id: string;
  clientId: string;
  at: number;
  wallTime: string;
  version: number;
}

/** The years that posts can be scheduled into. */
const YEARS = 11;

/**
 * Governments change the rules of a zone, and an update of the system brings them: a scheduled post stays on its
 * wall clock then, so its instant is resolved again.
 */
export function createZoneRules({ database: { raw }, clock, telling }: ZoneRulesOptions) {
  const SCHEDULED = `FROM posts INDEXED BY posts_card
    WHERE removed_at IS NULL AND scheduled_at > ? AND status = 'scheduled' AND zone IS NOT NULL`;
  const zonesAhead = raw.prepare<[number], string>(`SELECT DISTINCT zone ${SCHEDULED}`).pluck();
  const postsAhead = raw.prepare<[number, string], Ahead>(
    `SELECT id, client_id AS clientId, scheduled_at AS at, wall_time AS wallTime, version
     ${SCHEDULED} AND zone = ?`,
  );
  const move = raw.prepare(
    'UPDATE posts SET scheduled_at = ?, version = version + 1, updated_at = ? WHERE id = ?',
  );

  function resolveAgain(zone: string): number {
    const now = clock.now();
    let moved = 0;
    for (const { id, clientId, at, wallTime, version } of postsAhead.all(now, zone)) {
      const right = resolveWallTime(wallTime, zone).at;
      if (right === at) continue;
      move.run(right, now, id);
      telling.post({ id, clientId, version: version + 1 });
      moved++;
    }
    return moved;
  }

  return {
    /**
     * Resolves the posts of each zone whose rules are not what they were.
     * @param known the rules by zone as this answered them last; a zone that is not there is only noted
     * @returns the rules now, and how many posts have another instant
     */
    follow(known: Readonly<Record<string, string>>): {
      rules: Record<string, string>;
      moved: number;
    } {
      const now = clock.now();
      return raw
        .transaction(() => {
          const rules: Record<string, string> = {};
          let moved = 0;
          for (const zone of zonesAhead.all(now)) {
            const current = rulesOf(zone, now);
            rules[zone] = current;
            const before = known[zone];
            if (before !== undefined && before !== current) moved += resolveAgain(zone);
          }
          return { rules, moved };
        })
        .immediate();
    },
  };
}

/** Every change of the clock from this year on: the same text as long as the rules are the same. */
function rulesOf(zone: string, now: number): string {
  const { year } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC');
  let at = Temporal.ZonedDateTime.from({ year, month: 1, day: 1, timeZone: zone });
  const changes = [`${year} ${at.offset}`];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.year > year + YEARS) return changes.join(' ');
    changes.push(`${next.epochMilliseconds / 1000}${next.offset}`);
    at = next;
  }
}
