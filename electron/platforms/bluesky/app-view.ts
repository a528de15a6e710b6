import { CallFailed, callFailedIn, failure } from '../call-failed.ts';

/** What a server says that has nobody to ask about the whole network, or gets no answer there. */
const NO_VIEW = new Set([404, 501, 502, 503, 504]);

/**
 * Figures and talks come from the app view, which gathers them from all servers; an account's own server only
 * asks there.
 * @throws CallFailed of class `unreachable` where it gets no answer
 */
export async function fromAppView<Value>(host: string, call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    const failed = callFailedIn(error);
    if (!failed || !NO_VIEW.has(failed.failure.httpStatus ?? 0)) throw error;
    const message = `${host} gets no answer from Bluesky’s view of the whole network, so figures and comments can’t be read now. ClientNest asks again later.`;
    throw new CallFailed(
      failure('unreachable', message, failed.failure.httpStatus, failed.failure.retryAfter),
      failed.errorName,
      failed,
    );
  }
}
