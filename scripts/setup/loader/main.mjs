/**
 * Plays Electron's default app inside the fallback Electron: opens the application that the command
 * line names. An ES module, so that Electron waits for the application before it is `ready`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const { preloads, target } = readArguments(process.argv.slice(1));

for (const file of preloads) require(path.resolve(file));
if (!target) {
  process.stderr.write(
    `Electron ${process.versions.electron}: name the folder of an application.\n`,
  );
  app.exit(1);
} else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  await open(path.resolve(target));
}

function readArguments(args) {
  const preloads = [];
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '-r' || args[at] === '--require') preloads.push(args[++at]);
    else if (!args[at].startsWith('-')) return { preloads, target: args[at] };
  }
  return { preloads, target: undefined };
}

async function open(place) {
  const manifest = path.join(place, 'package.json');
  if (existsSync(manifest)) {
    takeIdentity(JSON.parse(readFileSync(manifest, 'utf8')));
    app.setAppPath(place);
  } else {
    app.setAppPath(path.dirname(place));
  }
  await import(pathToFileURL(require.resolve(place)).href);
}

function takeIdentity({ name, productName, version, desktopName }) {
  if (version) app.setVersion(version);
  app.setName(productName ?? name);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  }
}
