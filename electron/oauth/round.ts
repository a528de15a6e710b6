import type { OAuthCapability, RedirectStrategy } from '../../shared/domain/network.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { type Answer, type Reading, readAnswer, readPasted } from './answer.ts';
import type { Loopback } from './loopback.ts';
import { newSecret } from './pkce.ts';
import { loopbackAddress, ownPageIn, RELAY_SEPARATOR } from './redirects.ts';

/** How long a person may take in the browser, ms. */
export const PATIENCE = 10 * 60_000;

export interface RoundOptions {
  oauth: OAuthCapability;
  strategy: RedirectStrategy;
  /** Where the browser comes back to, as the application has it; null where that is no address of its own. */
  registered: string | null;
  patience?: number;
  /** Told when something came that was not taken: the answer of another sign-in. */
  onStray(): void;
}

export type Outcome = Answer | { kind: 'timeout' } | { kind: 'cancelled' };

/** One round of signing in: its secrets, and the wait for the browser. */
export interface Round {
  state: string;
  codeVerifier: string;
  strategy: RedirectStrategy;
  redirectUri: string;
  outcome: Promise<Outcome>;
  /** Takes what a person copied from the browser. */
  paste(text: string): 'taken' | 'wrong_state' | 'nothing' | 'over';
  cancel(): void;
}

/** Makes the secrets of a round and begins to wait for its answer: one answer, for ten minutes. */
export async function startRound(
  options: RoundOptions,
): Promise<Result<Round, 'port_taken' | 'redirect_needed'>> {
  const { oauth, strategy, registered, patience = PATIENCE } = options;
  const place = placeOf(oauth, strategy, registered);
  if (place === null) return redirectNeeded(strategy);

  let isOver = false;
  let settle: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  let loopback: Loopback | null = null;
  const end = (how: Outcome) => {
    isOver = true;
    clearTimeout(timer);
    loopback?.close();
    settle(how);
  };
  const timer = setTimeout(() => end({ kind: 'timeout' }), patience);
  // Waiting for a browser is no reason to keep a process alive that has nothing else to do.
  timer.unref();

  function take(reading: Reading): 'taken' | 'wrong_state' | 'nothing' | 'over' {
    if (isOver) return 'over';
    if (reading.kind === 'wrong_state') options.onStray();
    if (reading.kind === 'wrong_state' || reading.kind === 'nothing') return reading.kind;
    end(reading);
    return 'taken';
  }

  let state = newSecret();
  if (place.ports) {
    // Not with the rest: Node's HTTP server would be loaded at every start of the app.
    const { listenOnLoopback } = await import('./loopback.ts');
    const listening = await listenOnLoopback({
      ports: place.ports,
      hosts: ['127.0.0.1', 'localhost'],
      path: oauth.callbackPath,
      onAnswer(query) {
        const reading = readAnswer(query, state);
        const taken = take(reading);
        if (taken === 'taken') return reading.kind === 'code' ? 'taken' : 'declined';
        return taken === 'wrong_state' ? 'wrongState' : 'nothing';
      },
    });
    if (!listening.ok) {
      clearTimeout(timer);
      return listening;
    }
    loopback = listening.value;
    if (strategy === 'https-relay') state = `${loopback.port}${RELAY_SEPARATOR}${state}`;
  }
  return ok({
    state,
    codeVerifier: newSecret(),
    strategy,
    redirectUri: place.redirectUri ?? loopbackAddress(oauth, loopback?.port),
    outcome,
    paste: (text) => take(readPasted(text, state, strategy === 'manual-code')),
    cancel: () => {
      if (!isOver) end({ kind: 'cancelled' });
    },
  });
}

/** Where the browser is to come back to, and the ports to listen on for it. Null where an address is missing. */
function placeOf(
  oauth: OAuthCapability,
  strategy: RedirectStrategy,
  registered: string | null,
): { ports: readonly number[] | null; redirectUri: string | null } | null {
  const ownPage = ownPageIn(registered);
  switch (strategy) {
    case 'loopback-any': {
      // The port that an application was registered with is taken again, where it is free.
      const port = registered === null ? 0 : Number(new URL(registered).port);
      return { ports: port > 0 && ownPage === null ? [port, 0] : [0], redirectUri: null };
    }
    case 'loopback-fixed':
      return { ports: oauth.ports ?? [], redirectUri: null };
    case 'https-relay':
      return ownPage === null ? null : { ports: [0], redirectUri: ownPage };
    case 'manual-code': {
      const redirectUri = oauth.manualRedirect ?? ownPage;
      return redirectUri === null ? null : { ports: null, redirectUri };
    }
  }
}

const redirectNeeded = (strategy: RedirectStrategy) =>
  fail(
    'redirect_needed',
    strategy === 'https-relay'
      ? 'For this way back a page of your own is needed. Put the page from the instructions at an https address, and add that address to the application.'
      : 'For this way back an https address of your own is needed. Add it to the application.',
  );
