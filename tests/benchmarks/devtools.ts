/** A page of a running Electron, over the DevTools protocol: the same for any app, with nothing injected. */
export interface Page {
  /** Runs an expression in the page, waits for its promise, and answers the value. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Addresses of all scripts that it has run or compiled so far. */
  scripts(): Promise<string[]>;
  /** A command of the protocol, e.g. `Input.dispatchKeyEvent`, and its result. */
  send<Result = unknown>(method: string, params?: object): Promise<Result>;
  /** The next event of that name. */
  once<Params>(event: string): Promise<Params>;
  close(): void;
}

interface Reply {
  id?: number;
  method?: string;
  params?: unknown;
  error?: { message: string };
  result?: {
    result?: { value?: unknown };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
}

/** Connects to the first page behind a DevTools port, as soon as there is one. */
export async function openPage(port: number, patience = 30_000): Promise<Page> {
  const until = Date.now() + patience;
  for (;;) {
    const address = await pageAddress(port);
    if (address) return connect(address);
    if (Date.now() > until) throw new Error(`No page appeared within ${patience} ms`);
    await pause(20);
  }
}

async function pageAddress(port: number): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await answer.json()) as {
      type: string;
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    const isOurs = /^(app|file):/;
    return targets.find(({ type, url }) => type === 'page' && isOurs.test(url))
      ?.webSocketDebuggerUrl;
  } catch {
    return undefined; // Not listening yet.
  }
}

async function connect(address: string): Promise<Page> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('DevTools refused')), { once: true });
  });
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  const awaited = new Map<string, (params: never) => void>();
  let last = 0;
  const scripts = new Set<string>();
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.id === undefined) {
      const name = reply.method ?? '';
      if (name === 'Debugger.scriptParsed') scripts.add((reply.params as { url: string }).url);
      awaited.get(name)?.(reply.params as never);
      return void awaited.delete(name);
    }
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The page went away'));
    waiting.clear();
  });

  async function ask(method: string, params: object = {}): Promise<Reply> {
    const id = ++last;
    const reply = await new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (reply.error) throw new Error(reply.error.message);
    return reply;
  }

  return {
    once: (event) => new Promise((resolve) => awaited.set(event, resolve)),
    async evaluate<Value>(expression: string) {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const reply = await ask('Runtime.evaluate', params);
      const thrown = reply.result?.exceptionDetails;
      if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
      return reply.result?.result?.value as Value;
    },
    async scripts() {
      // The ones before are told of first, then the answer comes.
      await ask('Debugger.enable');
      await ask('Debugger.disable');
      return [...scripts];
    },
    send: async <Result>(method: string, params: object = {}) =>
      (await ask(method, params)).result as Result,
    close: () => socket.close(),
  };
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
