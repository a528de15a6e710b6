import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { faultRules } from './fault-rules.ts';
import { type Seeded, seeded } from './seeded.ts';

/** Where the process is killed: at a call to the network, at a write to the ledger, or at any time. */
export type KillMoment =
  | {
      kind: 'call';
      /** `arrives`: the network has heard of it. `answered`: its answer has left. */
      when: 'arrives' | 'answered';
      of: 'write' | 'upload' | 'read';
      nth: number;
      /** Milliseconds after it. */
      delay: number;
    }
  | { kind: 'ledger'; nth: number; delay: number }
  | { kind: 'time'; after: number };

/** One life of the runner, from its start to its kill. Times within it are ms from when it publishes. */
export interface Round {
  /** Minutes that pass while nothing runs. */
  off: number;
  /** Minutes that the computer's clock is wrong from the start of this round on; null as before. */
  skew: number | null;
  /** The computer's clock is moved while it runs. */
  jump: { at: number; minutes: number } | null;
  /** The computer sleeps: stopped for `for` ms, and so many minutes pass. */
  sleep: { at: number; for: number; minutes: number } | null;
  /** The disk is full: `pages` for SQLite (SQLITE_FULL), `writes` for every file of the process (EFBIG). */
  full: { at: number; for: number; how: 'pages' | 'writes' } | null;
  /** Whether the first sweep is asked for at once. */
  hurried: boolean;
  faults: NonNullable<FaultPlanInput['rules']>;
  faultSeed: number;
  kill: KillMoment;
}

export interface PlannedPost {
  text: string;
  /** Goes out as a thread where it does not fit. */
  isLong: boolean;
  /** Empty for none. */
  firstComment: string;
  images: number[];
  /** A video instead; null for none. */
  film: number | null;
  /** Which of the accounts it goes to. */
  accounts: number[];
  /** Minutes from the beginning. */
  dueAt: number;
}

/** What happens in one workspace. */
export interface Tale {
  posts: PlannedPost[];
  rounds: Round[];
}

interface PlannedAccount {
  network: NetworkId;
  /** A person, or a page of theirs. */
  person: string;
  client: 0 | 1;
  /** Nobody may look at its posts: those of a member on LinkedIn, of a private account on TikTok. */
  isClosed?: true;
}

/** Accounts of a workspace. Those of the second client are missed when they are more than two hours late. */
export const ACCOUNTS: readonly PlannedAccount[] = [
  { network: 'bluesky', person: 'ada', client: 0 },
  { network: 'bluesky', person: 'linden', client: 0 },
  { network: 'mastodon', person: 'ada', client: 0 },
  { network: 'mastodon', person: 'linden', client: 0 },
  { network: 'x', person: 'ada', client: 0 },
  { network: 'facebook', person: 'ada', client: 0 },
  { network: 'instagram', person: 'ada', client: 0 },
  { network: 'linkedin', person: 'ada', client: 0 },
  { network: 'linkedin', person: 'ada-studio', client: 0 },
  { network: 'linkedin', person: 'mira', client: 0, isClosed: true },
  { network: 'tiktok', person: 'ada', client: 0 },
  { network: 'tiktok', person: 'mira', client: 0, isClosed: true },
  { network: 'threads', person: 'ada', client: 0 },
  { network: 'bluesky', person: 'mira', client: 1 },
  { network: 'mastodon', person: 'mira', client: 1 },
  { network: 'x', person: 'mira', client: 1 },
  { network: 'threads', person: 'mira', client: 1 },
];
export const closedOn = (network: NetworkId): string[] =>
  ACCOUNTS.flatMap((one) => (one.isClosed && one.network === network ? [one.person] : []));
/** Who is there on each network; pages come with them. */
export const PEOPLE = ['ada', 'linden', 'mira'];

/** They refuse the same words again within some time, and say so. */
const REFUSES_AGAIN: readonly NetworkId[] = ['x', 'facebook', 'linkedin'];

export const PICTURES = 6;
export const FILMS = 2;
/** Workspaces that are served side by side; never more, so that a story is the same on every machine. */
const MOST_TALES = 8;
const KILLS_A_TALE = 5;

/** The whole plan, made from the seed alone: the same seed tells the same story. */
export function tell(kills: number, seed: number): Tale[] {
  const count = Math.max(1, Math.min(MOST_TALES, Math.floor(kills / KILLS_A_TALE)));
  return Array.from({ length: count }, (_, index) => {
    const share = Math.floor(kills / count) + (index < kills % count ? 1 : 0);
    return tale(share, seeded(seed * 1000 + index));
  });
}

function tale(kills: number, random: Seeded): Tale {
  const rounds = Array.from({ length: kills }, () => roundOf(random));
  const posts: PlannedPost[] = [];
  let began = 0;
  for (const { off } of rounds) {
    const due = 2 + random.below(6);
    for (let count = 0; count < due; count++)
      posts.push(postOf(posts, began + 1 + random.below(off), random));
    began += off;
  }
  return { posts, rounds };
}

function roundOf(random: Seeded): Round {
  const chance = (share: number) => random.next() < share;
  const hours = () => (1 + random.below(8 * 60)) * (chance(0.5) ? 1 : -1);
  return {
    off: offOf(random),
    skew: chance(0.12) ? hours() : chance(0.5) ? 0 : null,
    jump: chance(0.12) ? { at: random.below(500), minutes: hours() } : null,
    sleep: chance(0.1)
      ? { at: 50 + random.below(400), for: 40 + random.below(160), minutes: Math.abs(hours()) }
      : null,
    full: chance(0.12)
      ? {
          at: random.below(500),
          for: 30 + random.below(300),
          how: random.pick(['pages', 'writes']),
        }
      : null,
    hurried: chance(0.7),
    faults: chance(0.75) ? faultRules(random) : [],
    faultSeed: random.below(1_000_000),
    kill: killOf(random),
  };
}

/** Longer than an hour often enough that a network has forgotten the keys of before. */
function offOf(random: Seeded): number {
  const kind = random.next();
  if (kind < 0.55) return 2 + random.below(25);
  return kind < 0.9 ? 65 + random.below(90) : 180 + random.below(360);
}

function killOf(random: Seeded): KillMoment {
  const kind = random.next();
  if (kind < 0.3) return { kind: 'ledger', nth: 1 + random.below(60), delay: random.below(4) };
  if (kind < 0.4) return { kind: 'time', after: random.below(900) };
  return {
    kind: 'call',
    when: random.pick(['arrives', 'answered']),
    of: random.pick(['write', 'write', 'write', 'write', 'upload', 'read']),
    nth: random.pick([1, 1, 1, 2, 3, 5]),
    delay: random.pick([0, 0, 1, 3, 8]),
  };
}

function postOf(earlier: readonly PlannedPost[], dueAt: number, random: Seeded): PlannedPost {
  const number = earlier.length + 1;
  const client = random.next() < 0.8 ? 0 : 1;
  const kind = random.next();
  const pictures = kind < 0.4 ? 1 + random.below(4) : 0;
  const images = Array.from({ length: pictures }, () => random.below(PICTURES));
  const film = pictures === 0 && random.next() < 0.15 ? random.below(FILMS) : null;
  const hasMedia = pictures > 0 || film !== null;
  // The same words again are another post, and pictures may come without any.
  const known = earlier.filter(({ isLong }) => !isLong);
  const isAgain = known.length > 0 && random.next() < 0.08;
  const isLong = !isAgain && random.next() < 0.15;
  const written = isLong
    ? longTextOf(number, random)
    : isAgain
      ? random.pick(known as [PlannedPost, ...PlannedPost[]]).text
      : kind < 0.03
        ? ''
        : textOf(number, random);
  const text = written === '' && !hasMedia ? 'Again' : written;
  const isRepeated = known.some((post) => post.text === text) || text === '' || text === 'Again';
  const own = ACCOUNTS.flatMap(({ network, client: whose }, index) =>
    whose === client &&
    (hasMedia || !NETWORKS[network].mediaRequired) &&
    !(isRepeated && REFUSES_AGAIN.includes(network))
      ? [index]
      : [],
  );
  const first = random.pick(own as [number, ...number[]]);
  const accounts = own.filter((index) => index === first || random.next() < 0.25);
  const firstComment =
    !isRepeated && random.next() < 0.15 ? `Comment ${textOf(number, random)}` : '';
  return { text, isLong, firstComment, images, film, accounts, dueAt };
}

/** Too long for the networks with short posts, which get a thread. */
const longTextOf = (number: number, random: Seeded): string =>
  Array.from(
    { length: 6 + random.below(6) },
    (_, sentence) => `${textOf(number, random)} ${sentence + 1}.`,
  ).join(' ');

function textOf(number: number, random: Seeded): string {
  const words = Array.from({ length: 4 + random.below(8) }, () => random.pick(WORDS));
  const link = random.next() < 0.3 ? ` https://brio.example/${random.pick(WORDS)}/${number}` : '';
  const tag = random.next() < 0.3 ? ` #${random.pick(WORDS)}` : '';
  return `${number} ${words.join(' ')}${link}${tag}`;
}

const WORDS = `amber anchor apple arrow autumn bakery barley basil beacon berry blanket bottle
  branch bridge brush butter candle canvas cedar chalk cherry circle clay cloud clover coffee
  copper corner cotton cradle crane crystal daisy dancer desert dough dream eagle early earth
  ember fabric falcon feather fennel field flour forest fountain garden garlic ginger glass
  granite guitar hammer harbour harvest hazel honey horizon island ivory jasmine journal juniper
  kettle ladder lantern lavender lemon letter linen maple marble meadow melon mirror morning
  mosaic mountain needle nettle oak ocean olive orchard orange oven paper pebble pepper pine
  planet plum pocket pottery prairie quartz quilt rabbit raven ribbon river rosemary saffron sail
  salt sandal scarf shadow silver sparrow spice spring stone summer sunday table thread thunder
  thyme timber trail tulip turnip valley velvet violet walnut water wheat willow window winter
  wool yarn yellow`.split(/\s+/) as [string, ...string[]];
