import type { OAuthCapability, RedirectStrategy } from '../../shared/domain/network.ts';
import type { RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { chooseStrategy } from '../oauth/redirects.ts';
import { type Round, startRound } from '../oauth/round.ts';
import type { OAuth } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Applications, KnownApplication } from './applications.ts';
import type { Attempt } from './attempt.ts';
import type { Place } from './connecting.ts';
import { serviceOrigin } from './service-url.ts';
import { browserSignInFailure, keychainUnavailable } from './sign-in-failure.ts';

type Code = RouteErrorCode<'accounts.authorise'>;
type Begun = Pick<Attempt, 'place' | 'application' | 'round' | 'authorisation' | 'url' | 'abort'>;

/** The network that somebody signs in to, as far as it is known. */
interface Line {
  place: Place;
  name: string;
  oauth: OAuth;
  rules: OAuthCapability;
  applications: Applications;
  /** The application that is kept for it. */
  found: KnownApplication | null;
}

/**
 * Gets everything ready that the browser needs: the application, the way back, the page to open. Where it
 * fails, nothing waits any more.
 */
export async function beginAttempt(
  { platforms, applications }: { platforms: Platforms; applications: Applications },
  wish: {
    place: Place;
    redirect: RedirectStrategy | undefined;
    patience: number;
    onStray(): void;
  },
): Promise<Result<Begun, Code>> {
  const { place, redirect, patience, onStray } = wish;
  const { oauth, capabilities } = platforms[place.network];
  const { name, oauth: rules } = capabilities;
  if (!oauth || !rules)
    return fail('not_supported', `${name} is not connected through the browser.`);
  const found = await applications.at(place.network, place.serviceUrl).catch(() => undefined);
  if (found === undefined) return keychainUnavailable();
  const missing = rules.application === 'person' ? missingOf(name, rules, found) : null;
  if (missing) return missing;

  const registered = found?.redirectUri ?? null;
  const strategy = chooseStrategy(rules, registered, redirect);
  if (strategy === null)
    return fail('not_supported', `${name} does not come back from the browser in this way.`);
  const started = await startRound({ oauth: rules, strategy, registered, patience, onStray });
  if (!started.ok) return started;
  const begun = await askForPage({ place, name, oauth, rules, applications, found }, started.value);
  if (!begun.ok) started.value.cancel();
  return begun;
}

async function askForPage(line: Line, round: Round): Promise<Result<Begun, Code>> {
  const { place, name, oauth } = line;
  const { redirectUri, state, codeVerifier } = round;
  const application = await applicationFor(line, redirectUri);
  if (!application.ok) return application;
  const { clientId, clientSecret } = application.value;
  const authorisation = {
    ...{ serviceUrl: place.serviceUrl, redirectUri, state, codeVerifier },
    application: { clientId, clientSecret },
  };
  const abort = new AbortController();
  const begun = await oauth.begin({ ...authorisation, signal: abort.signal });
  if (!begun.ok) return browserSignInFailure(begun);
  const { url, kept } = begun.value;
  // The system would open anything: a file, a program's own scheme.
  if (!serviceOrigin(url).ok)
    return fail('service_error', `${name} named no page to sign in on. Try again later.`);
  return ok({
    ...{ place, application: application.value, round, url, abort },
    authorisation: { ...authorisation, kept },
  });
}

/** The application that is kept; a new one where the network registers anybody; what stands for none where it wants none. */
async function applicationFor(
  { place, name, oauth, rules, applications, found }: Line,
  redirectUri: string,
): Promise<Result<KnownApplication, Code>> {
  const { network, serviceUrl } = place;
  // One that a server registered is good for the address that it was registered with.
  const fits = rules.application !== 'automatic' || found?.redirectUri === redirectUri;
  if (found && fits) return ok(found);
  if (rules.application !== 'automatic') {
    const none = await applications.keepRegistered(
      { network, serviceUrl, redirectUri: null },
      null,
    );
    return none ? ok(none) : keychainUnavailable();
  }
  if (!oauth.register) throw new Error(`${name} registers applications, and has no way to`);
  const made = await oauth.register({ serviceUrl, redirectUri });
  if (!made.ok) return browserSignInFailure(made);
  const kept = await applications.keepRegistered({ network, serviceUrl, redirectUri }, made.value);
  return kept ? ok(kept) : keychainUnavailable();
}

function missingOf(name: string, { secret }: OAuthCapability, found: KnownApplication | null) {
  if (!found)
    return fail(
      'application_needed',
      `${name} lets only applications in that are registered there. Make one of your own and save its id here; the steps are on this screen.`,
    );
  if (secret === true && found.clientSecret === null)
    return fail(
      'application_needed',
      `The secret of your application at ${name} is missing. Save it again; it is on the page of the application there.`,
    );
  return null;
}
