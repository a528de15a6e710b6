import { ok } from '../../../shared/ipc/route.ts';
import type { CoreHandlers, CoreRoute } from '../handler.ts';

export const appHandlers = {
  'app.status': (_input, core) => ok(core.status()),
  'vault.choosePassphrase': ({ passphrase }, core) => core.choosePassphrase(passphrase),
  'vault.unlock': ({ passphrase }, core) => core.unlock(passphrase),
  'database.retry': (_input, core) => core.retry(),
  'database.backups': (_input, core) => ok(core.backups()),
  'database.restore': ({ name }, core) => core.restore(name),
  'database.backup': (_input, core) => core.backup(),
} satisfies CoreHandlers<CoreRoute>;
