import type { NetworkId } from '../../shared/domain/network.ts';
import type { RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type {
  Platform,
  PlatformContext,
  PlatformFailure,
  PlatformResult,
  RemoteLimit,
} from '../platforms/platform.ts';
import { type AccountLimits, heardIn, listening } from '../publishing/limits.ts';
import type { DeliveryProgress } from '../publishing/progress.ts';

/** A delivery that came out, and where its post is. */
export interface PublishedDelivery {
  deliveryId: string;
  accountId: string;
  network: NetworkId;
  remoteId: string;
}

/** Where answers stand: under a post of ours, or below a mention elsewhere. */
export interface TalkPlace extends Omit<PublishedDelivery, 'deliveryId' | 'network'> {
  /** Null for a mention, whose id `remoteId` is then. */
  deliveryId: string | null;
}

export type CallCode = Exclude<
  RouteErrorCode<'engagement.setHidden'>,
  'not_found' | 'not_supported' | RouteErrorCode<'app.status'>
>;

/** Deliveries that came out, read from the ledger. */
export function createPublished({ raw }: Database) {
  const select = (by: string) =>
    raw.prepare<[string], PublishedDelivery>(
      `SELECT deliveries.id AS deliveryId, account_id AS accountId, network, deliveries.remote_id AS remoteId
       FROM deliveries JOIN accounts ON accounts.id = account_id
       WHERE ${by} = ? AND state = 'published' AND deliveries.remote_id IS NOT NULL
         AND removed_at IS NULL
       ORDER BY deliveries.id`,
    );
  const ofPost = select('post_id');
  const one = select('deliveries.id');
  const progress = raw
    .prepare<[string], string | null>('SELECT progress FROM deliveries WHERE id = ?')
    .pluck();
  return {
    ofPost: (postId: string): PublishedDelivery[] => ofPost.all(postId),
    get: (deliveryId: string): PublishedDelivery | null => one.get(deliveryId) ?? null,
    /** Ids of everything on the network that is known to be of the post, the post itself first. */
    partsOf({ deliveryId, remoteId }: PublishedDelivery, platform: Platform): string[] {
      const kept = JSON.parse(progress.get(deliveryId) ?? '{}') as Partial<DeliveryProgress> | null;
      const known = kept?.parts ?? platform.partsOut?.(kept?.network ?? {}) ?? [];
      return [...new Set([remoteId, ...known])];
    },
  };
}

export interface Line {
  accountId: string;
  platform: Platform;
  context: PlatformContext;
  /** What the answers say of limits, until it is kept. */
  told: RemoteLimit[];
}

export interface CallOptions {
  accounts: Accounts;
  log: Log;
  limits: Pick<AccountLimits, 'keep'>;
}

/** The line to the network of an account, where it may be used. */
export async function lineTo(
  accounts: Accounts,
  accountId: string,
): Promise<Result<Line, 'reconnect_needed' | 'disabled' | 'keychain_unavailable' | 'refused'>> {
  const line = await accounts.context(accountId);
  if (line.ok) return ok({ accountId, ...listening(line.value) });
  const { code, message } = line.error;
  return code === 'not_found' ? fail('refused', message) : fail(code, message);
}

/**
 * Asks, keeps what the answers say of limits, and tells the accounts where the session is over. An adapter that throws
 * has a bug; what it did is not known.
 */
export async function askNetwork<Value>(
  { accounts, log, limits }: CallOptions,
  { accountId, told: heard }: Line,
  call: () => Promise<PlatformResult<Value>>,
): Promise<PlatformResult<Value>> {
  try {
    const answer = await call();
    limits.keep(accountId, heardIn(heard.splice(0), answer, null));
    if (!answer.ok && answer.class === 'auth')
      accounts.markReconnectNeeded(accountId, answer.message);
    return answer;
  } catch (error) {
    log.error('A network adapter threw', { error });
    return BUG;
  }
}

const BUG: PlatformFailure = {
  ok: false,
  class: 'interrupted',
  message: 'Something in ClientNest went wrong while the network was asked. Try again.',
  httpStatus: null,
  retryAfter: null,
};

const CODES: Record<PlatformFailure['class'], CallCode> = {
  unreachable: 'service_unreachable',
  interrupted: 'service_unreachable',
  rate_limited: 'rate_limited',
  service_error: 'service_error',
  auth: 'reconnect_needed',
  duplicate: 'refused',
  refused: 'refused',
};

/** What a network answered, for a call that may be repeated. */
export const told = <Value>(answer: PlatformResult<Value>): Result<Value, CallCode> =>
  answer.ok ? ok(answer.value) : fail(CODES[answer.class], answer.message);
