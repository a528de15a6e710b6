import { Temporal } from 'temporal-polyfill';
import { createRandom, type Random } from '../../electron/demo/random.ts';
import { dayEdges, visibleSpan } from '../../renderer/views/calendar/span.ts';
import type { RouteInput, RouteName } from '../../shared/ipc/contract.ts';

/** One call of a route, as the renderer makes it. */
export type Call = { [Name in RouteName]: { name: Name; input: RouteInput<Name> } }[RouteName];

/** A kind of call, with enough different samples that no cache can answer them all. */
export interface Workload {
  name: string;
  /** Milliseconds that the 95th percentile may take; null where no bar is set. */
  bar: number | null;
  calls: Call[];
}

/** The zone of the sample workspace's profile. */
const ZONE = 'Europe/Berlin';
/** What a tall window asks for of each day. */
const CARDS_PER_DAY = 12;

/** Words of the sample workspace: in few posts, in very many, cut off, and in pairs. */
const SEARCHES = {
  rare: ['orsolya', 'brandstetter', 'okonkwo', 'thistlewood', 'no 233', 'wittenberge werkhof'],
  common: ['the', 'book', 'coffee', 'die', 'museum', 'open', 'yoga', 'vino', 'bike', 'for'],
  prefix: ['caf', 'gar', 's', 'vendi', 'arch', 'hu', 'wor', 'p', 'breath', 'ope'],
  'two words': [
    'flat white',
    'slow flow',
    'open noon',
    'brake pad',
    'salz papier',
    'tortilla copa',
  ],
};

export interface Known {
  now: number;
  clientIds: readonly string[];
  postIds: readonly string[];
}

/** What a person does all day, on this workspace; `samples` of each, the same ones every time. */
export function workloads(known: Known, samples: number): Workload[] {
  const random = createRandom('benchmark');
  const times = <Item>(make: (random: Random) => Item) =>
    Array.from({ length: samples }, () => make(random));
  const searches = Object.entries(SEARCHES).map(([kind, queries]) => ({
    name: `search: ${kind}`,
    bar: null,
    calls: times(
      (random): Call => ({ name: 'posts.search', input: { query: random.pick(queries) } }),
    ).slice(0, Math.ceil(samples / 4)),
  }));
  return [
    {
      name: 'month view',
      bar: 20,
      calls: times((random) => ({ name: 'posts.days', input: month(known.now, random) })),
    },
    {
      name: 'month view, this month',
      bar: null,
      calls: times(() => ({ name: 'posts.days', input: monthAt(known.now, 0) })),
    },
    {
      name: 'month view, one client',
      bar: null,
      calls: times((random) => ({
        name: 'posts.days',
        input: { ...month(known.now, random), clientId: random.pick(known.clientIds) },
      })),
    },
    { name: 'dashboard', bar: 20, calls: times((random) => dashboard(known, random)) },
    { name: 'search', bar: 20, calls: searches.flatMap(({ calls }) => calls) },
    ...searches,
    {
      name: 'open a post',
      bar: null,
      calls: times((random) => ({ name: 'posts.get', input: { id: random.pick(known.postIds) } })),
    },
  ];
}

const month = (now: number, random: Random) => monthAt(now, random.between(-36, 1));

/** What the calendar asks for: whole weeks around the month. */
function monthAt(now: number, offset: number) {
  const date = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .add({ months: offset });
  const span = visibleSpan('month', date.toString(), 'monday', ZONE);
  return { edges: dayEdges(span, ZONE), perDay: CARDS_PER_DAY };
}

/** What the cards of Today ask, of all clients or of one. */
function dashboard({ clientIds }: Known, random: Random): Call {
  const of = random.chance(0.5) ? {} : { clientId: random.pick(clientIds) };
  const days = random.pick([30, 90]);
  return random.pick<Call>([
    { name: 'dashboard.needsYou', input: of },
    { name: 'dashboard.figures', input: of },
    { name: 'dashboard.performance', input: { ...of, days } },
    { name: 'dashboard.growth', input: { ...of, days } },
    { name: 'dashboard.recent', input: of },
  ]);
}
