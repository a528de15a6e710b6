import { AI_PRESETS } from '../../shared/domain/ai-presets.ts';
import { estimateSent } from '../../shared/domain/ai-tokens.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { ProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import { AI_PRIORITY, type AiAsk, type Asked, type AskRefusal } from './asking.ts';
import { createBudgets } from './budgets.ts';
import { createClient } from './client.ts';
import { type ConnectionRow, createConnections } from './connections.ts';
import { createKeys, KEYCHAIN } from './keys.ts';
import { createLedger } from './ledger.ts';
import type { AiOutcome } from './outcome.ts';
import { type Backoff, createPace } from './pace.ts';
import { createQueue } from './queue.ts';
import { createRedaction } from './redaction.ts';
import { createRequests, type Payload } from './requests.ts';
import { createTrying } from './trying.ts';
import type { Patience } from './watch.ts';

export interface AiOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  secrets: SecretStore;
  /** Held by the one process of a workspace that asks. */
  lock: ProcessLock;
  /** The profile's. */
  zone(): string;
  version: string;
  fetch?: typeof fetch;
  patience?: Partial<Patience>;
  backoff?: Partial<Backoff>;
}

export type Ai = ReturnType<typeof createAi>;

const MOST_TOKENS = 2000;

/** Everything that asks a language model goes through here: one queue, one bill, one place that says what is sent. */
export function createAi(options: AiOptions) {
  const { database, bus, clock, log, secrets, lock, zone, version } = options;
  const keys = createKeys(secrets);
  const connections = createConnections({ database, bus, clock, keys });
  const requests = createRequests({ database, clock });
  const budgets = createBudgets({ database, bus, clock, zone });
  const client = createClient({
    ...{ version, now: clock.now },
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.patience && { patience: options.patience }),
  });
  const queue = createQueue({
    ...{ bus, clock, log, requests, connections, client, budgets, lock },
    keyOf: keys.get,
    pace: createPace(options.backoff),
  });

  /** The connection and model that would be used, or why there is none. */
  function chosen({
    connectionId,
    model,
  }: Pick<AiAsk, 'connectionId' | 'model'>): Result<
    { connection: ConnectionRow; model: string },
    AskRefusal
  > {
    const all = connections.rows();
    if (all.length === 0) return fail('no_connection', NONE);
    const connection =
      connectionId === undefined
        ? all.find(({ pausedAt }) => pausedAt === null)
        : all.find(({ id }) => id === connectionId);
    if (connectionId !== undefined && !connection) return fail('no_connection', GONE);
    if (!connection || connection.pausedAt !== null)
      return fail('paused', 'AI is paused. Let a connection go on in Settings › AI.');
    const name = model ?? connection.models[0]?.name;
    return name === undefined
      ? fail('no_model', `${connection.name} has no model yet. Choose one in Settings › AI.`)
      : ok({ connection, model: name });
  }

  async function ready(
    ask: Pick<AiAsk, 'connectionId' | 'model'>,
  ): Promise<Result<{ connection: ConnectionRow; model: string }, AskRefusal>> {
    const found = chosen(ask);
    if (!found.ok) return found;
    const { connection } = found.value;
    const key = await keys.get(connection.id);
    if (key === undefined) return fail('keychain_unavailable', KEYCHAIN);
    if (key === null && AI_PRESETS[connection.kind].needsKey)
      return fail('no_key', `${connection.name} needs its key. Paste it in Settings › AI.`);
    return found;
  }

  /** Puts a request into the queue. The answer comes by `wait`, and its pieces by the event `ai.delta`. */
  async function submit(ask: AiAsk): Promise<Result<Asked, AskRefusal>> {
    const found = await ready(ask);
    if (!found.ok) return found;
    const { connection, model } = found.value;
    const may = budgets.check(ask.clientId);
    if (!may.ok) return may;
    const { maxTokens = MOST_TOKENS, json = false, priority = AI_PRIORITY.person } = ask;
    const known = connection.models.find(({ name }) => name === model);
    if (known && !known.sees && ask.messages.some(({ images }) => images?.length))
      return fail('cannot_see', `“${model}” does not read images. Choose a model that does.`);
    const isTooLong =
      known?.context != null && estimateSent(ask.messages) + maxTokens > known.context;
    if (isTooLong)
      return fail('too_long', `This is too long for “${model}”. Shorten it, then try again.`);
    const redaction = createRedaction();
    const messages = connection.redact
      ? ask.messages.map((message) => ({ ...message, content: redaction.of(message.content) }))
      : ask.messages;
    const { host } = new URL(connection.baseUrl);
    const payload: Payload = { host, messages, json, maxTokens, masked: redaction.count() };
    const requestId = requests.insert({
      ...{ connectionId: connection.id, connectionName: connection.name, model, priority },
      ...{ clientId: ask.clientId, feature: ask.feature, subject: ask.subject },
      promptVersionId: ask.promptVersionId ?? null,
      payload: { ...payload },
    });
    bus.emit('ai.changed', { requestId });
    queue.pump();
    return ok({ requestId, warning: may.value.warning });
  }

  return {
    submit,
    /** Resolves once it is over, whatever came of it. Null where there is no such request. */
    wait: (requestId: string): Promise<AiOutcome | null> => queue.wait(requestId),
    /** Ends it wherever it is. What had come is kept. */
    cancel: queue.cancel,
    /** Whether a request would be taken, with the reason in words: for a button that says why not. */
    ready: async (ask: Pick<AiAsk, 'connectionId' | 'model'> & { clientId: string | null }) => {
      const found = await ready(ask);
      if (!found.ok) return found;
      const may = budgets.check(ask.clientId);
      if (!may.ok) return may;
      const { connection, model } = found.value;
      const sees = connection.models.find(({ name }) => name === model)?.sees ?? false;
      return ok({ connectionName: connection.name, model, sees, warning: may.value.warning });
    },
    connections,
    trying: createTrying({ connections, keys, client, submit, wait: queue.wait, requests }),
    requests,
    budgets,
    ledger: createLedger({ database, clock, zone }),
    resume: queue.resume,
    close: queue.close,
  };
}

const NONE = 'AI is not set up. Add a connection in Settings › AI.';
const GONE = 'This connection is not here any more. Choose another one.';
