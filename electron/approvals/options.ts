import type { ApprovalPack } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Media } from '../media/media.ts';
import type { Posts } from '../posts/posts.ts';
import type { Profiles } from '../profiles/profiles.ts';
import type { Publishing } from '../publishing/publishing.ts';
import type { Settings } from '../settings/settings.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import type { PackKeys } from './keys.ts';
import type { PackRows } from './packs.ts';

/** What approvals need of the other services, and of the machine. */
export interface ApprovalsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  secrets: SecretStore;
  userData: string;
  sqliteBinding?: string | undefined;
  posts: Posts;
  publishing: Pick<Publishing, 'handOver'>;
  accounts: Pick<Accounts, 'get'>;
  clients: Pick<Clients, 'get'>;
  media: Pick<Media, 'open' | 'outgoing'>;
  profiles: Pick<Profiles, 'get' | 'timeZone'>;
  settings: Pick<Settings, 'get'>;
  chooseSaveFile?:
    | ((suggestion: { fileName: string; kind: string }) => Promise<string | null>)
    | undefined;
  printPdf?: ((html: string) => Promise<Uint8Array>) | undefined;
  readFont?: (() => Promise<Uint8Array | null>) | undefined;
}

/** What the parts of this service share. */
export interface ApprovalParts extends ApprovalsOptions {
  /** Made when they are first asked for. */
  rows: () => PackRows;
  keys: PackKeys;
  /** A pack is new, closed, or got answers. */
  tell(pack: ApprovalPack): void;
}
