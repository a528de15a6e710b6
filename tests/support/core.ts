import { rmSync } from 'node:fs';
import { type Core, createCore, type Ports } from '../../electron/core.ts';
import { createRouter } from '../../electron/ipc/router.ts';
import { createImageCodec } from '../../electron/media/image-codec.ts';
import type { SecretStore } from '../../electron/vault/secret-store.ts';
import type { Envelope, RouteInput, RouteName } from '../../shared/ipc/contract.ts';
import { type TestClock, testClock } from './clock.ts';
import { type MemoryLog, memoryLog } from './log.ts';
import { type MemorySecrets, memorySecrets } from './secrets.ts';
import { MIGRATIONS, temporaryFolder } from './workspace.ts';

type Call = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<Envelope<Name>>;

export interface TestCore {
  userData: string;
  core: Core;
  clock: TestClock;
  log: MemoryLog;
  keychain: MemorySecrets;
  /** Calls a route as the window does, with its output checked. */
  call: Call;
  /** The same for any name and input. */
  invoke(name: string, input: unknown, kind?: 'window' | 'cli'): Promise<Envelope<RouteName>>;
  /** Closes this core and opens another one on the same folder. */
  reopen(ports?: Partial<Ports>): Promise<TestCore>;
  /** Closes it and removes the folder. */
  close(): Promise<void>;
}

interface Start {
  userData?: string;
  clock?: TestClock;
  log?: MemoryLog;
  /** The keychain in memory; another store may stand in for it through `ports`. */
  keychain?: MemorySecrets;
  ports?: Partial<Ports> | undefined;
}

/** The whole core over a folder of its own, with a keychain in memory and a clock that a test moves. */
export async function startCore(start: Start = {}): Promise<TestCore> {
  const {
    userData = temporaryFolder(),
    clock = testClock(),
    log = memoryLog(),
    keychain = memorySecrets(),
  } = start;
  const core = await createCore({
    userData,
    migrations: MIGRATIONS,
    version: '0.0.0-test',
    clock,
    log,
    keychain,
    openImages: () => createImageCodec(),
    ...start.ports,
  });
  const router = createRouter(core, { checkOutput: true });
  const invoke: TestCore['invoke'] = (name, input, kind = 'window') =>
    router.invoke(name, input, { kind });
  return {
    userData,
    core,
    clock,
    log,
    keychain,
    call: invoke as unknown as Call,
    invoke,
    async reopen(ports) {
      await core.close();
      return startCore({ userData, clock, log, keychain, ports });
    },
    async close() {
      await core.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** A keychain that is there and does not answer. */
export const silentKeychain: SecretStore = {
  kind: 'keychain',
  get: () => Promise.reject(new Error('The keychain is locked')),
  set: () => Promise.reject(new Error('The keychain is locked')),
  delete: () => Promise.reject(new Error('The keychain is locked')),
};

/** The value of an answer that must be one. */
export function answered<Value>(
  envelope: { ok: true; value: Value } | { ok: false; error: { code: string; message: string } },
): Value {
  if (!envelope.ok) throw new Error(`${envelope.error.code}: ${envelope.error.message}`);
  return envelope.value;
}
