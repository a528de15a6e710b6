import { join } from 'node:path';
import { type Ai, type AiOptions, createAi } from '../../electron/ai/ai.ts';
import type { AiAsk } from '../../electron/ai/asking.ts';
import { systemClock } from '../../electron/clock.ts';
import { createProcessLock } from '../../electron/database/process-lock.ts';
import type { AiModel } from '../../shared/domain/ai.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { must } from './services.ts';
import type { TestWorkspace } from './workspace.ts';

export const MODEL: AiModel = {
  name: 'small',
  price: { in: 270_000, cached: 70_000, out: 1_100_000 },
  context: 64_000,
  sees: false,
};

/** Language models of a workspace, in real time: a network is. Waits between attempts are short. */
export function openAi(workspace: TestWorkspace, more: Partial<AiOptions> = {}): Ai {
  const { database, bus, log, secrets, folder } = workspace;
  return createAi({
    ...{ database, bus, log, secrets, clock: systemClock, zone: () => 'Europe/Berlin' },
    ...{ version: '0.0.0-test', lock: createProcessLock(join(folder, 'ai.lock')) },
    backoff: { first: 20 },
    ...more,
  });
}

/** A connection with a key. */
export async function connect(
  ai: Ai,
  baseUrl: string,
  more: Partial<ParsedInput<'ai.addConnection'>> = {},
) {
  const made = must(
    await ai.connections.add({
      ...{ name: 'Test', kind: 'deepseek', baseUrl, models: [MODEL] },
      ...{ concurrency: 2, perMinute: null, redact: false },
      ...more,
    }),
  );
  return must(await ai.connections.setKey({ id: made.id, key: 'sk-secret' }));
}

/** Asks for something, and waits for what comes of it. */
export async function ask(ai: Ai, more: Partial<AiAsk> = {}) {
  const { requestId } = must(await ai.submit(anAsk(more)));
  const outcome = await ai.wait(requestId);
  if (!outcome) throw new Error('There is no such request');
  return outcome;
}

export const anAsk = (more: Partial<AiAsk> = {}): AiAsk => ({
  ...{ feature: 'generate', clientId: null, subject: {} },
  messages: [{ role: 'user', content: 'Write about bread' }],
  ...more,
});
