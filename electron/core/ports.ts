import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ImageCodec } from '../media/image-codec.ts';
import type { SecretStore } from '../vault/secret-store.ts';

/** What this computer does: its sleep, and when it is awake again. */
export interface PowerEvents {
  on(listener: (kind: 'suspend' | 'resume' | 'unlock') => void): void;
}

/** What the core needs from the machine it runs on. */
export interface Ports {
  /** Folder of the workspace: workspace.db, backups/, media/, logs/. */
  userData: string;
  /** Folder of the migrations. */
  migrations: string;
  version: string;
  clock: Clock;
  log: Log;
  /** The machine's keychain; null where it has none. */
  keychain: SecretStore | null;
  /** The codec starts its worker with the first image. */
  openImages(): ImageCodec;
  /** better-sqlite3's `nativeBinding`, where the packaged one does not fit the runtime. */
  sqliteBinding?: string;
  /** Seconds between two sweeps of the scheduler; 5 unless said. */
  tickSeconds?: number;
}
