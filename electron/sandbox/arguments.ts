import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NETWORKS, type NetworkName } from './events.ts';
import type { FaultPlanInput } from './faults/plan.ts';
import type { SandboxOptions } from './sandbox.ts';

export type SandboxArguments =
  | { kind: 'help' }
  | { kind: 'wrong'; reason: string }
  | { kind: 'start'; options: SandboxOptions };

/** Reads `--folder DIR --seed N …`. */
export function readSandboxArguments(args: readonly string[]): SandboxArguments {
  try {
    const { values } = parse(args);
    if (values.help) return { kind: 'help' };
    if (values.folder === undefined) return wrong('Name a folder of its own with --folder.');
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed)) return wrong('--seed is a whole number.');
    const networks = values.network ?? [...NETWORKS];
    if (!networks.every(isNetwork)) return wrong(`--network is one of ${NETWORKS.join(', ')}.`);
    const people = values.people.split(',').map((name) => name.trim());
    if (!people.every((name) => /^[a-z][a-z0-9]{0,29}$/.test(name)))
      return wrong('--people are names of small letters and digits, with commas between them.');
    return {
      kind: 'start',
      options: {
        folder: resolve(values.folder),
        seed,
        networks,
        people,
        durable: values.durable ? 'fsync' : 'written',
        limited: values.limits,
        ...(values.faults === undefined ? {} : { faults: planIn(values.faults) }),
      },
    };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

const wrong = (reason: string): SandboxArguments => ({ kind: 'wrong', reason });

const isNetwork = (name: string): name is NetworkName => NETWORKS.some((known) => known === name);

const planIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as FaultPlanInput;

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      folder: { type: 'string' },
      seed: { type: 'string', default: '1' },
      network: { type: 'string', multiple: true },
      people: { type: 'string', default: 'ada,linden' },
      faults: { type: 'string' },
      limits: { type: 'boolean', default: false },
      durable: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

export const SANDBOX_HELP = `Plays social networks on this computer, so that nothing is really published.

Options:
  --folder DIR      where it keeps what it received; start it there again and it is all there
  --seed N          makes the accounts and their passwords, and draws the faults (1)
  --network NAME    ${NETWORKS.join(' or ')}; again for another one (all)
  --people A,B      the accounts on each network, at the first start (ada,linden)
  --faults FILE     a plan of what shall go wrong, as JSON
  --limits          keep the networks' rate limits
  --durable         flush every post to the disk before it is answered
  --help            this text

It prints one line of JSON with its addresses and accounts, and runs until Ctrl-C.
`;
