/**
 * Where secrets live: the OS keychain, or a file sealed with a key that a passphrase opens.
 * Never plain text, never the renderer.
 */
export interface SecretStore {
  kind: 'keychain' | 'passphrase';
  get(name: string): Promise<string | null>;
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Names of secrets, so that no two domains use the same one. */
export const secretNames = {
  databaseKey: 'database-key',
  accountSession: (accountId: string) => `account-session:${accountId}`,
  applicationSecret: (applicationId: string) => `application-secret:${applicationId}`,
  relayKey: 'media-relay-key',
  aiKey: (connectionId: string) => `ai-key:${connectionId}`,
  /** What the keys of packs are derived from. */
  approvalSecret: 'approval-secret',
};
