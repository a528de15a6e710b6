import { serve } from '../../electron/cli/serve.ts';
import { createCore, type PowerEvents } from '../../electron/core.ts';
import { nodePorts } from '../../electron/ports.ts';
import { fileKeychain } from './file-keychain.ts';
import { hastenWaits } from './hasten.ts';
import { createPerson } from './person.ts';
import type { Ask, RunnerOptions, Tell } from './runner-protocol.ts';

// Loaded on the first call otherwise: a short life is not for waiting.
import '../../electron/platforms/bluesky/bluesky.ts';
import '../../electron/platforms/facebook/facebook.ts';
import '../../electron/platforms/instagram/instagram.ts';
import '../../electron/platforms/linkedin/linkedin.ts';
import '../../electron/platforms/mastodon/mastodon.ts';
import '../../electron/platforms/threads/threads.ts';
import '../../electron/platforms/tiktok/tiktok.ts';
import '../../electron/platforms/x/x.ts';
import '../../electron/media-relay/bucket.ts';

/** The process that is killed: the core and `serve` of the command line, with a person beside it. */
// Without a workspace it only leaves its compiled code behind, which nobody who is killed does.
if (process.argv[2] === undefined) process.exit(0);
const options = JSON.parse(process.argv[2] ?? '') as RunnerOptions;
hastenWaits();

const tell = (message: Tell) => process.send?.(message);
const ports = await nodePorts({
  userData: options.userData,
  migrations: options.migrations,
  version: '0.0.0-faults',
  logName: 'runner',
});
const core = await createCore({ ...ports, keychain: fileKeychain(options.keychain) });
const services = core.services();
if (!services) {
  throw new Error(`The workspace did not open: ${core.status().state} ${core.status().message}`);
}

type Listener = Parameters<PowerEvents['on']>[0];
const listeners: Listener[] = [];
core.followPower({ on: (listener) => void listeners.push(listener) });
const person = createPerson(services, options, (wish) => tell({ kind: 'wants_token', ...wish }));
core.bus.on('account.changed', () => person.lookAround());

const { raw } = services.database;
const unsettled = raw
  .prepare(
    // What one account is asked about says so of the whole post, while others may still be on their way.
    `select count(*) from posts where status in ('scheduled', 'publishing') or (status = 'needs_check' and exists
      (select 1 from deliveries where post_id = posts.id and state in ('prepared', 'sending', 'ambiguous')))`,
  )
  .pluck();

process.on('message', (ask: Ask) => {
  if (ask.kind === 'power') for (const listener of listeners) listener(ask.event);
  // At 1 SQLite takes the pages that there are: no page more can be had.
  if (ask.kind === 'pages') raw.pragma(`max_page_count = ${ask.full ? 1 : 4_294_967_294}`);
  if (ask.kind === 'look') void look();
  if (ask.kind === 'token') person.receive(ask.id, ask.token);
});
/** Answers when everything is done that can be done now. */
async function look(): Promise<void> {
  person.lookAround();
  await services?.schedule.sweep();
  tell({ kind: 'looked', unsettled: unsettled.get() as number });
}
process.on('disconnect', () => process.exit(0));

const served = serve(core, () => {});
tell({ kind: 'ready' });
person.lookAround();
await served;
process.disconnect?.();
