import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CallFailed, failure } from '../../../../electron/platforms/call-failed.ts';
import { createTransport } from '../../../../electron/platforms/transport.ts';
import { fileBody } from '../../../../electron/platforms/upload.ts';

const MB = 1_000_000;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What came in, by its hash. */
const taking = (seen: { hash: string; headers: IncomingMessage['headers'] }[]) =>
  async function take(incoming: IncomingMessage, outgoing: ServerResponse) {
    const hash = createHash('sha256');
    for await (const chunk of incoming) hash.update(chunk);
    seen.push({ hash: hash.digest('hex'), headers: incoming.headers });
    outgoing.writeHead(201, { 'x-part': ['one', 'two'] }).end('{"stored":true}');
  };

const transport = (signal?: AbortSignal, timeout = 20_000) =>
  createTransport({
    userAgent: 'ClientNest/test',
    now: () => 0,
    timeoutOf: () => timeout,
    rateLimits: [],
    bucketOf: () => 'calls',
    isWrite: () => true,
    explain: ({ status }) => new CallFailed(failure('refused', 'No.', status)),
    ...(signal ? { signal } : {}),
  });
const bytesOf = (length: number) => new Uint8Array(length).map((_, at) => at % 251);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const failed = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailed)) throw new Error(`It did not fail: ${error}`);
  return error.failure;
};

describe('a large piece', () => {
  it('arrives whole, and tells how far it is', async () => {
    const seen: Parameters<typeof taking>[0] = [];
    const origin = await serve(taking(seen));
    const piece = bytesOf(5 * MB);
    const sent: number[] = [];
    const response = await transport()(origin, '/upload?part=1', {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4', authorization: 'Bearer t' },
      body: piece,
      onSent: (bytes) => sent.push(bytes),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-part')).toBe('one, two');
    expect(await response.json()).toEqual({ stored: true });
    expect(seen).toEqual([
      {
        hash: hashOf(piece),
        headers: expect.objectContaining({
          'content-type': 'video/mp4',
          'content-length': String(piece.length),
          'user-agent': 'ClientNest/test',
          authorization: 'Bearer t',
          connection: 'close',
        }),
      },
    ]);
    expect(sent.at(-1)).toBe(piece.length);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent).toEqual([...sent].sort((one, other) => one - other));
  });

  it('is read while it is sent where it is a file', async () => {
    const seen: Parameters<typeof taking>[0] = [];
    const origin = await serve(taking(seen));
    const whole = bytesOf(3 * MB + 17);
    const asked: [number, number][] = [];
    const body = fileBody({
      bytes: whole.length,
      async read(start, end) {
        asked.push([start, end]);
        return whole.subarray(start, end);
      },
    });
    await transport()(origin, '/', { method: 'POST', body });
    expect(seen[0]?.hash).toBe(hashOf(whole));
    expect(asked).toHaveLength(3);
    expect(asked.at(-1)?.[1]).toBe(whole.length);

    const part = fileBody(
      { bytes: whole.length, read: async (start, end) => whole.subarray(start, end) },
      { start: MB, end: 9 * MB },
    );
    await transport()(origin, '/', { method: 'POST', body: part });
    expect(seen[1]?.hash).toBe(hashOf(whole.subarray(MB)));
  });

  it('says that the file is not what it was, and sends nothing that looks whole', async () => {
    const ends: boolean[] = [];
    const origin = await serve((incoming) => {
      incoming.resume().once('close', () => ends.push(incoming.complete));
    });
    const read = (start: number) =>
      start === 0 ? Promise.resolve(bytesOf(MB)) : Promise.reject(new Error('Changed'));
    const call = transport()(origin, '/', {
      method: 'POST',
      body: fileBody({ bytes: 3 * MB, read }),
    });
    expect(await failed(call)).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('Add it again'),
    });
    await expect.poll(() => ends).toEqual([false]);
  });

  it('stops when it is ended', async () => {
    const ends: boolean[] = [];
    const origin = await serve((incoming) => {
      incoming.resume().once('close', () => ends.push(incoming.complete));
    });
    const ending = new AbortController();
    const call = transport(ending.signal)(origin, '/', {
      method: 'PUT',
      body: bytesOf(30 * MB),
      onSent: (bytes) => bytes > 10 * MB && ending.abort(),
    });
    expect(await failed(call)).toMatchObject({ class: 'interrupted' });
    await expect.poll(() => ends).toEqual([false]);
  });

  it('hears an answer that comes before the end, and stops', async () => {
    const origin = await serve((_incoming, outgoing) => {
      outgoing.writeHead(413, { connection: 'close' }).end('{}');
    });
    const sent: number[] = [];
    const call = transport()(origin, '/', {
      method: 'PUT',
      body: bytesOf(40 * MB),
      onSent: (bytes) => sent.push(bytes),
    });
    expect(await failed(call)).toMatchObject({ class: 'refused', httpStatus: 413 });
    expect(sent.at(-1) ?? 0).toBeLessThan(40 * MB);
  });

  it('tells what was surely not sent from what may have arrived', async () => {
    const body = bytesOf(2 * MB);
    const closed = await serve(() => {});
    servers[0]?.close();
    await once(servers[0] as Server, 'close');
    expect(await failed(transport()(closed, '/', { method: 'PUT', body }))).toMatchObject({
      class: 'unreachable',
    });
    const cutting = await serve((incoming) => {
      incoming.resume().once('end', () => incoming.socket.destroy());
    });
    expect(await failed(transport()(cutting, '/', { method: 'PUT', body }))).toMatchObject({
      class: 'interrupted',
    });
  });

  it('may take long, but not stand still', async () => {
    const slow = await serve((incoming, outgoing) => {
      incoming.on('data', () => {
        incoming.pause();
        setTimeout(() => incoming.resume(), 3);
      });
      incoming.on('end', () => outgoing.end('{}'));
    });
    const started = performance.now();
    await transport(undefined, 1500)(slow, '/', { method: 'PUT', body: bytesOf(50 * MB) });
    expect(performance.now() - started).toBeGreaterThan(1500);
    const still = await serve(() => {});
    expect(
      await failed(transport(undefined, 300)(still, '/', { method: 'PUT', body: bytesOf(2 * MB) })),
    ).toMatchObject({ class: 'interrupted' });
  });
});
