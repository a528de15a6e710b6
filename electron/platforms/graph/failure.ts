import { CallFailed, callFailedIn, failure, refusalFor } from '../call-failed.ts';
import type { RefusedAnswer } from '../transport.ts';
import { errorIn, type GraphAnswer, type GraphErrorName, type GraphRefusal } from './error.ts';
import { REFUSALS } from './refusals.ts';
import { regainIn } from './usage.ts';

/** What an answer that is no success means on a network of the Graph API. */
export function graphFailure(network: string, answer: RefusedAnswer): CallFailed {
  const told: GraphAnswer = { ...answer, network, error: errorIn(answer.body) };
  const refusal: GraphRefusal = refusalFor(REFUSALS, told);
  const isLimit = refusal.class === 'rate_limited';
  const regained = isLimit ? (regainIn(answer.headers) ?? refusal.retryAfter ?? null) : null;
  return new CallFailed(
    failure(
      refusal.class,
      refusal.sentence(told),
      answer.status,
      answer.retryAfter ?? regained ?? null,
    ),
    refusal.name ?? null,
  );
}

/** What a state of a container means that is told by a subcode and nothing else. */
export const subcodeFailure = (network: string, subcode: number): CallFailed =>
  graphFailure(network, {
    host: network,
    status: 400,
    body: { error: { code: 100, error_subcode: subcode, message: '' } },
    headers: new Headers(),
    retryAfter: null,
    isWrite: true,
  });

const named = (error: unknown, name: GraphErrorName) => callFailedIn(error)?.errorName === name;
export const isTokenOver = (error: unknown): boolean => named(error, 'token_over');
const isGone = (error: unknown): boolean => named(error, 'gone');
/** No preview can be made of the link. */
export const isLinkRefused = (error: unknown): boolean => named(error, 'link_refused');
export const isNotReady = (error: unknown): boolean => named(error, 'not_ready');
/** The container can’t be published any more; a new one may. */
export const isContainerOver = (error: unknown): boolean => named(error, 'container_over');

/** For calls whose object may be gone meanwhile. */
export function nothingThere(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}

/** Nobody can tell from here: the person decides. */
export const cantTell = (): CallFailed =>
  new CallFailed(
    failure(
      'refused',
      'ClientNest can’t tell whether the post is there. Look at the account and decide.',
    ),
  );
