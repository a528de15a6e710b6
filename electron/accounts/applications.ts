import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { NetworkId, OAuthCapability } from '../../shared/domain/network.ts';
import { covers } from '../../shared/domain/scopes.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Application as ApplicationView } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { accounts, applications } from '../database/schema/index.ts';
import { relayPage } from '../oauth/pages.ts';
import { addressesOf } from '../oauth/redirects.ts';
import { CallFailed, failure } from '../platforms/call-failed.ts';
import type { Application } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';
import { serviceOrigin } from './service-url.ts';
import { keychainUnavailable } from './sign-in-failure.ts';

export type Applications = ReturnType<typeof createApplications>;

/** An application with what it is known by here. */
export interface KnownApplication extends Application {
  id: string;
  redirectUri: string | null;
}

export interface ApplicationsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  secrets: SecretStore;
  platforms: Platforms;
}

type Row = typeof applications.$inferSelect;
type NewRow = Pick<Row, 'network' | 'serviceUrl' | 'clientId' | 'redirectUri'>;

/** The applications that people sign in with: one for each network and server, its secret in the keychain. */
export function createApplications(options: ApplicationsOptions) {
  const { database, bus, clock, secrets, platforms } = options;
  const { orm } = database;
  const at = (network: NetworkId, serviceUrl: string) =>
    and(eq(applications.network, network), eq(applications.serviceUrl, serviceUrl));
  const rowAt = (network: NetworkId, serviceUrl: string): Row | null =>
    orm.select().from(applications).where(at(network, serviceUrl)).get() ?? null;
  const rowOf = (id: string): Row | null =>
    orm.select().from(applications).where(eq(applications.id, id)).get() ?? null;
  const accountsOf = (id: string): number =>
    orm
      .select({ count: sql<number>`count(*)` })
      .from(accounts)
      .where(and(eq(accounts.applicationId, id), sql`${accounts.removedAt} is null`))
      .get()?.count ?? 0;
  const oauthOf = (network: NetworkId): OAuthCapability | undefined =>
    platforms[network].capabilities.oauth;
  const secretOf = (id: string) => secrets.get(secretNames.applicationSecret(id));

  const doubted = new Set<string>();
  /** A server lets an application ask for what it was registered with and no more: what is new since takes another one. */
  const isNarrow = (id: string, { scopes: wanted }: OAuthCapability): boolean =>
    orm
      .select({ scopes: accounts.scopes })
      .from(accounts)
      .where(and(eq(accounts.applicationId, id), sql`${accounts.removedAt} is null`))
      .all()
      .some(
        ({ scopes }) =>
          scopes !== null &&
          !wanted.every(({ scope }) => scopes.some((granted) => covers(granted, scope))),
      );

  const viewOf = ({ id, ...row }: Row, hasSecret: boolean): ApplicationView => ({
    ...{ id, ...row, hasSecret },
    registeredBy: oauthOf(row.network)?.application === 'person' ? 'person' : 'automatic',
    accountCount: accountsOf(id),
  });

  /** One row for each server: a new application takes the place of the one before. */
  function put(row: NewRow): Row {
    const now = clock.now();
    return orm
      .insert(applications)
      .values({ id: v7(), ...row, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [applications.network, applications.serviceUrl],
        set: { clientId: row.clientId, redirectUri: row.redirectUri, updatedAt: now },
      })
      .returning()
      .get();
  }

  /** Row and secret belong together: where the keychain does not take the secret, the row stays as it was. */
  async function keep(row: NewRow, secret: string | null): Promise<Row | null> {
    const before = rowAt(row.network, row.serviceUrl);
    const kept = put(row);
    const name = secretNames.applicationSecret(kept.id);
    try {
      await (secret === null ? secrets.delete(name) : secrets.set(name, secret));
    } catch {
      if (before) put(before);
      else orm.delete(applications).where(eq(applications.id, kept.id)).run();
      return null;
    }
    bus.emit('application.changed', { applicationId: kept.id });
    return kept;
  }

  const known = (row: Row, clientSecret: string | null): KnownApplication => ({
    id: row.id,
    clientId: row.clientId,
    clientSecret,
    redirectUri: row.redirectUri,
  });

  return {
    /** All but those that stand for none. */
    async list(network?: NetworkId): Promise<Result<ApplicationView[], 'keychain_unavailable'>> {
      const rows = orm
        .select()
        .from(applications)
        .where(network === undefined ? undefined : eq(applications.network, network))
        .orderBy(applications.network, applications.serviceUrl)
        .all()
        .filter((row) => row.clientId !== NO_CLIENT);
      try {
        const shown: ApplicationView[] = [];
        for (const row of rows) shown.push(viewOf(row, (await secretOf(row.id)) !== null));
        return ok(shown);
      } catch {
        return keychainUnavailable();
      }
    },

    redirects(network: NetworkId): Result<RouteOutput<'applications.redirects'>, 'not_supported'> {
      const oauth = oauthOf(network);
      if (!oauth) return notSupported(platforms[network].capabilities.name);
      const addresses = oauth.redirects.map((strategy) => ({
        strategy,
        addresses: addressesOf(oauth, strategy),
      }));
      const relays = oauth.redirects.includes('https-relay');
      return ok({ redirects: addresses, relayPage: relays ? relayPage(oauth.callbackPath) : null });
    },

    async save(
      input: ParsedInput<'applications.save'>,
    ): Promise<Result<ApplicationView, RouteErrorCode<'applications.save'>>> {
      const { network, clientId } = input;
      const { name, defaultServiceUrl } = platforms[network].capabilities;
      const oauth = oauthOf(network);
      if (oauth?.application !== 'person') return notSupported(name);
      const origin = serviceOrigin(input.serviceUrl ?? defaultServiceUrl);
      if (!origin.ok) return origin;
      const serviceUrl = origin.value;
      const before = rowAt(network, serviceUrl);
      let secret: string | null = input.clientSecret ?? null;
      try {
        // The secret of another application would only be refused at the network.
        if (input.clientSecret === undefined && before?.clientId === clientId)
          secret = await secretOf(before.id);
      } catch {
        return keychainUnavailable();
      }
      if (oauth.secret === true && secret === null) return secretNeeded(name);
      const redirectUri =
        input.redirectUri === undefined ? (before?.redirectUri ?? null) : input.redirectUri;
      const row = await keep({ network, serviceUrl, clientId, redirectUri }, secret);
      return row ? ok(viewOf(row, secret !== null)) : keychainUnavailable();
    },

    async remove(
      id: string,
    ): Promise<Result<{ id: string }, RouteErrorCode<'applications.remove'>>> {
      const row = rowOf(id);
      if (!row) return fail('not_found', 'This application is not here any more.');
      const count = accountsOf(id);
      if (count > 0) return inUse(count);
      try {
        await secrets.delete(secretNames.applicationSecret(id));
      } catch {
        return keychainUnavailable();
      }
      orm.delete(applications).where(eq(applications.id, id)).run();
      bus.emit('application.changed', { applicationId: id });
      return ok({ id });
    },

    /** The application to sign in with at a server; null where there is none yet. Rejects where the keychain does not answer. */
    async at(network: NetworkId, serviceUrl: string): Promise<KnownApplication | null> {
      const row = rowAt(network, serviceUrl);
      if (row === null) return null;
      const application = known(row, await secretOf(row.id));
      const oauth = oauthOf(network);
      const isStale =
        oauth?.application === 'automatic' && (doubted.has(row.id) || isNarrow(row.id, oauth));
      return isStale ? { ...application, redirectUri: null } : application;
    },

    /** What a server registered for us, or what stands for no application at all; null where the keychain does not keep it. */
    async keepRegistered(
      place: Pick<Row, 'network' | 'serviceUrl'> & { redirectUri: string | null },
      registered: Application | null,
    ): Promise<KnownApplication | null> {
      const clientId = registered?.clientId ?? NO_CLIENT;
      const secret = registered?.clientSecret ?? null;
      const row = await keep({ ...place, clientId }, secret);
      if (row) doubted.delete(row.id);
      return row && known(row, secret);
    },

    /** Nobody came back from the browser with it. A server may have forgotten what it registered: next time it is asked anew. */
    doubt(id: string): void {
      if (accountsOf(id) === 0) doubted.add(id);
    },

    /**
     * The application that an account was signed in with; null where it needs none or it is gone.
     * @throws CallFailed where the keychain does not answer
     */
    async of(accountId: string): Promise<Application | null> {
      const row = orm
        .select({ id: applications.id, clientId: applications.clientId })
        .from(applications)
        .innerJoin(accounts, eq(accounts.applicationId, applications.id))
        .where(eq(accounts.id, accountId))
        .get();
      if (!row) return null;
      const clientSecret = await secretOf(row.id).catch((error: unknown) => {
        throw new CallFailed(failure('unreachable', KEYCHAIN_SILENT), null, error);
      });
      return { clientId: row.clientId, clientSecret };
    },
  };
}

/** Stands for no application, on networks that want none: an account signed in through the browser has a row all the same. */
const NO_CLIENT = '';
const KEYCHAIN_SILENT = 'The keychain of this machine does not answer. Unlock it.';

const notSupported = (name: string) =>
  fail('not_supported', `${name} needs no application of your own.`);

const secretNeeded = (name: string) =>
  fail(
    'secret_needed',
    `${name} gives each application a secret besides its id. Copy it from the same page and save it here; it stays in the keychain.`,
  );

const inUse = (count: number) =>
  fail(
    'in_use',
    `${count === 1 ? 'An account is' : `${count} accounts are`} signed in with this application. Remove ${count === 1 ? 'it' : 'them'} first, or save another application in its place.`,
    { count },
  );
