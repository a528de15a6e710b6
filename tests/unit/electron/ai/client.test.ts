import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../../electron/ai/client.ts';

/** The package is read with the first request, which pretended time would wait for in vain. */
beforeAll(async () => void (await import('openai')));
afterEach(() => vi.useRealTimers());

const call = {
  ...({ name: 'Test', kind: 'deepseek', baseUrl: 'https://models.test/v1', key: 'sk' } as const),
  ...{ model: 'small', messages: [{ role: 'user', content: 'Rye' } as const], json: false },
  maxTokens: null,
};
const watched = () => {
  const pieces: string[] = [];
  return {
    pieces,
    signal: new AbortController().signal,
    onStart: () => {},
    onPiece: (piece: string) => pieces.push(piece) > 0,
  };
};

/** A service whose bytes come in exactly these pieces. */
const answering = (parts: readonly Uint8Array[], stays = false) =>
  createClient({
    ...{ version: '0', now: Date.now },
    fetch: async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start(controller) {
            for (const part of parts) controller.enqueue(part);
            if (!stays) controller.close();
          },
        }),
      ),
  });

const bytes = (text: string) => new TextEncoder().encode(text);
const event = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}`;

describe('a stream', () => {
  it('is the same however its bytes are cut, and whatever its lines end with', async () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), {
      minLength: 1,
      maxLength: 6,
    });
    const cuts = fc.array(fc.nat(2000), { maxLength: 30 });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(words, cuts, end, fc.boolean(), async (pieces, places, line, hasMark) => {
        const events = [...pieces.map((piece) => event(piece)), event('', 'stop'), 'data: [DONE]'];
        const text = events.map((one) => `: comment é${line}${one}${line}${line}`).join('');
        const whole = bytes(`${hasMark ? '\ufeff' : ''}${text}`);
        const at = [...new Set([0, whole.length, ...places.map((one) => one % whole.length)])];
        at.sort((a, b) => a - b);
        const parts = at.slice(1).map((to, index) => whole.slice(at[index], to));
        const answer = await answering(parts).ask(call, watched());
        expect(answer).toMatchObject({ problem: null, text: pieces.join('') });
      }),
      { numRuns: 150 },
    );
  });

  it('may leave out the spaces, and the empty line at its end', async () => {
    const tight = `${event('Rye').replace(': ', ':')}\n\n${event('', 'stop')}`;
    expect(await answering([bytes(tight)]).ask(call, watched())).toMatchObject({
      ...{ problem: null, text: 'Rye' },
    });
  });
});

describe('a minute of silence', () => {
  it.each([
    ['before the first word', []],
    ['in the middle', [bytes(`${event('Half of')}\n\n`)]],
  ])('%s is noticed in 30 s', async (_, parts) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let isAsked = false;
    const client = createClient({
      ...{ version: '0', now: Date.now },
      fetch: (_input, init) =>
        new Promise((resolve, reject) => {
          isAsked = true;
          const ended = () => reject(new DOMException('Aborted', 'AbortError'));
          init?.signal?.addEventListener('abort', ended);
          if (parts.length === 0) return;
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              for (const part of parts) controller.enqueue(part);
            },
          });
          resolve(new Response(body));
        }),
    });
    let answer: Awaited<ReturnType<typeof client.ask>> | null = null;
    const watching = watched();
    const asking = client.ask(call, watching).then((come) => {
      answer = come;
    });
    await vi.waitFor(() => {
      expect(isAsked).toBe(true);
      expect(watching.pieces).toHaveLength(parts.length);
    });
    await vi.advanceTimersByTimeAsync(28_000);
    expect(answer).toBeNull();
    await vi.advanceTimersByTimeAsync(1500);
    await asking;
    expect(answer).toMatchObject({
      text: watching.pieces.join(''),
      problem: { code: 'stalled', retryAfter: null },
    });
  });
});
