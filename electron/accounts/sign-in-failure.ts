import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { fail } from '../../shared/ipc/route.ts';
import type { PlatformFailure } from '../platforms/platform.ts';

/** Where a person finds what to sign in with, by network. */
const WHERE_TO_LOOK: Readonly<Record<NetworkId, string>> = {
  linkedin:
    'At LinkedIn, access tokens are at linkedin.com/developers/tools/oauth: make one for your application there.',
  facebook:
    'In Meta’s Graph API Explorer, choose the Page under “User or Page” and copy the token it shows.',
  instagram:
    'In Meta’s developer pages, open your app → Instagram → API setup with Instagram login, and press “Generate token” beside the account.',
  threads:
    'In Meta’s developer pages, open the use case for Threads and make a token under User Token Generator.',
  tiktok: 'In TikTok, see that the account is signed in and that the application is allowed.',
  bluesky: 'In Bluesky, app passwords are in Settings → Privacy and security → App passwords.',
  mastodon:
    'In Mastodon, access tokens are in Preferences → Development: open your application there.',
  x: 'On X, user access tokens are made in the developer console: open your app, then Keys and tokens.',
};

/** Their answers to a token that was pasted a moment ago are those to one that was good before. */
const TELL_NO_DIFFERENCE: ReadonlySet<NetworkId> = new Set([
  'facebook',
  'instagram',
  'threads',
  'tiktok',
]);

/** The same for a secret that was just handed in: there is nothing yet that could be reconnected. */
export function pastedFailure(network: NetworkId, failure: PlatformFailure) {
  if (failure.class !== 'auth' || !TELL_NO_DIFFERENCE.has(network))
    return signInFailure(network, failure);
  const { name } = NETWORKS[network];
  if (failure.httpStatus === 401)
    return signInFailure(network, {
      ...failure,
      message: `${name} does not accept this token: it is not all of it, or it has run out.`,
    });
  return failure.httpStatus === null
    ? fail('sign_in_refused', NO_TOKEN)
    : signInFailure(network, failure);
}

const NO_TOKEN = 'This is not an access token: none has spaces or accents. Copy it again.';

/** What a failed call to a network is for the person who connects or checks an account with a secret of theirs. */
export function signInFailure(network: NetworkId, failure: PlatformFailure) {
  return failure.class === 'auth' && failure.httpStatus === 401
    ? fail('sign_in_refused', `${failure.message} ${WHERE_TO_LOOK[network]}`)
    : browserSignInFailure(failure);
}

/** The same for one who signs in through the browser. */
export function browserSignInFailure(failure: PlatformFailure) {
  const { message, retryAfter } = failure;
  switch (failure.class) {
    case 'auth':
    case 'refused':
    case 'duplicate':
      return fail('sign_in_refused', message);
    case 'unreachable':
    case 'interrupted':
      return fail('service_unreachable', `${message} Then try again.`);
    case 'rate_limited':
      return fail(
        'service_error',
        `The service asks to slow down. Try again ${waiting(retryAfter)}.`,
        retryAfter === null ? undefined : { retryAfter },
      );
    case 'service_error':
      return fail('service_error', `${message} Try again in a few minutes.`);
  }
}

function waiting(retryAfter: number | null): string {
  if (retryAfter === null) return 'in a few minutes';
  const minutes = Math.ceil(retryAfter / 60_000);
  return minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`;
}

export const keychainUnavailable = () =>
  fail(
    'keychain_unavailable',
    'The keychain of this machine does not answer. Unlock it, then try again.',
  );
