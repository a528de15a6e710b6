import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { video } from '../support/videos.ts';
import type { Row } from './report.ts';
import type { SenderFigures, SenderOrders } from './upload/sender.ts';

const MB = 1024 * 1024;
const SIZE = 500 * MB;
const RUNS = 3;

/** A video of 500 MB, taken in and sent in pieces to a sink in another process. */
export async function measureUpload(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clientnest-bench-upload-'));
  const sink = await startSink();
  try {
    const file = path.join(folder, 'film.mp4');
    const small = await video();
    const space = Buffer.alloc(8, 'free', 'latin1');
    space.writeUInt32BE(SIZE - small.length);
    space.write('free', 4, 'latin1');
    writeFileSync(file, small);
    appendFileSync(file, space);
    truncateSync(file, SIZE);
    const figures: SenderFigures[] = [];
    for (let run = 0; run < RUNS; run++) {
      figures.push(await send({ url: sink.url, path: file }));
      sink.checkArrived();
    }
    const grown = (of: 'importing' | 'small' | 'large' | 'bare') =>
      figures.map((run) => run[of] / MB);
    const line = (name: string, of: 'importing' | 'small' | 'large', note: string): Row => ({
      name: `upload: ${name}`,
      unit: 'MB',
      ours: grown(of),
      yardstick: grown('bare'),
      bar: { of: 'most', most: 64 },
      note: `memory that 500 MB took ${note}; beside a bare fetch in pieces of 64 MB`,
    });
    return [
      line('memory, small pieces', 'small', 'in pieces of 4 MB, each read whole'),
      line('memory, large pieces', 'large', 'in pieces of 64 MB, read while they were sent'),
      line('memory, taking in', 'importing', 'on its way into the workspace, with its hash'),
      {
        name: 'upload: time',
        unit: 'ms',
        ours: figures.map(({ took }) => took),
        yardstick: figures.map(({ bareTook }) => bareTook),
        bar: null,
        note: 'in pieces of 64 MB',
      },
    ];
  } finally {
    await sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes everything, and knows what it was. */
async function startSink() {
  let hashes = new Map<string, ReturnType<typeof createHash>>();
  let bytes = new Map<string, number>();
  const server = createServer(async (incoming, outgoing) => {
    const way = incoming.url ?? '';
    if (way === '/first') return void incoming.resume().once('end', () => outgoing.end('{}'));
    const hash = hashes.get(way) ?? createHash('sha256');
    hashes.set(way, hash);
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes.set(way, (bytes.get(way) ?? 0) + chunk.length);
    }
    outgoing.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** A figure of bytes that never arrived would be worth nothing. */
    checkArrived() {
      const arrived = new Set([...hashes.values()].map((hash) => hash.digest('hex')));
      if (
        [...bytes.values()].some((size) => size !== SIZE) ||
        bytes.size !== 3 ||
        arrived.size !== 1
      )
        throw new Error(`Of ${SIZE} bytes each way, ${[...bytes.values()].join(', ')} arrived`);
      hashes = new Map();
      bytes = new Map();
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function send(orders: SenderOrders): Promise<SenderFigures> {
  const file = fileURLToPath(new URL('upload/sender.ts', import.meta.url));
  const args = [...process.execArgv, file, JSON.stringify(orders)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', endWithUs);
  if (code !== 0) throw new Error(`The sender ended with ${code}`);
  return JSON.parse(said) as SenderFigures;
}
