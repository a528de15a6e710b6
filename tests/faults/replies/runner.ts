import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createCore } from '../../../electron/core.ts';
import { nodePorts } from '../../../electron/ports.ts';
import { fileKeychain } from '../file-keychain.ts';
import { hastenWaits } from '../hasten.ts';
import { createPerson } from '../person.ts';
import type { Ask, RunnerOptions, Tell } from '../runner-protocol.ts';
import type { PlannedReply } from './plan.ts';

/** The process that is killed while it answers comments: the core, and a person who goes on until all is answered. */
// Without a workspace it only leaves its compiled code behind, which nobody who is killed does.
if (process.argv[2] === undefined) process.exit(0);
const options = JSON.parse(process.argv[2] ?? '') as RunnerOptions;
hastenWaits();

/** So many are sent side by side. */
const AT_ONCE = 3;
const PAUSE = 40;

const tell = (message: Tell) => process.send?.(message);
const ports = await nodePorts({
  ...{ userData: options.userData, migrations: options.migrations },
  ...{ version: '0.0.0-faults', logName: 'replies' },
});
const core = await createCore({ ...ports, keychain: fileKeychain(options.keychain) });
const services = core.services();
if (!services) throw new Error(`The workspace did not open: ${core.status().message}`);
const { inbox, collecting, database } = services;
const plan = JSON.parse(readFileSync(options.replies ?? '', 'utf8')) as PlannedReply[];
const person = createPerson(services, options, (wish) => tell({ kind: 'wants_token', ...wish }));
core.bus.on('account.changed', () => person.lookAround());

const isSent = database.raw
  .prepare<[string, string], number>(
    `SELECT 1 FROM replies JOIN inbox_items ON inbox_items.account_id = replies.account_id
       AND inbox_items.remote_id = replies.parent_id
     WHERE inbox_items.id = ? AND replies.text = ? AND replies.state = 'sent'`,
  )
  .pluck();
const open = () => plan.filter(({ itemId, text }) => isSent.get(itemId, text) !== 1);

/** Presses the button for each that is not there yet. */
async function answerAll(): Promise<void> {
  const waiting = open();
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      // The button is pressed twice now and then.
      const { itemId: id, text } = one;
      await Promise.all([0, 1].map(() => inbox.reply({ id, text, byAi: false })));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

process.on('message', (ask: Ask) => {
  if (ask.kind === 'look') void look();
  if (ask.kind === 'token') person.receive(ask.id, ask.token);
});
/** The person waits for the network between two tries, and what was read meanwhile settles what is in doubt. */
async function look(): Promise<void> {
  person.lookAround();
  await collecting.collect();
  await answerAll();
  tell({ kind: 'looked', unsettled: open().length });
}
process.on('disconnect', () => process.exit(0));

tell({ kind: 'ready' });
person.lookAround();
if (options.retries === 'some')
  for (;;) {
    await answerAll();
    await collecting.collect();
    await wait(PAUSE);
  }
