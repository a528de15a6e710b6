import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createServices, type Services } from '../../electron/core/services.ts';
import { createImageCodec } from '../../electron/media/image-codec.ts';
import { type EventPayload, events } from '../../shared/ipc/events.ts';
import type { Result } from '../../shared/ipc/route.ts';
import type { Account, Delivery, Post } from '../../shared/ipc/views.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type Pds, type PdsAccount, startPds } from './pds.ts';
import { type OpenSandbox, startSandboxPds } from './sandbox.ts';
import { MIGRATIONS, openWorkspace, type TestWorkspace } from './workspace.ts';

export const PUT = 'POST com.atproto.repo.putRecord';

/** A real server and the line to it, for all tests of a file. */
export interface Network {
  pds: Pds;
  proxy: FaultProxy;
  /** Everything passes again, and nothing has been seen. */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

export async function startNetwork(): Promise<Network> {
  const pds = await startPds();
  return networkOf(pds, async () => {});
}

/** The sandbox's Bluesky in its place, with the faults that it can play. */
export async function startSandboxNetwork(clock: {
  now(): number;
}): Promise<Network & { sandbox: OpenSandbox }> {
  const pds = await startSandboxPds(clock);
  const { sandbox } = pds;
  return { ...(await networkOf(pds, sandbox.faults.clear)), sandbox };
}

async function networkOf(pds: Pds, clearFaults: () => Promise<void>): Promise<Network> {
  const proxy = await startFaultProxy(pds.url);
  return {
    pds,
    proxy,
    async calm() {
      proxy.onRequest(() => null);
      proxy.onAnswered(null);
      await proxy.up();
      await clearFaults();
      proxy.seen.length = 0;
    },
    async stop() {
      await proxy.stop();
      await pds.stop();
    },
  };
}

/** A network for all tests of a file, and for each test a runner of its own with an account there. */
export interface Line<On extends Network = Network> {
  network: On;
  runner: TestRunner;
  alice: Connected;
}

/** @param take gets the line for each test. @return the same line, to put another runner there */
export function withRunner(take: (line: Line) => void): Line;
export function withRunner<On extends Network>(
  take: (line: Line<On>) => void,
  start: () => Promise<On>,
): Line<On>;
export function withRunner(
  take: (line: Line) => void,
  start: () => Promise<Network> = startNetwork,
): Line {
  const line = {} as Line;
  beforeAll(async () => {
    line.network = await start();
  });
  afterAll(() => line.network?.stop());
  beforeEach(async () => {
    await line.network.calm();
    line.runner = await openRunner(line.network);
    line.alice = await line.runner.connect();
    line.network.proxy.seen.length = 0;
    take(line);
  });
  afterEach(() => line.runner.close());
  return line;
}

/** A person on the network and the account that ClientNest publishes with. */
export interface Connected {
  remote: PdsAccount;
  account: Account;
  appPassword: string;
}

export interface TestRunner {
  workspace: TestWorkspace;
  services: Services;
  clientId: string;
  told: EventPayload<'delivery.changed'>[];
  connect(): Promise<Connected>;
  /** A post that is due in so many minutes. */
  scheduled(accounts: readonly Connected[], text: string, inMinutes?: number): Post;
  /** Moves the clock and does what is due then. */
  after(ms: number): Promise<void>;
  post(id: string): Post;
  delivery(postId: string, of?: Connected): Delivery;
  /** The person's own repository, as the network has it. */
  records(of: Connected): Promise<{ text: string; uri: string }[]>;
  close(): Promise<void>;
}

export const MINUTE = 60_000;
let people = 0;

/** Every service of an open workspace as the app wires them, on a clock that stands still. */
export async function openRunner(
  { pds, proxy }: Pick<Network, 'pds' | 'proxy'>,
  workspace: TestWorkspace = openWorkspace(),
): Promise<TestRunner> {
  const { folder, clock, log, database, secrets, bus } = workspace;
  const services = createServices(
    {
      userData: folder,
      migrations: MIGRATIONS,
      version: '0.0.0',
      clock,
      log,
      keychain: secrets,
      openImages: () => createImageCodec(),
      // So seldom that no test depends on a tick.
      tickSeconds: 59,
    },
    { database, secrets, bus },
  );
  const client =
    services.clients.list({ archived: false })[0] ??
    value(services.clients.create({ name: 'Café Löwe', notes: '' }));
  const told: EventPayload<'delivery.changed'>[] = [];
  bus.on('delivery.changed', (event) => told.push(events['delivery.changed'].parse(event)));
  const runner: TestRunner = {
    workspace,
    services,
    clientId: client.id,
    told,
    async connect() {
      const remote = await pds.createAccount(`person${++people}`);
      const appPassword = await pds.createAppPassword(remote);
      const connected = await services.accounts.connect({
        clientId: client.id,
        network: 'bluesky',
        serviceUrl: proxy.url,
        identifier: remote.handle,
        appPassword,
      });
      return { remote, appPassword, account: value(connected) };
    },
    scheduled(accounts, text, inMinutes = 2) {
      const draft = services.posts.create({
        clientId: client.id,
        text,
        targets: accounts.map(({ account }) => ({ accountId: account.id, text: null })),
        media: [],
      });
      return schedule(services, value(draft).id, clock.now() + inMinutes * MINUTE);
    },
    async after(ms) {
      clock.advance(ms);
      await services.schedule.sweep();
    },
    post: (id) => value(services.posts.get(id)),
    delivery(postId, of) {
      const log = value(services.publishing.forPost(postId));
      const found = log.find((row) => !of || row.accountId === of.account.id);
      if (!found) throw new Error('No such delivery');
      return found;
    },
    async records(of) {
      const records = await pds.records(of.remote.did);
      return records.map((record) => ({ text: String(record.value.text), uri: record.uri }));
    },
    async close() {
      // Closes the database as well.
      await services.close();
      workspace.close();
    },
  };
  return runner;
}

/** Schedules to the minute, in UTC. */
export function schedule(services: Services, id: string, at: number): Post {
  const wallTime = new Date(at).toISOString().slice(0, 16);
  return value(services.posts.schedule({ id, wallTime, zone: 'UTC' })).post;
}

export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
