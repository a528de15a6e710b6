import type { RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { createMediaRemoval } from '../media/media-removal.ts';
import { createClientRecords } from './client-records.ts';
import { createErasure } from './erasure.ts';
import { type Exported, folderName, writeFolder } from './export-folder.ts';

export type Offboarding = ReturnType<typeof createOffboarding>;

type Name = 'offboarding.look' | 'offboarding.revoke' | 'offboarding.export' | 'offboarding.erase';
type Answer<Route extends Name> = Promise<Result<RouteOutput<Route>, RouteErrorCode<Route>>>;

export interface OffboardingOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  userData: string;
  clients: Clients;
  accounts: Accounts;
  /** Backups of this workspace that are on this computer. */
  backups(): number;
  /** Asks the person for a folder; null where none was chosen. */
  chooseFolder?: (() => Promise<string | null>) | undefined;
}

/** What is done when a client leaves: hand over what was made, end the sign-ins, erase. */
export function createOffboarding(options: OffboardingOptions) {
  const { database, bus, clock, log, userData, clients, accounts, chooseFolder } = options;
  const { signingOut } = accounts;
  // Clients seldom leave: what it needs of the database is made when one does, not at each start.
  let made: ReturnType<typeof make> | null = null;
  function make() {
    const media = createMediaRemoval({ database, userData });
    return {
      media,
      erasure: createErasure({ database, media }),
      recordsOf: createClientRecords(database),
    };
  }
  const parts = () => {
    made ??= make();
    return made;
  };

  const underWay = (clientId: string) => {
    const count = parts().erasure.counts(clientId).underWay;
    if (count === 0) return null;
    return fail(
      'posts_scheduled',
      `${count === 1 ? 'A post is' : `${count} posts are`} scheduled or not finished. Unschedule or settle ${count === 1 ? 'it' : 'them'} first.`,
      { count },
    );
  };

  async function exportTo(
    clientId: string,
    parent: string,
  ): Promise<Result<Exported, 'not_found' | 'unwritable' | 'no_space'>> {
    const client = clients.get(clientId);
    if (!client.ok) return client;
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const name = `${folderName(client.value.name)} – ClientNest ${day}`;
    return writeFolder(parent, name, parts().recordsOf(clientId));
  }

  async function removeFiles(media: ReturnType<typeof createMediaRemoval>, hashes: string[]) {
    for (const sha256 of hashes)
      await media.removeFiles(sha256).catch((error: unknown) => {
        // What is said of it is gone; the file is left for the person to find in the log.
        log.error('A file of an erased client is still there', { sha256, error });
      });
  }

  /** Signs out and erases, whatever is under way. */
  async function clear(clientId: string): Promise<Result<void, 'keychain_unavailable'>> {
    const { erasure, media } = parts();
    try {
      await signingOut.forget(erasure.accountIds(clientId));
    } catch {
      return keychainSilent();
    }
    const files = database.raw.transaction(() => erasure.erase(clientId)).immediate();
    await removeFiles(media, files);
    bus.emit('client.changed', { clientId });
    return ok(undefined);
  }

  return {
    exportTo,
    /** For what nobody needs any more, such as a demo; nobody else may publish meanwhile. */
    clear,

    async look(clientId: string): Answer<'offboarding.look'> {
      const client = clients.get(clientId);
      if (!client.ok) return client;
      const looked = await signingOut.look(clientId).catch(() => null);
      if (looked === null) return keychainSilent();
      const { erasure, media } = parts();
      const counts = erasure.counts(clientId);
      const mediaCount = media.only(clientId).length;
      const { name } = client.value;
      return ok({ clientId, name, ...counts, media: mediaCount, accounts: looked });
    },

    async export(clientId: string): Answer<'offboarding.export'> {
      const client = clients.get(clientId);
      if (!client.ok) return client;
      if (!chooseFolder)
        return fail(
          'not_supported',
          'There is no dialog here. Name a folder: offboarding.exportTo.',
        );
      const parent = await chooseFolder();
      return parent === null
        ? fail('cancelled', 'No folder was chosen, so nothing was written.')
        : exportTo(clientId, parent);
    },

    async revoke(clientId: string): Answer<'offboarding.revoke'> {
      const client = clients.get(clientId);
      if (!client.ok) return client;
      const refused = underWay(clientId);
      if (refused) return refused;
      const ended = await signingOut.end(clientId).catch(() => null);
      return ended === null ? keychainSilent() : ok(ended);
    },

    async erase(input: { clientId: string; name: string }): Answer<'offboarding.erase'> {
      const { clientId } = input;
      const client = clients.get(clientId);
      if (!client.ok) return client;
      if (input.name.trim() !== client.value.name)
        return fail('wrong_name', 'That is not the client’s name. Type it as it stands there.');
      const refused = underWay(clientId);
      if (refused) return refused;
      const { erasure, media } = parts();
      const accountIds = erasure.accountIds(clientId);
      try {
        await signingOut.forget(accountIds);
      } catch {
        return keychainSilent();
      }
      // Asked again inside the transaction: a post may have been scheduled meanwhile.
      const erased = database.raw
        .transaction(() => underWay(clientId) ?? ok(erasure.erase(clientId)))
        .immediate();
      if (!erased.ok) return erased;
      await removeFiles(media, erased.value);
      for (const accountId of accountIds) bus.emit('account.changed', { accountId, clientId });
      bus.emit('client.changed', { clientId });
      // Posts, queues, recurring posts: anything may be gone.
      bus.emit('workspace.changed', {});
      return ok({ clientId, backups: options.backups() });
    },
  };
}

const keychainSilent = () =>
  fail(
    'keychain_unavailable',
    'The keychain of this machine does not answer. Unlock it, then try again.',
  );
