/** What the process that is killed is told, as its one argument. */
export interface AiRunnerOptions {
  userData: string;
  migrations: string;
  /** A file in the keychain's place. */
  keychain: string;
  url: string;
  /** What it asks for in this life, each in words of its own. */
  wanted: readonly string[];
}

export type AiTell = { kind: 'ready' } | { kind: 'asked'; requestId: string; words: string };
