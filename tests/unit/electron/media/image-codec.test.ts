import { afterEach, describe, expect, it, vi } from 'vitest';
import { createImageCodec, type ImageCodec } from '../../../../electron/media/image-codec.ts';
import type { ImageReply, ImageRequest } from '../../../../electron/media/image-protocol.ts';
import { type ImageProcess, startImageThread } from '../../../../electron/media/image-thread.ts';
import { flat } from '../../../support/images.ts';

const codecs: ImageCodec[] = [];
afterEach(async () => {
  await Promise.all(codecs.splice(0).map((codec) => codec.close()));
});

/** A worker that a test steers, and how many were started. */
function steered(
  answer: (request: ImageRequest, worker: Steered) => void,
  idleAfter = 60_000,
  timeout = 60_000,
) {
  const workers: Steered[] = [];
  const codec = createImageCodec({
    idleAfter,
    timeout,
    start: () => {
      const worker = steeredProcess(answer);
      workers.push(worker);
      return worker;
    },
  });
  codecs.push(codec);
  return { codec, workers };
}

interface Steered extends ImageProcess {
  reply(reply: ImageReply): void;
  crash(): void;
  held: boolean[];
  ended: boolean;
}

function steeredProcess(answer: (request: ImageRequest, worker: Steered) => void): Steered {
  let onReply: (reply: ImageReply) => void = () => {};
  let onExit = () => {};
  const worker: Steered = {
    held: [],
    ended: false,
    post: (request) => queueMicrotask(() => answer(request, worker)),
    onReply: (listener) => {
      onReply = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    hold: (busy) => void worker.held.push(busy),
    end: async () => {
      worker.ended = true;
      onExit();
    },
    reply: (reply) => onReply(reply),
    crash: () => onExit(),
  };
  return worker;
}

const FACTS = { ok: true, value: { mimeType: 'image/png', width: 1, height: 1 } } as const;
const UNREADABLE = { ok: false, problem: { code: 'unreadable' } };
const bytes = new Uint8Array([1]);

describe('the image codec', () => {
  it('works in a real thread, which ends when it is idle and comes back when it is needed', async () => {
    let started = 0;
    const ended = vi.fn();
    const codec = createImageCodec({
      idleAfter: 50,
      start: () => {
        started++;
        const thread = startImageThread();
        return { ...thread, end: () => thread.end().then(ended) };
      },
    });
    codecs.push(codec);
    const png = await flat(30, 20).png().toBuffer();
    const facts = { ok: true, value: { mimeType: 'image/png', width: 30, height: 20 } };
    expect(started).toBe(0);
    expect(await codec.probe(png)).toEqual(facts);
    expect(await codec.probe(Buffer.from('no image'))).toEqual({
      ok: false,
      problem: { code: 'not_an_image', signature: 'unknown' },
    });
    expect(started).toBe(1);
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), 5000);
    expect(await codec.probe(png)).toEqual(facts);
    expect(started).toBe(2);
  });

  it('does one image at a time, in turn', async () => {
    let underWay = 0;
    const order: number[] = [];
    const { codec, workers } = steered(async (request, worker) => {
      expect(++underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
      order.push(request.id);
      worker.reply({ id: request.id, result: FACTS });
    });
    await Promise.all([codec.probe(bytes), codec.probe(bytes), codec.probe(bytes)]);
    expect(order).toEqual([1, 2, 3]);
    expect(workers).toHaveLength(1);
  });

  it('keeps the process alive only while it works', async () => {
    const { codec, workers } = steered(({ id }, worker) => worker.reply({ id, result: FACTS }));
    await Promise.all([codec.probe(bytes), codec.probe(bytes)]);
    expect(workers[0]?.held).toEqual([true, true, false]);
  });

  it('outlives an image that crashes the decoder', async () => {
    const { codec, workers } = steered(({ id }, worker) =>
      id === 1 ? worker.crash() : worker.reply({ id, result: FACTS }),
    );
    const [first, second] = await Promise.all([codec.probe(bytes), codec.probe(bytes)]);
    expect(first).toEqual(UNREADABLE);
    expect(second).toEqual(FACTS);
    expect(workers).toHaveLength(2);
  });

  it('gives up on an image that takes too long, and stops its worker', async () => {
    const { codec, workers } = steered(
      ({ id }, worker) => id === 2 && worker.reply({ id, result: FACTS }),
      60_000,
      20,
    );
    expect(await codec.probe(bytes)).toEqual(UNREADABLE);
    expect(workers[0]?.ended).toBe(true);
    expect(await codec.probe(bytes)).toEqual(FACTS);
  });

  it('does not take a late answer for the next one', async () => {
    const { codec } = steered(({ id }, worker) => {
      worker.reply({ id: id - 1, result: { ok: false, problem: { code: 'too_many_pixels' } } });
      worker.reply({ id, result: FACTS });
    });
    await codec.probe(bytes);
    expect(await codec.probe(bytes)).toEqual(FACTS);
  });

  it('answers also when it is closed in the middle, and after', async () => {
    const { codec, workers } = steered(() => {});
    const asked = codec.probe(bytes);
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    await codec.close();
    expect(await asked).toEqual(UNREADABLE);
    expect(await codec.probe(bytes)).toEqual(UNREADABLE);
    expect(workers).toHaveLength(1);
  });
});
