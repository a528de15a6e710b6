import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Command =
  | { kind: 'help' }
  | { kind: 'wrong'; reason: string }
  /** With arguments of its own, which the sandbox reads. */
  | { kind: 'sandbox'; args: readonly string[] }
  | ({ kind: 'serve' } & Where)
  | ({ kind: 'call'; route: string; input: string } & Where);

interface Where {
  userData: string;
  passphraseEnv: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line. `input` is JSON text or `-`. */
export function readArguments(args: readonly string[], env: Environment): Command {
  if (args[0] === 'sandbox') return { kind: 'sandbox', args: args.slice(1) };
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  const [route, input = '{}', surplus] = positionals;
  if (values.help) return { kind: 'help' };
  if (!route) return { kind: 'wrong', reason: 'Name a route, serve or sandbox.' };
  if (surplus !== undefined) {
    return { kind: 'wrong', reason: 'Give one JSON text. Put it in single quotes.' };
  }
  const where = {
    userData: resolve(values['user-data'] ?? env.CLIENTNEST_USER_DATA ?? defaultUserData(env)),
    passphraseEnv: values['passphrase-env'] ?? null,
  };
  if (route !== 'serve') return { kind: 'call', route, input, ...where };
  return positionals.length > 1
    ? { kind: 'wrong', reason: 'serve takes no input.' }
    : { kind: 'serve', ...where };
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'user-data': { type: 'string' },
      'passphrase-env': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** The folder that the desktop application uses: Electron's `userData` for the name ClientNest. */
export function defaultUserData(env: Environment, platform = process.platform): string {
  const home = env.HOME || homedir();
  if (platform === 'darwin') return join(home, 'Library/Application Support/ClientNest');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData/Roaming'), 'ClientNest');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'ClientNest');
}
