import type { NetworkId } from '../../shared/domain/network.ts';

/** How the thread is started. */
export interface PracticeTask {
  /** Its folder: what it knows is all in there. */
  folder: string;
  /** ms that its clock is ahead of this computer's. */
  skew: number;
}

/** An application that is registered at a practice network. It is worth nothing anywhere else. */
export interface PracticeApplication {
  network: NetworkId;
  clientId: string;
  clientSecret: string | null;
}

/** Where everything is, all on 127.0.0.1. */
export interface PracticeDesk {
  urls: Readonly<Partial<Record<NetworkId, string>>>;
  applications: readonly PracticeApplication[];
  /** Stands for a page on the web, for networks that come back to no other. */
  ownPage: string;
  /** Files that lie in `<folder>/relay` are fetched from here, by their name. */
  relayUrl: string;
}

export type PracticeOrder = { kind: 'clock'; skew: number; id: number } | { kind: 'stop' };

export type PracticeReply =
  | { kind: 'ready'; desk: PracticeDesk }
  /** `port_taken`: another program uses one of its addresses. */
  | { kind: 'failed'; code: 'port_taken' | 'unexpected'; message: string }
  | { kind: 'clock'; id: number };
