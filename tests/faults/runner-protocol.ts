import type { NetworkId } from '../../shared/domain/network.ts';

/** What the runner is started with. */
export interface RunnerOptions {
  userData: string;
  migrations: string;
  /** File of the stand-in for the machine's keychain. */
  keychain: string;
  /** How the person signs in again on Bluesky: app passwords by id of account. Elsewhere a new token is asked for. */
  appPasswords: Record<string, string>;
  /** What the person does with a delivery that failed: `all` are sent again, or every other one. */
  retries: 'all' | 'some';
  /** File of the answers that a person wants to be there, where comments are answered. */
  replies?: string;
}

export type Ask =
  | { kind: 'power'; event: 'suspend' | 'resume' }
  | { kind: 'pages'; full: boolean }
  | { kind: 'look' }
  /** A token that the person made, of the account with this id. */
  | { kind: 'token'; id: string; token: string };

export type Tell =
  | { kind: 'ready' }
  | { kind: 'looked'; unsettled: number }
  /** The person goes to the network for a new token. */
  | { kind: 'wants_token'; id: string; network: NetworkId; handle: string };
