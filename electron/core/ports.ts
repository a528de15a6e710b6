import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ImageCodec } from '../media/image-codec.ts';
import type { SecretStore } from '../vault/secret-store.ts';

/** What this computer does: its sleep, and when it is awake again. */
export interface PowerEvents {
  on(listener: (kind: 'suspend' | 'resume' | 'unlock') => void): void;
}

export interface SaveSuggestion {
  /** With its ending. */
  fileName: string;
  /** What files of that kind are called: “Web page”. */
  kind: string;
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
  /** Opens a network's page in the person's own browser; absent where there is none. Rejects where it did not open. */
  openBrowser?(url: string): Promise<void>;
  /** Asks the person for a folder; absent where there is no way to. Null where none was chosen. */
  chooseFolder?(): Promise<string | null>;
  /** The same for a table of posts that is to be read. */
  chooseFile?(): Promise<string | null>;
  /** Asks where a file is to be saved; absent where there is no way to. Null where the person chose not to. */
  chooseSaveFile?(suggestion: SaveSuggestion): Promise<string | null>;
  /** Prints the window by the system's dialog; false where that was cancelled. Rejects where printing failed. */
  printPage?(options: { landscape: boolean }): Promise<boolean>;
  /** The window as a PDF. */
  pageAsPdf?(options: { landscape: boolean; size: 'a4' | 'letter' }): Promise<Uint8Array>;
  /** A page that stands alone as a PDF; absent where there is no browser. It reaches nothing outside of it. */
  printPdf?(html: string): Promise<Uint8Array>;
  /** The letters of our screens, WOFF2; absent where the system's have to do. */
  readFont?(): Promise<Uint8Array | null>;
  /** Seconds between two sweeps of the scheduler; 5 unless said. */
  tickSeconds?: number;
}
