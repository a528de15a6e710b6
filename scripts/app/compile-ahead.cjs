// Run by Electron, as an app that never opens: writes the compiled code of main's chunks beside them, for
// electron/shell/compiled-code.ts. It must be the same executable in the same role: V8 takes code only from its like.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { wrap } = require('node:module');
const path = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { app } = require('electron');

/** What is larger is a network's library, which no start needs; bytes. */
const MOST = 600_000;

const folder = path.join(__dirname, '../../out/main/chunks');
for (const name of readdirSync(folder).filter((file) => file.endsWith('.cjs'))) {
  const filename = path.join(folder, name);
  const source = readFileSync(filename, 'utf8');
  if (source.length > MOST) continue;
  // All functions, also those that are first called later; the flag is part of what V8 compares.
  setFlagsFromString('--no-lazy');
  const script = new Script(wrap(source), { filename });
  setFlagsFromString('--lazy');
  writeFileSync(`${filename}.code`, script.createCachedData());
}
app.exit(0);
