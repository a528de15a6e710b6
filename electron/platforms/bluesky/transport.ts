import {
  createTransport as createHttpTransport,
  type TransportOptions as HttpTransportOptions,
  type Transport,
  textOf,
} from '../transport.ts';
import { answerFailure } from './failure.ts';

/** Milliseconds that a call may take; an upload is an image of 2 MB over a slow line. */
const TIMEOUTS = { call: 20_000, upload: 120_000 };

export interface TransportOptions
  extends Pick<HttpTransportOptions, 'userAgent' | 'now' | 'signal'> {
  timeouts?: typeof TIMEOUTS;
}

/** XRPC over HTTP. Source: atproto.com/specs/xrpc. */
export function createTransport({ timeouts = TIMEOUTS, ...line }: TransportOptions): Transport {
  return createHttpTransport({
    ...line,
    timeoutOf: (path) =>
      path.endsWith('/com.atproto.repo.uploadBlob') ? timeouts.upload : timeouts.call,
    explain: ({ body, ...answer }) =>
      answerFailure({ ...answer, error: textOf(body?.error), message: textOf(body?.message) }),
  });
}
