import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NOWHERE } from './clients.ts';
import { VOICES } from './voices.ts';

export interface SeedArguments {
  kind: 'seed';
  posts: number;
  userData: string;
  seed: string;
  clients: number;
  /** UTC epoch milliseconds that the sample is made for. */
  now: number;
  zone: string;
  passphraseEnv: string | null;
}

export type SeedCommand = SeedArguments | { kind: 'help' } | { kind: 'wrong'; reason: string };

export const HELP = `npm run -s seed -- --posts N --user-data DIR [options]

Fills an empty folder with a sample workspace: clients, paused accounts, pictures, and posts with their
delivery logs and numbers over three years and two months ahead.

  --posts N              how many posts (100000 takes about half a minute)
  --user-data DIR        the folder; it is made if need be
  --seed S               the same S makes the same workspace; "clientnest" unless said
  --clients K            1 to ${VOICES.length}, 6 unless said
  --now TIME             the moment it is made for, e.g. 2026-11-22T09:30:00Z; the present unless said
  --zone ZONE            the profile's zone, Europe/Berlin unless said
  --passphrase-env NAME  the variable that holds the passphrase, where there is no keychain

The accounts are paused, have no sign-in and point to ${NOWHERE}, where nothing listens: the
sample cannot reach a network. A scheduled post whose time comes waits for its paused account.
What was published has its numbers: over time for the last two months, the last ones before that.`;

export function readSeedArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SeedCommand {
  try {
    return parse(args, env);
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
}

function parse(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SeedCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      posts: { type: 'string' },
      'user-data': { type: 'string' },
      seed: { type: 'string', default: 'clientnest' },
      clients: { type: 'string', default: '6' },
      now: { type: 'string' },
      zone: { type: 'string', default: 'Europe/Berlin' },
      'passphrase-env': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { kind: 'help' };
  const folder = values['user-data'] ?? env.CLIENTNEST_USER_DATA;
  // Never by default: the folder that the application uses is the person's own.
  if (!folder) throw new Error('Name the folder with --user-data.');
  // A whole minute: the calendar has no seconds.
  const now = values.now === undefined ? Date.now() : Date.parse(values.now);
  if (Number.isNaN(now)) throw new Error('--now is a time such as 2026-11-22T09:30:00Z.');
  new Intl.DateTimeFormat('en', { timeZone: values.zone });
  return {
    kind: 'seed',
    posts: whole('--posts', values.posts, 1, 1_000_000),
    clients: whole('--clients', values.clients, 1, VOICES.length),
    userData: resolve(folder),
    seed: values.seed,
    now: now - (now % 60_000),
    zone: values.zone,
    passphraseEnv: values['passphrase-env'] ?? null,
  };
}

function whole(name: string, text: string | undefined, least: number, most: number): number {
  const value = Number(text);
  if (text === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} is a whole number from ${least} to ${most}.`);
  }
  return value;
}
