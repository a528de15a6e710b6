import { NETWORK_IDS, type NetworkId } from '../../shared/domain/network.ts';

export const NETWORKS = NETWORK_IDS;
export type NetworkName = NetworkId;

/**
 * A call that stood for a post. `created`: a new one. `repeated`: the key was known and nothing was
 * made. `changed`: the record under the key was replaced.
 */
export interface PostReceived {
  type: 'post';
  /** UTC epoch ms at which it became visible, and at which the call for it came. */
  at: number;
  receivedAt: number;
  network: NetworkName;
  /** The handle, without @. */
  account: string;
  /** The network's own id of the account. */
  accountId: string;
  remoteId: string;
  text: string;
  /** SHA-256 (hex) of the bytes of each picture as received. */
  media: string[];
  /** The record key or the idempotency key; null where none was given. */
  key: string | null;
  origin: 'created' | 'repeated' | 'changed';
  /** What the network itself keeps of it. */
  detail: unknown;
}

export interface PostRemoved {
  type: 'removed';
  at: number;
  network: NetworkName;
  accountId: string;
  remoteId: string;
  /** What the network itself keeps of it. */
  detail: unknown;
}

export interface FaultPlayed {
  type: 'fault';
  at: number;
  network: NetworkName;
  /** Null where a connection was refused, so that nobody knows what was wanted. */
  operation: string | null;
  account: string | null;
  /** Place of the rule in its plan, from 0, and which of its matching calls this was, from 1. */
  rule: number;
  nth: number;
  kind: string;
  /** Whether the network has done what was asked. */
  effect: 'none' | 'done';
}

/** Anything else that a network must know again after a restart: accounts, tokens, uploads. */
export interface StateChanged {
  type: 'state';
  at: number;
  network: NetworkName;
  change: unknown;
}

export type SandboxEvent = PostReceived | PostRemoved | FaultPlayed | StateChanged;
