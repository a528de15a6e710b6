import { configure, connect } from '../../electron/database/connection.ts';
import { readIdentity } from '../../electron/vault/identity.ts';
import { createKeychain } from '../../electron/vault/keychain.ts';
import { scoped, withLongSecrets } from '../../electron/vault/long-secrets.ts';
import { secretNames } from '../../electron/vault/secret-store.ts';
import './session.ts';

/** The database of an app under test, beside the app: for what can't be brought about through it in a minute. */
export async function openWorkspaceFile(userData: string) {
  const identity = readIdentity(userData);
  if (!identity || identity === 'unreadable') throw new Error(`No workspace in ${userData}`);
  const secrets = withLongSecrets(scoped(createKeychain(), identity.id));
  const key = await secrets.get(secretNames.databaseKey);
  if (!key) throw new Error('The key of the workspace is not in the keychain');
  const database = connect({ file: `${userData}/workspace.db`, key });
  configure(database);
  return database;
}
