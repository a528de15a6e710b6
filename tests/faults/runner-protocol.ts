/** What the runner is started with. */
export interface RunnerOptions {
  userData: string;
  migrations: string;
  /** File of the stand-in for the machine's keychain. */
  keychain: string;
  /** How the person signs in again: app passwords by id of account; null where a token is asked for. */
  appPasswords: Record<string, string | null>;
  /** What the person does with a delivery that failed: `all` are sent again, or every other one. */
  retries: 'all' | 'some';
}

export type Ask =
  | { kind: 'power'; event: 'suspend' | 'resume' }
  | { kind: 'pages'; full: boolean }
  | { kind: 'look' };

export type Tell = { kind: 'ready' } | { kind: 'looked'; unsettled: number };
