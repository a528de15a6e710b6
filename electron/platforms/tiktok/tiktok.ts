import { randomUUID } from 'node:crypto';
import { TIKTOK } from '../../../shared/domain/networks/tiktok.ts';
import type { Clock } from '../../clock.ts';
import type { Platform, PlatformContext, Session } from '../platform.ts';
import { createServerTime } from '../server-time.ts';
import { type Caller, transportFor, withSession } from './api.ts';
import { createOAuth } from './oauth.ts';
import { metricsOf, whoAmI } from './profile.ts';
import { createPublishing } from './publishing.ts';
import { PROCESSING_WAITS } from './status.ts';

export interface TikTokOptions {
  clock: Clock;
  userAgent: string;
  /** Ms between two looks at a post that TikTok is at work on. */
  processingWaits?: readonly number[];
}

/** TikTok's Content Posting and Display APIs. Source: developers.tiktok.com/doc/content-posting-api-get-started. */
export function createTikTok(options: TikTokOptions): Platform {
  const { clock, userAgent, processingWaits = PROCESSING_WAITS } = options;
  const line = { userAgent, now: () => clock.now() };
  const time = createServerTime(line.now);
  const listening = ({ serviceUrl }: PlatformContext) => ({
    ...line,
    heard: (headers: Headers) => time.hear(serviceUrl, headers),
  });
  const publishing = createPublishing({
    now: ({ serviceUrl }) => time.at(serviceUrl) ?? line.now(),
    waits: processingWaits,
  });

  const accountOf = (serviceUrl: string, session: Session, signal?: AbortSignal) =>
    withSession(signedIn(serviceUrl, session, signal), line, whoAmI);

  return {
    capabilities: TIKTOK,
    newRecordKey: () => randomUUID(),

    async signIn({ serviceUrl, appPassword }) {
      const session: Session = { accessToken: appPassword.trim() };
      const account = await accountOf(serviceUrl, session);
      return account.ok ? { ok: true, value: { session, account: account.value } } : account;
    },

    oauth: createOAuth({ line, transportFor, accountOf }),

    whoAmI: (context) => withSession(context, line, whoAmI),

    publish: (context, post, progress) =>
      withSession(context, listening(context), (api) =>
        publishing.publish(api, context, post, progress),
      ),

    reconcile: (context, post) =>
      withSession(context, listening(context), (api) => publishing.reconcile(api, context, post)),

    metrics: (context, remoteIds) => withSession(context, line, (api) => metricsOf(api, remoteIds)),
  };
}

/** A session that was given a moment ago, and nobody's yet. */
const signedIn = (serviceUrl: string, session: Session, signal?: AbortSignal): Caller => ({
  serviceUrl,
  session,
  renewSession: async (known: Session) => ({ ok: true, value: known }),
  application: async (): ReturnType<PlatformContext['application']> => null,
  ...(signal ? { signal } : {}),
});
