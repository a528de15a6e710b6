import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSandboxArguments } from '../../../../electron/sandbox/arguments.ts';
import { NETWORK_IDS } from '../../../../shared/domain/network.ts';
import { temporaryFolder } from '../../../support/workspace.ts';

it('plays every network for two people where nothing else is said', () => {
  expect(readSandboxArguments(['--folder', '/tmp/sandbox'])).toEqual({
    kind: 'start',
    options: {
      folder: '/tmp/sandbox',
      seed: 1,
      networks: [...NETWORK_IDS],
      people: ['ada', 'linden'],
      durable: 'written',
      limited: false,
    },
  });
});

it('takes each option, and a plan of faults from a file', async () => {
  const folder = temporaryFolder();
  const plan = { seed: 3, rules: [{ fault: { kind: 'cut' } }] };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  const args = [
    '--folder',
    folder,
    '--seed',
    '7',
    '--network',
    'mastodon',
    '--people',
    'mira, noor',
  ];
  const more = ['--limits', '--durable', '--faults', join(folder, 'plan.json')];
  expect(readSandboxArguments([...args, ...more])).toMatchObject({
    options: {
      seed: 7,
      networks: ['mastodon'],
      people: ['mira', 'noor'],
      durable: 'fsync',
      limited: true,
      faults: plan,
    },
  });
  await rm(folder, { recursive: true });
});

it.each([
  [[], '--folder'],
  [['--folder', 'x', '--seed', 'many'], '--seed'],
  [['--folder', 'x', '--network', 'myspace'], 'bluesky, mastodon'],
  [['--folder', 'x', '--people', 'A B'], '--people'],
  [['--folder', 'x', '--faults', '/nowhere/plan.json'], '/nowhere/plan.json'],
  [['--folder', 'x', '--wrong'], '--wrong'],
  [['--folder', 'x', 'surplus'], 'surplus'],
])('says what is wrong with %j', (args, reason) => {
  expect(readSandboxArguments(args)).toEqual({
    kind: 'wrong',
    reason: expect.stringContaining(reason),
  });
});
