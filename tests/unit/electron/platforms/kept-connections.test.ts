import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CallFailed, failure } from '../../../../electron/platforms/call-failed.ts';
import { createTransport } from '../../../../electron/platforms/transport.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that says over which of its connections each call came. */
async function serve(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void = (_, outgoing) =>
    outgoing.end('{}'),
) {
  const sockets: Socket[] = [];
  const calls: { connection: number; header: string | undefined; body: string }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { socket, headers } = incoming;
    if (!sockets.includes(socket)) sockets.push(socket);
    let body = '';
    for await (const chunk of incoming) body += chunk;
    calls.push({ connection: sockets.indexOf(socket), header: headers.connection, body });
    answer(incoming, outgoing);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, sockets };
}

/** Of a network on which `/put` makes the same again of the same. */
const transport = ({ timeout = 20_000, signal }: { timeout?: number; signal?: AbortSignal } = {}) =>
  createTransport({
    userAgent: 'ClientNest/test',
    now: () => 0,
    timeoutOf: () => timeout,
    rateLimits: [],
    bucketOf: () => 'calls',
    isWrite: () => true,
    isRepeatable: ({ path }) => path === '/put',
    explain: ({ status, headers }) =>
      new CallFailed(failure('refused', headers.get('x-why') ?? 'No.', status)),
    ...(signal ? { signal } : {}),
  });

const put = (origin: string, body = '{"text":"Grüße"}', call = transport()) =>
  call(origin, '/put', { method: 'POST', body });
const make = (origin: string) => transport()(origin, '/make', { method: 'POST', body: 'once' });

const failed = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailed)) throw new Error(`It did not fail: ${error}`);
  return error.failure;
};

describe('calls that may be repeated', () => {
  it('share a connection, one after the other', async () => {
    const { origin, calls } = await serve();
    expect(await (await put(origin)).json()).toEqual({});
    await put(origin, '{"text":"second"}');
    expect(calls).toEqual([
      { connection: 0, header: 'keep-alive', body: '{"text":"Grüße"}' },
      { connection: 0, header: 'keep-alive', body: '{"text":"second"}' },
    ]);
  });

  it('never share one with a call that makes something new each time', async () => {
    const { origin, calls } = await serve();
    await put(origin);
    await make(origin);
    await make(origin);
    await put(origin);
    expect(calls.map(({ connection, header }) => [connection, header])).toEqual([
      [0, 'keep-alive'],
      [1, 'close'],
      [2, 'close'],
      [0, 'keep-alive'],
    ]);
  });

  it('tell what the network says, and go on over the same connection', async () => {
    const { origin, calls } = await serve((_, outgoing) =>
      outgoing.writeHead(422, { 'x-why': 'Too long.' }).end('{"error":"long"}'),
    );
    for (const _ of [1, 2])
      expect(await failed(put(origin))).toMatchObject({
        class: 'refused',
        httpStatus: 422,
        message: 'Too long.',
      });
    expect(calls.map(({ connection }) => connection)).toEqual([0, 0]);
  });
});

describe('an answer that is lost', () => {
  it('leaves it open what came of the call, over a used connection as over a new one', async () => {
    let last = 2;
    const { origin, calls } = await serve((incoming, outgoing) => {
      if (--last > 0) outgoing.end('{}');
      else incoming.socket.destroy();
    });
    await put(origin);
    expect(await failed(put(origin))).toMatchObject({ class: 'interrupted', httpStatus: null });
    expect(await failed(put(origin))).toMatchObject({ class: 'interrupted' });
    expect(calls.map(({ connection }) => connection)).toEqual([0, 0, 1]);
  });

  it('leaves it open where it breaks off in the middle', async () => {
    const { origin } = await serve((incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': 50 }).write('{"id":');
      setTimeout(() => incoming.socket.destroy(), 20);
    });
    expect(await failed(put(origin))).toMatchObject({ class: 'interrupted' });
  });

  it('leaves it open where it takes too long, or the application ends', async () => {
    const { origin } = await serve(() => {});
    expect(await failed(put(origin, '{}', transport({ timeout: 50 })))).toMatchObject({
      class: 'interrupted',
    });
    const stopping = new AbortController();
    const call = failed(put(origin, '{}', transport({ signal: stopping.signal })));
    setTimeout(() => stopping.abort(), 20);
    expect(await call).toMatchObject({ class: 'interrupted' });
  });
});

it('surely sent nothing where no connection can be made', async () => {
  const { origin } = await serve();
  await put(origin);
  const [server] = servers.splice(0);
  server?.close();
  server?.closeAllConnections();
  // The kept one is gone with the server by then.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await failed(put(origin))).toMatchObject({ class: 'unreachable' });
});
