import { z } from 'zod';
import { empty, epochMs } from './fields.ts';
import { route } from './route.ts';

/**
 * Where the workspace stands.
 * `choose_passphrase`: there is no keychain here, so the person chooses a passphrase once.
 * `locked`: a passphrase opens it. `keychain_unavailable`: the key is in a keychain that does not answer.
 * `newer`: written by a newer ClientNest. `damaged`: the integrity check failed. `ready`: open.
 */
export const workspaceState = z.enum([
  'choose_passphrase',
  'locked',
  'keychain_unavailable',
  'newer',
  'damaged',
  'ready',
]);

export const appStatus = z.strictObject({
  state: workspaceState,
  /** A sentence for the person, with the next step, where the state is not `ready`. */
  message: z.string().nullable(),
  version: z.string(),
  /** Where secrets live on this machine. */
  secrets: z.enum(['keychain', 'passphrase', 'unknown']),
  hasProfile: z.boolean(),
  /** The workspace has the demo in it. */
  demo: z.boolean(),
  /** The clock the core runs on, so that screens agree with the scheduler. */
  now: epochMs,
  /** Whether this process publishes, another one does (the headless runner), or none. */
  runner: z.enum(['here', 'elsewhere', 'none']),
});

export const backup = z.strictObject({
  name: z.string(),
  at: epochMs,
  bytes: z.int().min(0),
});

export const appRoutes = {
  'app.status': route(() => ({
    summary: 'Where the workspace stands: open, locked, refused, and who publishes.',
    input: empty,
    output: appStatus,
    errors: [],
    requires: 'anyone',
  })),
  'vault.choosePassphrase': route(() => ({
    summary: 'Creates the workspace under a passphrase, on a machine without a keychain.',
    input: z.strictObject({ passphrase: z.string().min(12).max(1024) }),
    output: appStatus,
    errors: ['not_needed'],
    requires: 'anyone',
  })),
  'vault.unlock': route(() => ({
    summary: 'Opens a workspace that is under a passphrase.',
    input: z.strictObject({ passphrase: z.string().min(1).max(1024) }),
    output: appStatus,
    errors: ['wrong_passphrase', 'not_needed'],
    requires: 'anyone',
  })),
  'database.retry': route(() => ({
    summary: 'Tries again to open the workspace, for instance after the keychain was unlocked.',
    input: empty,
    output: appStatus,
    errors: [],
    requires: 'anyone',
  })),
  'database.backups': route(() => ({
    summary: 'The backups on this machine, newest first.',
    input: empty,
    output: z.array(backup),
    errors: [],
    requires: 'anyone',
  })),
  'database.restore': route(() => ({
    summary:
      'Puts a backup in the place of a damaged database; the damaged file is kept beside it.',
    input: z.strictObject({
      name: z
        .string()
        .regex(/^[\w.-]+\.db$/)
        .max(128),
    }),
    output: appStatus,
    errors: ['not_found', 'not_damaged', 'backup_unusable'],
    requires: 'anyone',
  })),
  'database.backup': route(() => ({
    summary: 'Writes a backup now (encrypted like the database).',
    input: empty,
    output: backup,
    errors: ['no_space'],
    requires: 'manage',
  })),
};
