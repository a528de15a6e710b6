import { createCore } from '../../../electron/core.ts';
import { nodePorts } from '../../../electron/ports.ts';
import { fileKeychain } from '../file-keychain.ts';
import type { AiRunnerOptions, AiTell } from './protocol.ts';

/** The process that is killed while it asks a model: the core, and somebody who wants so many answers. */
// Without a workspace it only leaves its compiled code behind, which nobody who is killed does.
if (process.argv[2] === undefined) process.exit(0);
const options = JSON.parse(process.argv[2] ?? '') as AiRunnerOptions;

const tell = (message: AiTell) => process.send?.(message);
const ports = await nodePorts({
  ...{ userData: options.userData, migrations: options.migrations },
  ...{ version: '0.0.0-faults', logName: 'ai' },
});
const core = await createCore({ ...ports, keychain: fileKeychain(options.keychain) });
const services = core.services();
if (!services) throw new Error(`The workspace did not open: ${core.status().message}`);
const ai = await services.ai.open();

async function connected(): Promise<void> {
  if (ai.connections.rows().length > 0) return;
  const made = await ai.connections.add({
    ...{ name: 'Test', kind: 'deepseek', baseUrl: options.url, concurrency: 3 },
    ...{ perMinute: null, redact: false },
    models: [{ name: 'small', price: { in: 3, cached: 1, out: 7 }, context: null, sees: false }],
  });
  if (!made.ok) throw new Error(made.error.message);
  await ai.connections.setKey({ id: made.value.id, key: 'sk-faults' });
}

await connected();
tell({ kind: 'ready' });
// What an earlier life left.
ai.resume();
for (const words of options.wanted) {
  const asked = await ai.submit({
    ...{ feature: 'generate', clientId: null, subject: { words } },
    messages: [{ role: 'user', content: words }],
    priority: words.length % 2 === 0 ? 0 : 5,
  });
  if (!asked.ok) throw new Error(asked.error.message);
  // From here on it must not be lost.
  tell({ kind: 'asked', requestId: asked.value.requestId, words });
}
process.on('disconnect', () => process.exit(0));
