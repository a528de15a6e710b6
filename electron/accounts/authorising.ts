import { setTimeout as wait } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account, Authorisation as AuthorisationView } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { PATIENCE } from '../oauth/round.ts';
import type { Platforms } from '../platforms/registry.ts';
import { type AccountRows, gone } from './account-rows.ts';
import type { Applications } from './applications.ts';
import { type Attempt, isOpen, viewOf } from './attempt.ts';
import { beginAttempt } from './attempt-begin.ts';
import { completeAttempt } from './attempt-complete.ts';
import { type Connecting, noClient } from './connecting.ts';
import { serviceOrigin } from './service-url.ts';

export interface AuthorisingOptions {
  bus: Bus;
  clock: Clock;
  log: Log;
  platforms: Platforms;
  rows: AccountRows;
  applications: Applications;
  connecting: Connecting;
  practice?: { reach(serviceUrl: string): Promise<void> } | undefined;
  openBrowser?: ((url: string) => Promise<void>) | undefined;
  browserPatience?: number;
}

type Answer<Name extends 'accounts.authorise' | 'accounts.finishAuthorisation'> = Promise<
  Result<AuthorisationView, RouteErrorCode<Name>>
>;

/** How long what the person let us use waits for a choice, and how long an end is remembered, ms. */
const KEPT_FOR = 60 * 60_000;

/** Signing in through the system browser: rounds that wait for it, and what came of them. In memory only. */
export function createAuthorising(options: AuthorisingOptions) {
  const { bus, clock, platforms, rows, openBrowser, browserPatience = PATIENCE } = options;
  const attempts = new Map<string, Attempt>();
  let closed = false;

  const show = (attempt: Attempt): AuthorisationView => viewOf(attempt, rows);
  const find = (id: string): Result<Attempt, 'not_found'> => {
    const attempt = attempts.get(id);
    return attempt ? ok(attempt) : fail('not_found', 'This sign-in is over. Begin again.');
  };

  /** Changes an attempt and tells of it. */
  function become(attempt: Attempt, changes: Partial<Attempt>): void {
    Object.assign(attempt, changes, { changedAt: clock.now() });
    const { id, state } = attempt;
    bus.emit('authorisation.changed', { authorisationId: id, state });
    if (state === 'choosing') setTimeout(tidy, KEPT_FOR + 1000).unref();
  }

  function cancel(attempt: Attempt): void {
    if (!isOpen(attempt)) return;
    attempt.abort.abort();
    attempt.round.cancel();
    const message = 'Signing in was stopped. Nothing was connected.';
    become(attempt, { state: 'failed', signedIn: [], failure: { code: 'cancelled', message } });
  }

  /** Ends are remembered for a while; what nobody chose from is forgotten, its sessions with it. */
  function tidy(): void {
    const until = clock.now() - KEPT_FOR;
    for (const attempt of attempts.values()) {
      if (attempt.changedAt > until) continue;
      if (attempt.state === 'choosing') cancel(attempt);
      else if (!isOpen(attempt)) attempts.delete(attempt.id);
    }
  }

  /** Where an account is to be, or the one that signs in again. */
  function placeOf(input: ParsedInput<'accounts.authorise'>) {
    const { clientId, network, accountId } = input;
    if (rows.client(clientId)?.archivedAt !== null) return noClient();
    const account: Account | null = accountId === undefined ? null : rows.get(accountId);
    const isTheirs = account?.clientId === clientId && account.network === network;
    if (accountId !== undefined && !isTheirs) return gone();
    const named = account?.serviceUrl ?? input.serviceUrl;
    const origin = serviceOrigin(named ?? platforms[network].capabilities.defaultServiceUrl);
    const place = (serviceUrl: string) => ({ place: { clientId, network, serviceUrl }, account });
    return origin.ok ? ok(place(origin.value)) : origin;
  }

  return {
    /** @param open shows the network's page to the person */
    async begin(
      input: ParsedInput<'accounts.authorise'>,
      open: ((url: string) => Promise<void>) | undefined = openBrowser,
    ): Answer<'accounts.authorise'> {
      tidy();
      const wanted = placeOf(input);
      if (!wanted.ok) return wanted;
      const { place, account } = wanted.value;
      await options.practice?.reach(place.serviceUrl);
      // A person who begins again has closed the first tab, and a registered port is there once.
      for (const former of attempts.values())
        if (
          former.place.clientId === place.clientId &&
          former.place.network === place.network &&
          former.account?.id === account?.id
        )
          cancel(former);

      const id = v7();
      const begun = await beginAttempt(options, {
        place,
        redirect: input.redirect,
        patience: browserPatience,
        onStray() {
          const attempt = attempts.get(id);
          if (attempt) become(attempt, { notice: STRAY });
        },
      });
      if (!begun.ok) return begun;
      if (closed) begun.value.round.cancel();
      const now = clock.now();
      const attempt: Attempt = {
        ...begun.value,
        ...{ id, account, state: 'waiting', opened: false, notice: null, failure: null },
        ...{ endsAt: now + browserPatience, changedAt: now, signedIn: [], accountIds: [] },
        finished: Promise.resolve(),
      };
      attempts.set(id, attempt);
      attempt.finished = attempt.round.outcome.then((outcome) =>
        closed ? undefined : completeAttempt({ ...options, become }, attempt, outcome),
      );
      attempt.opened = open ? await hasOpened(open(attempt.url)) : false;
      return ok(show(attempt));
    },

    get(id: string): Result<AuthorisationView, 'not_found'> {
      tidy();
      const found = find(id);
      return found.ok ? ok(show(found.value)) : found;
    },

    /** Goes on with what was copied from the browser, and waits for what the network says to it. */
    async finish({
      id,
      answer,
    }: ParsedInput<'accounts.finishAuthorisation'>): Answer<'accounts.finishAuthorisation'> {
      const found = find(id);
      if (!found.ok) return found;
      const attempt = found.value;
      switch (attempt.round.paste(answer)) {
        case 'over':
          return fail('not_waiting', 'This sign-in waits for nothing any more.');
        case 'nothing':
          return fail(
            'no_code',
            attempt.round.strategy === 'manual-code'
              ? 'There is no code in that. Copy the code, or the whole address of the page that the network ended on.'
              : 'There is no answer in that. Copy the whole address of the page that the browser ended on.',
          );
        case 'wrong_state':
          return fail('wrong_state', STRAY);
        case 'taken':
          await attempt.finished;
          return ok(show(attempt));
      }
    },

    async choose({
      id,
      remoteIds,
    }: ParsedInput<'accounts.chooseAuthorised'>): Promise<
      Result<AuthorisationView, RouteErrorCode<'accounts.chooseAuthorised'>>
    > {
      tidy();
      const found = find(id);
      if (!found.ok) return found;
      const attempt = found.value;
      if (attempt.state !== 'choosing')
        return fail('not_choosing', 'There is nothing to choose from any more. Begin again.');
      const wanted = new Set(remoteIds);
      const chosen = attempt.signedIn.filter(({ account }) => wanted.has(account.remoteId));
      if (chosen.length < wanted.size)
        return fail('not_found', 'One of these accounts is not in the list. Choose again.');
      become(attempt, { state: 'checking' });
      const connected = await options.connecting.connectAll(
        attempt.place,
        chosen,
        attempt.application.id,
      );
      // What could not be kept can be chosen again; what is connected stays so.
      if (!connected.ok) {
        become(attempt, { state: 'choosing' });
        return connected;
      }
      const accountIds = connected.value.map((account) => account.id);
      become(attempt, { state: 'done', signedIn: [], accountIds });
      return ok(show(attempt));
    },

    cancel(id: string): Result<AuthorisationView, 'not_found'> {
      const found = find(id);
      if (!found.ok) return found;
      cancel(found.value);
      return ok(show(found.value));
    },

    /** Ends every wait, as the workspace is closed. */
    close(): void {
      closed = true;
      for (const attempt of attempts.values()) {
        attempt.abort.abort();
        attempt.round.cancel();
      }
      attempts.clear();
    },
  };
}

/** How long a system may take to say whether it opened the browser, ms. Most say so at once, some when it was started. */
const OPENING_MS = 3000;

const hasOpened = (opening: Promise<void>): Promise<boolean> =>
  Promise.race([
    opening.then(
      () => true,
      () => false,
    ),
    wait(OPENING_MS, true, { ref: false }),
  ]);

const STRAY =
  'An answer came that belongs to another sign-in, so it was not taken. Sign in on the page that ClientNest opened last.';
