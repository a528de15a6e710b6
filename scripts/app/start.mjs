import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasNoDisplay } from '../session/display.mjs';
import { stopChild } from '../session/service.mjs';
import { openSession } from '../session/session.mjs';
import { whenNpmIsGone } from '../setup/child.mjs';
import { inProject } from '../setup/project.mjs';
import { ensureRuntime } from '../setup/runtime.mjs';
import { say } from '../setup/say.mjs';
import { ensureBuild } from './build.mjs';
import { demoFolder, ensureDemo } from './demo.mjs';
import { startElectron } from './electron.mjs';
import { keyringFolder } from './keyring-folder.mjs';
import { readPicture } from './picture.mjs';

const EXIT_FLAG = '--exit-after-screenshot';
const PICTURE_MS = 60_000;
/** The app itself takes up to 10 s to record a call in flight and close its workspace. */
const CLOSING_MS = 12_000;

/** Runs the app; answers its exit code. */
export async function start(args) {
  const isHeadless = hasNoDisplay();
  const isOnlyForPicture = args.includes(EXIT_FLAG);
  const appArgs = args.filter((arg) => arg !== EXIT_FLAG);
  const stop = listenForStop();

  await ensureRuntime(isHeadless ? ['display', 'keyring'] : []);
  await ensureBuild();
  const place = isHeadless ? await chooseUserData() : {};
  const session = await openSession(
    isHeadless ? { display: true, keyring: keyringFolder(place.userData) } : {},
  );
  stop.becomeOrderly();
  try {
    const picture = isHeadless || isOnlyForPicture ? pictureFile() : undefined;
    const app = await startElectron(appArgs, {
      ...session.env,
      ...(place.userData && { CLIENTNEST_USER_DATA: place.userData }),
      ...(picture && { CLIENTNEST_SCREENSHOT: picture }),
    });
    const ended = once(app, 'exit').then(
      ([code, signal]) => code ?? 128 + constants.signals[signal],
    );
    try {
      if (picture) {
        const taken = await Promise.race([waitForPicture(picture), ended, stop.asked]);
        if (taken !== true && isOnlyForPicture) return 1;
        if (isOnlyForPicture) return 0;
        if (isHeadless && taken === true) say('the app is running; Ctrl-C stops it');
      }
      return await Promise.race([ended, stop.asked]);
    } finally {
      await stopChild(app, CLOSING_MS);
    }
  } finally {
    await session.close();
  }
}

/** On a virtual display nobody can click through a first run, so without a folder there is a demo. */
async function chooseUserData() {
  const given = process.env.CLIENTNEST_USER_DATA;
  say('there is no display here: the app opens on a virtual one, with a keyring of its own');
  if (given) return { userData: path.resolve(given) };
  say(`it shows a demo workspace (set CLIENTNEST_USER_DATA for another): ${demoFolder}`);
  await ensureDemo();
  return { userData: demoFolder };
}

function pictureFile() {
  const file = path.resolve(
    process.env.CLIENTNEST_SCREENSHOT || inProject('.cache/screenshot.png'),
  );
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

async function waitForPicture(file) {
  const until = Date.now() + PICTURE_MS;
  while (Date.now() < until) {
    if (existsSync(file)) {
      const picture = readPicture(file);
      if (picture) {
        say(`screenshot (${picture.width}×${picture.height}): ${file}`);
        return true;
      }
    }
    await sleep(100, undefined, { ref: false });
  }
  say(`the app wrote no screenshot within ${PICTURE_MS / 1000} s`);
  return false;
}

/** Before the app runs a signal ends us at once; from then on `asked` resolves with the exit code. */
function listenForStop() {
  let isOrderly = false;
  const asked = new Promise((resolve) => {
    const stop = (signal) => {
      if (isOrderly) resolve(0);
      else process.exit(128 + constants.signals[signal]);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    whenNpmIsGone(() => stop('SIGTERM'));
  });
  const becomeOrderly = () => {
    isOrderly = true;
  };
  return { asked, becomeOrderly };
}
