import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type {} from '../../shared/ipc/bridge.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';

const START = 'app://bundle/';
const UNKNOWN_ID = '01936c1e-7c1e-7000-8000-000000000000';

/** A server that the app must never reach: it counts who tries. */
let server: Server;
let outside: string;
let visits: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    visits.push(request.url ?? '');
    if (request.url === '/redirects') response.writeHead(302, { Location: '/landed' });
    else
      response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('outside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.beforeEach(() => {
  visits = [];
});
test.afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The page has rendered something. */
const isUp = (page: Page) => expect(page.locator('#root > *').first()).toBeVisible();
/** Long enough for a navigation to begin, were it allowed. */
const aMoment = (page: Page) => page.waitForTimeout(250);

test('in normal use the page breaks no policy, and has the bridge and nothing else', async ({
  app,
}) => {
  await isUp(app.page);
  const found = await app.page.evaluate(() => ({
    bridge: Object.keys(window.clientnest).sort(),
    frozen: Object.isFrozen(window.clientnest),
    node: [
      'require',
      'process',
      'module',
      'exports',
      'global',
      'Buffer',
      '__dirname',
      'electron',
      'ipcRenderer',
    ].filter((name) => name in window),
    isolated: window.isSecureContext && self.origin,
  }));
  expect(found).toEqual({
    bridge: ['invoke', 'on'],
    frozen: true,
    node: [],
    isolated: 'app://bundle',
  });
  const preferences = await app.electron.evaluate(({ BrowserWindow, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    const spellcheck = session.defaultSession.isSpellCheckerEnabled();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, spellcheck };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: process.platform === 'darwin',
  });
});

test('every page has a strict policy with a nonce of its own', async ({ app }) => {
  const policies = await app.page.evaluate(async () => {
    const answers = await Promise.all(['/', '/calendar'].map((place) => fetch(place)));
    return answers.map(({ headers }) => ({
      policy: headers.get('Content-Security-Policy') ?? '',
      sniff: headers.get('X-Content-Type-Options'),
    }));
  });
  const nonces = policies.map(({ policy, sniff }) => {
    expect(sniff).toBe('nosniff');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
    return /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  });
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('no navigation leaves the app', async ({ launch }) => {
  const { page, electron } = await launch();
  await isUp(page);
  const before = page.url();
  for (const target of [
    `${outside}/navigated`,
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,<h1>taken</h1>',
    'blob:app://bundle/00000000-0000-0000-0000-000000000000',
    'app://elsewhere/',
    `app://bundle/media/${UNKNOWN_ID}`,
    'javascript:document.body.replaceChildren()',
    'chrome://settings',
    'mailto:somebody@example.com',
  ]) {
    await page.evaluate((address) => {
      location.href = address;
    }, target);
    await aMoment(page);
    expect(page.url(), target).toBe(before);
    // Not by a locator: that would wait for the navigation that was refused.
    const stands = await page.evaluate(() => document.querySelector('#root > *') !== null);
    expect(stands, target).toBe(true);
  }
  await page.evaluate((address) => {
    const form = document.createElement('form');
    form.action = address;
    form.method = 'post';
    document.body.append(form);
    form.submit();
  }, `${outside}/form`);
  await aMoment(page);
  expect(page.url()).toBe(before);
  expect(electron.windows()).toHaveLength(1);
  expect(visits).toEqual([]);
});

test('a redirect is refused, wherever it comes from', async ({ app }) => {
  const reached = await app.electron.evaluate(async ({ BrowserWindow, session }, address) => {
    // Another session, so that the request itself goes out and the redirect has to be met.
    const open = new BrowserWindow({
      show: false,
      webPreferences: { session: session.fromPartition('redirects') },
    });
    await open.loadURL(`${address}/redirects`).catch(() => undefined);
    const url = open.webContents.getURL();
    open.destroy();
    return url;
  }, outside);
  expect(reached).not.toContain('/landed');
  expect(visits).toEqual(['/redirects']);
});

test('no window opens; a link that the person clicks goes to the system browser', async ({
  launch,
}) => {
  const app = await launch();
  await isUp(app.page);
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  const opened = () =>
    app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);

  const windows = await app.page.evaluate((address) => {
    const urls = [
      address,
      'https://example.com/',
      'about:blank',
      'app://bundle/',
      'file:///etc/passwd',
    ];
    return urls.map((url) => window.open(url) === null);
  }, outside);
  expect(windows).toEqual([true, true, true, true, true]);
  expect(await opened()).toEqual([]);

  const click = async (href: string) => {
    await app.page.evaluate((address) => {
      const link = document.createElement('a');
      Object.assign(link, { href: address, target: '_blank', id: 'probe', textContent: 'link' });
      link.style.cssText = 'position:fixed;inset:auto auto 0 0;z-index:9999;padding:20px';
      document.querySelector('#probe')?.remove();
      document.body.append(link);
    }, href);
    await app.page.locator('#probe').click();
    await aMoment(app.page);
  };
  for (const refused of [
    'file:///etc/passwd',
    'http://example.com/',
    'javascript:alert(1)',
    'smb://example.com/share',
    'https://user:secret@example.com/',
    'app://bundle/settings',
  ]) {
    await click(refused);
  }
  expect(await opened()).toEqual([]);
  await click('https://example.com/post/1');
  await click('mailto:client@example.com');
  expect(await opened()).toEqual(['https://example.com/post/1', 'mailto:client@example.com']);
  expect(app.electron.windows()).toHaveLength(1);
});

test('what is injected does not run, and frames stay empty', async ({ launch }) => {
  const { page } = await launch();
  await isUp(page);
  const ran = await page.evaluate(async (address) => {
    const marks: string[] = [];
    Object.assign(window, { mark: (name: string) => marks.push(name) });
    const host = document.createElement('div');
    document.body.append(host);
    host.innerHTML = `<img src="x" onerror="mark('handler')">
      <iframe srcdoc="<script>parent.mark('srcdoc')</script>"></iframe>
      <iframe src="${address}/frame"></iframe>
      <iframe src="data:text/html,<script>parent.mark('data')</script>"></iframe>
      <iframe src="app://bundle/"></iframe>
      <object data="${address}/object"></object><embed src="${address}/embed">
      <webview src="${address}/webview"></webview>`;
    for (const source of [`${address}/script.js`, 'data:text/javascript,mark("data script")']) {
      const script = document.createElement('script');
      script.src = source;
      document.body.append(script);
    }
    const inline = document.createElement('script');
    inline.textContent = "mark('inline')";
    document.body.append(inline);
    const base = document.createElement('base');
    base.href = address;
    document.head.append(base);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Playwright lifts the ban on eval for the first turn of what it evaluates, so this comes late.
    try {
      new Function("mark('eval')")();
    } catch {}
    const bridges = [...document.querySelectorAll('iframe')].map((frame) => {
      try {
        return frame.contentWindow !== null && 'clientnest' in frame.contentWindow;
      } catch {
        return false;
      }
    });
    return { marks, bridges, base: document.baseURI };
  }, outside);
  expect(ran.marks).toEqual([]);
  expect(ran.bridges).toEqual([false, false, false, false]);
  expect(ran.base).not.toContain(outside);
  expect(visits).toEqual([]);
});

test('every permission is denied', async ({ launch }) => {
  const { page } = await launch({ args: ['--use-fake-device-for-media-stream'] });
  await isUp(page);
  const answers = await page.evaluate(async () => {
    const nameOf = (work: Promise<unknown>) =>
      work.then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      );
    const query = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
        ),
      ),
      microphone: await nameOf(navigator.mediaDevices.getUserMedia({ audio: true })),
      camera: await nameOf(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await nameOf(navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await nameOf(navigator.clipboard.readText()),
      queried: await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map(
          query,
        ),
      ),
    };
  });
  expect(answers).toEqual({
    notifications: 'denied',
    place: 'denied',
    microphone: 'NotAllowedError',
    camera: 'NotAllowedError',
    screen: expect.stringMatching(/^(NotAllowed|InvalidState|NotSupported|Abort)Error$/),
    clipboard: 'NotAllowedError',
    queried: Array(6).fill('denied'),
  });
});

test('the page reaches no network, with its policy and without', async ({ launch }) => {
  const app = await launch();
  await isUp(app.page);
  const tried = await app.page.evaluate(async (address) => {
    const failed = (work: Promise<unknown>) =>
      work.then(
        () => false,
        () => true,
      );
    const opened = (url: string) =>
      new Promise<boolean>((resolve) => {
        try {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve(false);
          socket.onerror = () => resolve(true);
        } catch {
          resolve(true);
        }
      });
    const image = new Image();
    const shown = new Promise<boolean>((resolve) => {
      image.onload = () => resolve(false);
      image.onerror = () => resolve(true);
    });
    image.src = `${address}/image`;
    navigator.sendBeacon(`${address}/beacon`, 'x');
    return [
      await failed(fetch(`${address}/fetch`)),
      await failed(fetch(`${address}/opaque`, { mode: 'no-cors' })),
      await failed(fetch('file:///etc/passwd')),
      await opened(`${address.replace('http', 'ws')}/socket`),
      await shown,
    ];
  }, outside);
  expect(tried).toEqual([true, true, true, true, true]);

  // A page without a policy, in the session of our window.
  const unguarded = await app.electron.evaluate(async ({ BrowserWindow }, address) => {
    const open = new BrowserWindow({ show: false });
    await open.loadURL('data:text/html,no policy');
    const failed = await open.webContents.executeJavaScript(
      `fetch('${address}/unguarded', { mode: 'no-cors' }).then(() => false, () => true)`,
    );
    const loaded = await open.loadURL(`${address}/loaded`).then(
      () => true,
      () => false,
    );
    open.destroy();
    return { failed, loaded };
  }, outside);
  expect(unguarded).toEqual({ failed: true, loaded: false });
  expect(visits).toEqual([]);
});

test('the scheme serves the bundle and nothing beside it', async ({ app }) => {
  await isUp(app.page);
  const statusOf = (place: string) =>
    app.electron.evaluate(async ({ net }, address) => {
      const answer = await net.fetch(address);
      return { status: answer.status, text: (await answer.text()).slice(0, 2000) };
    }, `app://bundle${place}`);
  for (const place of [
    '/..%2f..%2fpackage.json',
    '/%2e%2e%2f%2e%2e%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/%5c%5cserver%5cshare',
    '/%252e%252e%252fpackage.json',
    '/%2fetc%2fpasswd',
    '/C:%5cWindows%5cwin.ini',
    '/index.html%00',
    '/%00',
    '/nothing.js',
    '/media',
    '/media/',
    `/media/${UNKNOWN_ID}`,
    `/media/${UNKNOWN_ID}?size=huge`,
    '/media/..%2f..%2fworkspace.db',
    '/media/%2e%2e%2fworkspace.db',
  ]) {
    const { status, text } = await statusOf(place);
    expect([403, 404], `${place} → ${status}`).toContain(status);
    expect(text, place).toBe('');
  }
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const status = await app.page.evaluate(
      async (verb) => (await fetch('/index.html', { method: verb })).status,
      method,
    );
    expect(status, method).toBe(405);
  }
  expect((await statusOf('/')).status).toBe(200);
  expect((await statusOf('/posts/1')).text).toContain('<div id="root">');
});

test('whatever a hostile page calls, the answer is an envelope', async ({ app }) => {
  await isUp(app.page);
  const codes = await app.page.evaluate(async () => {
    const invoke = window.clientnest.invoke as (...values: unknown[]) => Promise<{
      ok: boolean;
      error?: { code: string; message: string };
    }>;
    const calls: unknown[][] = [
      ['no.such.route', {}],
      ['__proto__', {}],
      ['constructor', {}],
      ['toString', {}],
      ['', {}],
      [null, null],
      [{ toString: 1 }, {}],
      [Array.from({ length: 1000 }, () => 'app.status'), {}],
      ['app.status', { extra: true }],
      ['app.status'],
      ['app.status', 'x'.repeat(1_000_000)],
      ['vault.unlock', { passphrase: 1 }],
      ['database.restore', { name: '../../etc/passwd' }],
      ['media.importFile', { path: '/etc/passwd' }],
    ];
    const answers = await Promise.all(calls.map((call) => invoke(...call)));
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error?.code));
  });
  expect(codes).toEqual([
    ...Array(8).fill('unknown_route'),
    'invalid_input',
    'invalid_input',
    'invalid_input',
    'invalid_input',
    'invalid_input',
    'forbidden',
  ]);
});

test('the page hears only the events of the contract', async ({ app }) => {
  await isUp(app.page);
  const refused = await app.page.evaluate(() => {
    const on = window.clientnest.on as (name: unknown, listener: () => void) => unknown;
    return ['__proto__', 'constructor', 'clientnest:invoke', '', null, {}].map((name) => {
      try {
        on(name, () => undefined);
        return false;
      } catch {
        return true;
      }
    });
  });
  expect(refused).toEqual(Array(6).fill(true));
});

test('a call is heard from the top frame of our own window only', async ({ app }) => {
  await isUp(app.page);
  const preload = path.join(import.meta.dirname, '../../out/preload/preload.cjs');
  const call = (address: string) =>
    app.electron.evaluate(
      async ({ BrowserWindow }, [script, url]) => {
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: { preload: script as string, sandbox: true },
        });
        await stranger.loadURL(url as string);
        const answer = await stranger.webContents.executeJavaScript(
          `window.clientnest.invoke('app.status', {})`,
        );
        stranger.destroy();
        return answer;
      },
      [preload, address],
    );
  const refusal = { ok: false, error: { code: 'forbidden', message: expect.any(String) } };
  expect(await call('data:text/html,stranger')).toEqual(refusal);
  expect(await call(START)).toEqual(refusal);

  expect(await forgedCall(app, { subFrame: false })).toMatchObject({ ok: true });
  expect(await forgedCall(app, { subFrame: true })).toEqual(refusal);
});

/** Calls the handler as Electron would, for a frame that our policy lets no page have. */
function forgedCall(app: LaunchedApp, { subFrame }: { subFrame: boolean }): Promise<unknown> {
  return app.electron.evaluate(({ BrowserWindow, ipcMain }, isSubFrame) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('There is no window');
    const top = contents.mainFrame;
    const frame = { parent: top, top, origin: 'app://bundle', url: 'app://bundle/' };
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, (event: unknown, ...values: unknown[]) => Promise<unknown>>;
    };
    const handle = handlers.get('clientnest:invoke');
    if (!handle) throw new Error('Electron keeps its handlers elsewhere now');
    const event = { sender: contents, senderFrame: isSubFrame ? frame : top };
    return handle(event, 'app.status', {});
  }, subFrame);
}
