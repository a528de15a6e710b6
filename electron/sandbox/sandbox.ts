import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveDesk } from './desk/desk.ts';
import { NETWORKS, type NetworkName, type SandboxEvent } from './events.ts';
import type { FaultPlanInput } from './faults/plan.ts';
import { createFaultPlayer, type FaultControl } from './faults/player.ts';
import { type Durability, openJournal } from './journal.ts';
import type { LoopbackServer } from './loopback.ts';
import { openMediaStore } from './media-store.ts';
import type { Network, NetworkParts, SandboxAccount, SandboxApplication } from './network.ts';
import { serveNetwork } from './network-server.ts';
import { type NetworkOptions, PLAYS } from './networks.ts';
import { createPostList, type PlayedFault, type PostEntry } from './post-list.ts';

export interface SandboxOptions extends NetworkOptions {
  /** Where everything it knows is kept; a sandbox that is started on it again knows it still. */
  folder: string;
  /** Which networks to play; all where not said. */
  networks?: readonly NetworkName[];
  /** What goes wrong from the start. */
  faults?: FaultPlanInput;
  clock?: { now(): number };
  /** Makes the accounts and their passwords; the same seed makes the same ones. */
  seed?: number;
  /** Names of the accounts on each network, at the first start. */
  people?: readonly string[];
  /** A page on this computer that networks take where they want an https page of the developer's own. */
  ownPage?: string;
  durable?: Durability;
  /** Rate limits are kept as the networks keep them, instead of only told. */
  limited?: boolean;
}

export interface Sandbox {
  urls: Readonly<Partial<Record<NetworkName, string>>>;
  /** The page with its posts, for people; the token in it is new at every start. */
  pageUrl: string;
  /** `GET`, `PUT` and `DELETE` the plan of faults as JSON. */
  faultsUrl: string;
  /** With secrets that are good now: a token that is over has a new one in its place. */
  readonly accounts: readonly SandboxAccount[];
  /** What a developer would have registered at each network that asks for it. */
  applications: readonly SandboxApplication[];
  faults: FaultControl;
  posts(): readonly PostEntry[];
  played(): readonly PlayedFault[];
  close(): Promise<void>;
}

/**
 * Starts a stand-in for the networks on 127.0.0.1, each on a port of its own. Ports stay the same
 * for a folder, so that accounts which are connected to it stay connected.
 * @throws where a port or the folder is in use, or the plan of faults is wrong
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, durable = 'written', clock = { now: () => Date.now() } } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ports = readPorts(folder);
  const media = openMediaStore(folder, durable);
  const list = createPostList();
  const networks = new Map<NetworkName, Network>();
  const servers = new Map<NetworkName, LoopbackServer>();
  const player = createFaultPlayer(
    (name) => networks.get(name)?.operations ?? [],
    async (refusing) => {
      for (const [name, server] of servers) {
        const rule = refusing.get(name);
        if (rule !== undefined) played({ ...REFUSED, network: name, rule });
        await server.listen(rule === undefined);
      }
    },
  );
  const posts = () => {
    for (const network of networks.values()) network.catchUp();
    return list.posts();
  };
  // Its port is the folder's lock: a second sandbox on the folder ends here, before it reads a line.
  const desk = await serveDesk({
    port: ports.desk ?? 0,
    posts,
    played: list.faults,
    faults: player.control,
    media,
  });
  const journal = openJournal(folder, durable);
  for (const event of journal.events) list.apply(event);

  function keep<Event extends SandboxEvent>(event: Event): Event {
    journal.append(event);
    list.apply(event);
    return event;
  }
  function played(fault: Omit<PlayedFault, 'at'>) {
    keep({ type: 'fault', at: clock.now(), ...fault });
  }
  const secret = readSecret(folder);
  const partsOf = (name: NetworkName): NetworkParts => ({
    seed: options.seed ?? 1,
    now: () => clock.now(),
    media,
    people: options.people ?? ['ada', 'linden'],
    secret,
    ownPage: options.ownPage ?? null,
    limited: options.limited ?? false,
    events: journal.events,
    record: {
      post: (event) => keep({ type: 'post', network: name, ...event }),
      removed: (event) => keep({ type: 'removed', network: name, ...event }),
      state: (change) => keep({ type: 'state', at: clock.now(), network: name, change }),
    },
  });
  const close = async () => {
    const opened = [desk.server, ...servers.values()];
    await Promise.all(opened.map((server) => server.listen(false)));
    // What falls due from here on is for the next start.
    networks.clear();
    await journal.close();
  };
  try {
    for (const name of options.networks ?? NETWORKS) {
      const network = PLAYS[name](partsOf(name), options);
      const server = await serveNetwork({
        network,
        port: ports[name] ?? 0,
        now: () => clock.now(),
        draw: player.draw,
        played,
        settled: journal.settled,
      });
      networks.set(name, network);
      servers.set(name, server);
    }
    const wrong = await player.control.set(options.faults ?? {});
    if (wrong !== null) throw new Error(wrong);
    await journal.settled();
  } catch (error) {
    await close();
    throw error;
  }
  writePorts(folder, { desk: desk.server.port, ...portsOf(servers) });
  return {
    urls: Object.fromEntries([...servers].map(([name, { url }]) => [name, url])),
    pageUrl: desk.pageUrl,
    faultsUrl: desk.faultsUrl,
    get accounts() {
      return [...networks.values()].flatMap((network) => network.accounts());
    },
    applications: [...networks.values()].flatMap(({ name, application }) =>
      application ? [{ network: name, ...application }] : [],
    ),
    faults: player.control,
    posts,
    played: list.faults,
    close,
  };
}

const REFUSED = { operation: null, account: null, nth: 1, kind: 'refuse', effect: 'none' } as const;

type Ports = Partial<Record<NetworkName | 'desk', number>>;

const portsOf = (servers: ReadonlyMap<NetworkName, LoopbackServer>): Ports =>
  Object.fromEntries([...servers].map(([name, { port }]) => [name, port]));

function readPorts(folder: string): Ports {
  const file = join(folder, 'ports.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : {};
}

function writePorts(folder: string, ports: Ports): void {
  const all = { ...readPorts(folder), ...ports };
  writeFileSync(join(folder, 'ports.json'), `${JSON.stringify(all)}\n`, { mode: 0o600 });
}

/** What tokens are signed with, made at the first start. */
function readSecret(folder: string): Buffer {
  const file = join(folder, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}
