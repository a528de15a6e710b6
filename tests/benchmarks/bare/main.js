// The yardstick: the least that an Electron application can be, with the same window as ours.
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.env.BARE_USER_DATA);
// Not at the top level: Electron is ready only after this module has been evaluated.
app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  await window.loadFile(fileURLToPath(new URL('index.html', import.meta.url)));
});
