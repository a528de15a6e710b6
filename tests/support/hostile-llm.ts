import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the server. */
export interface LlmRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: {
    model?: string;
    messages?: { role: string; content: unknown }[];
    stream_options?: { include_usage?: boolean };
    [name: string]: unknown;
  };
  /** The other end hung up before it was answered in full. */
  wasDropped: boolean;
}

/** How one request is answered. */
export interface LlmScript {
  /** Other than 200: an error, with this body. */
  status?: number;
  headers?: Record<string, string>;
  error?: { message: string; code?: string };
  /** Words as they come, each a piece. */
  pieces?: readonly string[];
  /** Thoughts before them. */
  thoughts?: readonly string[];
  /** Before anything is answered, ms. */
  after?: number;
  /** Between two pieces, ms. */
  every?: number;
  usage?: Record<string, unknown> | null;
  finish?: string;
  /** Calls of tools that nobody offered. */
  toolNoise?: boolean;
  /** After the pieces: the connection is cut, ends without an end, or stays open in silence. */
  ending?: 'cut' | 'end' | 'silence' | 'malformed' | 'error';
  /** Nothing at all is answered. */
  isSilent?: boolean;
  /** Instead of a stream. */
  page?: string;
  /** Bytes as they are instead of all that, each written by itself; the headers are an event stream's. */
  raw?: readonly (string | Uint8Array)[];
  /** Instead of all that: this, again and again, for as long as somebody listens. */
  flood?: string;
}

/** A server that speaks OpenAI's protocol, well or badly, as a test says. Each request takes the next script. */
export async function startHostileLlm() {
  const scripts: LlmScript[] = [];
  const requests: LlmRequest[] = [];
  let models: string[] = ['small', 'large'];
  let standing: LlmScript = { pieces: ['Hello', ' there'] };

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request: LlmRequest = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text ? (JSON.parse(text) as LlmRequest['body']) : {},
        wasDropped: false,
      };
      requests.push(request);
      response.on('close', () => {
        request.wasDropped = !response.writableFinished;
      });
      const script = scripts.shift();
      if (request.path.endsWith('/models') && !script)
        return json(response, 200, { data: models.map(named) });
      void answer(response, request, script ?? standing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    /** What the next requests get, one after the other. */
    next: (...more: LlmScript[]) => void scripts.push(...more),
    /** What all others get. */
    always: (script: LlmScript) => {
      standing = script;
    },
    offer: (names: string[]) => {
      models = names;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type HostileLlm = Awaited<ReturnType<typeof startHostileLlm>>;

const named = (id: string) => ({ id, object: 'model' });
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function flood(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/event-stream' });
  const block = Buffer.from(text.repeat(Math.ceil(65_536 / text.length)));
  const more = () => {
    while (!response.destroyed && response.write(block));
  };
  response.on('drain', more);
  more();
}

async function answer(response: ServerResponse, request: LlmRequest, script: LlmScript) {
  if (script.isSilent) return;
  if (script.after !== undefined) await later(script.after);
  const { status = 200, headers = {}, every = 0 } = script;
  if (script.flood !== undefined) return flood(response, status, script.flood);
  if (status !== 200)
    return json(response, status, { error: script.error ?? { message: 'No' } }, headers);
  if (script.page !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end(script.page);
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  response.flushHeaders();
  if (script.raw) {
    for (const bytes of script.raw) {
      response.write(bytes);
      await later(every);
    }
    if (script.ending !== 'silence') response.end();
    return;
  }
  const send = (data: unknown) =>
    void response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  const chunk = (delta: unknown, finish: string | null = null) =>
    send({
      ...{ id: 'c1', object: 'chat.completion.chunk', model: request.body.model, usage: null },
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  chunk({ role: 'assistant', content: '' });
  for (const thought of script.thoughts ?? []) chunk({ reasoning_content: thought });
  if (script.toolNoise)
    chunk({
      tool_calls: [
        {
          index: 0,
          id: 't1',
          type: 'function',
          function: { name: 'publish', arguments: '{"now"' },
        },
      ],
    });
  for (const piece of script.pieces ?? []) {
    if (response.destroyed) return;
    chunk({ content: piece });
    if (every > 0) await later(every);
  }
  if (script.ending === 'silence') return;
  if (script.ending === 'cut') {
    await later(20);
    return void response.destroy();
  }
  if (script.ending === 'end') return void response.end();
  if (script.ending === 'malformed') send('{"choices": [{"delta": {"content": "bro');
  if (script.ending === 'error') send({ error: { message: 'The engine broke', code: 'engine' } });
  if (script.ending !== undefined) return void response.end();
  chunk({}, script.finish ?? 'stop');
  if (script.usage !== null)
    send({
      ...{ id: 'c1', object: 'chat.completion.chunk', choices: [] },
      usage: script.usage ?? { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 },
    });
  send('[DONE]');
  response.end();
}
