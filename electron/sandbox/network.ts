import type { IncomingHttpHeaders } from 'node:http';
import type {
  NetworkName,
  PostReceived,
  PostRemoved,
  SandboxEvent,
  StateChanged,
} from './events.ts';
import type { MediaStore } from './media-store.ts';

/** What is known of a call when its head is there and its body is not. */
export interface CallHead {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Where the network is served, without a slash at the end. */
  origin: string;
}

export interface Call extends CallHead {
  body: Buffer;
  /** ms that uploads of this call stay in processing: Infinity is for ever, null the network's own time. */
  processing: number | null;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  body: object | Buffer | string;
}

/** An account that somebody may connect. */
export interface SandboxAccount {
  network: NetworkName;
  handle: string;
  /** An app password on Bluesky, an access token everywhere else. */
  secret: string;
}

/** A developer's application at a network. */
export interface SandboxApplication {
  network: NetworkName;
  clientId: string;
  clientSecret: string | null;
}

/** One network as the HTTP server sees it. */
export interface Network {
  name: NetworkName;
  /** Names of its operations, for plans of faults. */
  operations: readonly string[];
  operationOf(head: CallHead): string | null;
  /** Handle of whoever holds the call's token; null where there is none that is known. */
  accountOf(head: CallHead): string | null;
  answer(call: Call): Promise<Answer> | Answer;
  /** The network's own words and body for a status of 400 and more. */
  refusal(
    status: number,
    words: { error?: string | undefined; message?: string | undefined },
  ): Answer;
  /** 429 with the network's headers, or without any; `wait` in ms. */
  rateLimited(wait: number, withHeaders: boolean): Answer;
  /** Ends what the token of this call may do: `expire` leaves a way to renew it where the network has one. */
  endToken(head: CallHead, how: 'revoke' | 'expire'): void;
  /** Does what time has brought, e.g. scheduled posts. */
  catchUp(): void;
  accounts(): SandboxAccount[];
  /** Absent where applications register themselves, or where there are none. */
  application?: Omit<SandboxApplication, 'network'>;
}

/** What a network is built from. */
export interface NetworkParts {
  seed: number;
  /** UTC epoch ms. */
  now(): number;
  media: MediaStore;
  /** Names of the accounts that are there from the first start. */
  people: readonly string[];
  /** Signs tokens; the same at every start. */
  secret: Buffer;
  /** A page on this computer that stands for a developer's own https page; null where there is none. */
  ownPage: string | null;
  /** Limits are counted and kept, as the real network does; otherwise every call is taken. */
  limited: boolean;
  /** What was recorded before this start. */
  events: readonly SandboxEvent[];
  record: Recorder;
}

/** Writes an event to the journal before anything else happens. */
export interface Recorder {
  post(event: Omit<PostReceived, 'type' | 'network'>): PostReceived;
  removed(event: Omit<PostRemoved, 'type' | 'network'>): PostRemoved;
  state(change: unknown): StateChanged;
}

/** The same, with every event taken into a network's memory as it is written. */
export const into = (record: Recorder, apply: (event: SandboxEvent) => void) => ({
  post: (event: Parameters<Recorder['post']>[0]) => apply(record.post(event)),
  removed: (event: Parameters<Recorder['removed']>[0]) => apply(record.removed(event)),
  state: (change: unknown) => apply(record.state(change)),
});

export type NetworkRecord = ReturnType<typeof into>;

/** The token in `Authorization: Bearer`, or null. */
export function bearerOf({ headers }: Pick<CallHead, 'headers'>): string | null {
  const match = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '');
  return match?.[1] ?? null;
}
