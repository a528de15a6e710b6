/** A call that went over `fetch`, as it was sent and answered. */
export interface RecordedCall {
  method: string;
  url: URL;
  headers: Headers;
  /** What JSON and forms say; the bytes of anything else. */
  body: unknown;
  status: number;
  answer: unknown;
}

/**
 * Notes every call of this process to `origin()` until `stop()`. `before` runs as a call leaves.
 */
export function recordCalls(origin: () => string, before: (url: URL) => void = () => {}) {
  const calls: RecordedCall[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new URL(input instanceof Request ? input.url : String(input));
    if (request.origin !== new URL(origin()).origin) return real(input, init);
    before(request);
    const call: RecordedCall = {
      method: init?.method ?? 'GET',
      url: request,
      headers: new Headers(init?.headers),
      body: bodyOf(init?.body),
      status: 0,
      answer: null,
    };
    calls.push(call);
    const response = await real(input, init);
    const text = await response.clone().text();
    call.status = response.status;
    call.answer = jsonOr(text);
    return response;
  };
  return {
    calls,
    /** As `POST /path/`, in order. */
    names: () => calls.map(({ method, url }) => `${method} ${url.pathname}`),
    stop: () => {
      globalThis.fetch = real;
    },
  };
}

function bodyOf(body: unknown): unknown {
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  if (typeof body === 'string') return jsonOr(body);
  return body ?? null;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
