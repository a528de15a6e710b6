import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { RecentPost } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createDayTotals } from '../metrics/day-totals.ts';
import type { Settings } from '../settings/settings.ts';
import { createAiToday } from './ai-today.ts';
import { createAudience } from './audience.ts';
import { edgesUntilToday, weekOf } from './days.ts';
import { createRecent } from './recent.ts';
import { createWaiting } from './waiting.ts';
import { createWeekGaps } from './week-gaps.ts';

export type Dashboard = ReturnType<typeof createDashboard>;

export interface DashboardOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  settings: Pick<Settings, 'get'>;
  /** The profile's. */
  zone(): string;
}

/** Days of the small lines in the figures, and what followers are compared over. */
const MONTH = 30;

/** What “Today” shows, each card by itself: read from the database as it is now. */
export function createDashboard({ database, bus, clock, settings, zone }: DashboardOptions) {
  const totals = createDayTotals({ database, bus });
  // Prepared when somebody first looks, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const { raw } = database;
  const prepare = () => ({
    waiting: createWaiting(database),
    gaps: createWeekGaps(database),
    audience: createAudience(database),
    recent: createRecent(database),
    ai: createAiToday(database),
    published: raw
      .prepare<[], number>(
        "SELECT count(*) FROM posts WHERE removed_at IS NULL AND status = 'published'",
      )
      .pluck(),
    publishedOf: raw
      .prepare<[string], number>(
        "SELECT count(*) FROM posts WHERE removed_at IS NULL AND status = 'published' AND client_id = ?",
      )
      .pluck(),
    week: raw.prepare<
      [{ from: number; to: number; clientId: string | null }],
      { out: number | null; ahead: number | null }
    >(
      `SELECT sum(status = 'published') AS "out",
         sum(status IN ('scheduled', 'publishing') AND held_at IS NULL) AS ahead
       FROM posts INDEXED BY posts_card
       WHERE removed_at IS NULL AND scheduled_at >= @from AND scheduled_at < @to
         AND (@clientId IS NULL OR client_id = @clientId)`,
    ),
  });
  const read = () => {
    made ??= prepare();
    return made;
  };
  const edgesOf = (days: number) => edgesUntilToday(clock.now(), zone(), days);

  return {
    needsYou(clientId: string | undefined): RouteOutput<'dashboard.needsYou'> {
      const now = clock.now();
      return {
        posts: read().waiting(clientId, now),
        accounts: read().audience.waiting(clientId, now),
        gaps: read().gaps(clientId, now, zone()),
      };
    },

    async figures(clientId: string | undefined): Promise<RouteOutput<'dashboard.figures'>> {
      const { ai, audience, published, publishedOf, week } = read();
      const edges = edgesOf(MONTH);
      const days = await totals(edges, clientId);
      const span = weekOf(clock.now(), zone(), settings.get().weekStart);
      const { out, ahead } = week.get({ ...span, clientId: clientId ?? null }) ?? {};
      const grown = audience.grown(clientId, edges);
      const known = grown.accounts.flatMap(({ followers }) => followers ?? []);
      const first = grown.from === null ? null : (grown.days[grown.from] ?? null);
      const last = grown.days.at(-1) ?? null;
      // Of a single day there is nothing to compare.
      const hasBoth = first !== null && last !== null && grown.from !== edges.length - 2;
      return {
        posts: {
          published: (clientId === undefined ? published.get() : publishedOf.get(clientId)) ?? 0,
          ...{ out: out ?? 0, ahead: ahead ?? 0, days: days.map(({ posts }) => posts) },
        },
        accounts: {
          connected: grown.accounts.filter(({ status }) => status === 'connected').length,
          total: grown.accounts.length,
        },
        followers: {
          now: known.length > 0 ? known.reduce((sum, followers) => sum + followers, 0) : null,
          accounts: known.length,
          change: hasBoth ? last - first : null,
          changeOf: hasBoth ? grown.counted.length : 0,
          since: hasBoth && grown.from !== null ? (edges[grown.from] ?? null) : null,
          days: grown.days,
        },
        aiRequests: ai.today(clientId, edges),
      };
    },

    async performance({
      clientId,
      days,
    }: ParsedInput<'dashboard.performance'>): Promise<RouteOutput<'dashboard.performance'>> {
      const edges = edgesOf(2 * days);
      const all = await totals(edges, clientId);
      const before = all.slice(0, days).filter(({ engagement }) => engagement !== null);
      const shown = all.slice(days);
      return {
        edges: edges.slice(days),
        days: shown.map(({ posts, measured, engagement, views }) => ({
          ...{ posts, measured, engagement, views },
        })),
        before: {
          measured: before.reduce((sum, { measured }) => sum + measured, 0),
          engagement:
            before.length > 0
              ? before.reduce((sum, { engagement }) => sum + (engagement ?? 0), 0)
              : null,
        },
        takenAt: shown.reduce<number | null>(
          (last, { takenAt }) => Math.max(last ?? 0, takenAt ?? 0) || null,
          null,
        ),
      };
    },

    growth({ clientId, days }: ParsedInput<'dashboard.growth'>): RouteOutput<'dashboard.growth'> {
      const edges = edgesOf(days);
      const { lines, counted, later, accounts } = read().audience.grown(clientId, edges);
      return {
        ...{ edges: [...edges], lines, counted: counted.length, later: later.length },
        silent: accounts.length - counted.length - later.length,
      };
    },

    recent: ({ clientId, limit }: ParsedInput<'dashboard.recent'>): RecentPost[] =>
      read().recent(clientId, clock.now(), limit),
  };
}
