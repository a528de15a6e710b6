import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import type { RemoteAccount } from '../platform.ts';
import type { LinkedInApi } from './api.ts';
import { encoded, idOf, isOrganisation, listOf } from './urn.ts';

const figure = z.int().min(0).nullable().catch(null);
const member = z.object({
  id: z.string().min(1),
  localizedFirstName: z.string().catch(''),
  localizedLastName: z.string().catch(''),
  vanityName: z.string().min(1).nullable().catch(null),
});
/** OpenID Connect, which is what an application without the Community Management API has. */
const userInfo = z.object({ sub: z.string().min(1), name: z.string().catch('') });
const organisation = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  localizedName: z.string().catch(''),
  vanityName: z.string().min(1).nullable().catch(null),
});
const memberFollowers = z.object({
  elements: z.array(z.object({ memberFollowersCount: figure })).min(1),
});
const networkSize = z.object({ firstDegreeSize: figure });
const roles = z.object({ elements: z.array(z.object({ organization: z.string() })) });

/** Whose token it is. Source: …/shared/integrations/people/profile-api. */
export async function ownMember(api: LinkedInApi): Promise<RemoteAccount> {
  const profile = await unlessRefused(api.get('/me', member));
  if (!profile) {
    const { sub, name } = await api.getUnversioned('/userinfo', userInfo);
    return accountOf(`urn:li:person:${sub}`, sub, name, null);
  }
  const followers = await unlessRefused(api.find('/memberFollowersCount?q=me', memberFollowers));
  const name = `${profile.localizedFirstName} ${profile.localizedLastName}`.trim();
  return accountOf(
    `urn:li:person:${profile.id}`,
    profile.vanityName ?? profile.id,
    name,
    followers?.value.elements[0]?.memberFollowersCount ?? null,
  );
}

/**
 * The organisations that the member administers; none where the application may not ask.
 * Source: …/marketing/community-management/organizations/organization-access-control-by-role.
 */
export async function ownOrganisations(api: LinkedInApi): Promise<RemoteAccount[]> {
  const found: RemoteAccount[] = [];
  const count = 100;
  for (let start = 0; ; start += count) {
    const path = `/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&start=${start}&count=${count}`;
    const page = await unlessRefused(api.find(path, roles));
    const urns = new Set((page?.value.elements ?? []).map((role) => role.organization));
    for (const urn of urns) if (isOrganisation(urn)) found.push(await organisationOf(api, urn));
    if ((page?.value.elements.length ?? 0) < count) return found;
  }
}

/** An organisation with the figures of now. Source: …/organizations/organization-lookup-api. */
export async function organisationOf(api: LinkedInApi, urn: string): Promise<RemoteAccount> {
  const { id, localizedName, vanityName } = await api.get(
    `/organizations/${encoded(idOf(urn))}`,
    organisation,
  );
  const size = await unlessRefused(
    api.get(`/networkSizes/${encoded(urn)}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`, networkSize),
  );
  return accountOf(urn, vanityName ?? id, localizedName, size?.firstDegreeSize ?? null);
}

const accountOf = (
  remoteId: string,
  handle: string,
  name: string,
  followers: number | null,
): RemoteAccount => ({
  remoteId,
  handle,
  displayName: name || handle,
  followers,
  following: null,
  postCount: null,
});

/** The one of these accounts that a person means by its page name, number or name. */
export function chosen(accounts: readonly RemoteAccount[], identifier: string): RemoteAccount {
  const wanted = identifier.trim().replace(/^@/, '').toLowerCase();
  const [own] = accounts;
  const found =
    wanted === ''
      ? own
      : accounts.find(({ remoteId, handle, displayName }) =>
          [remoteId, idOf(remoteId), handle, displayName].some(
            (name) => name.toLowerCase() === wanted,
          ),
        );
  if (found) return found;
  const names = accounts.map(({ handle }) => handle).join(', ');
  throw new CallFailed(
    failure(
      'refused',
      `This token can’t publish as “${wanted}”. It can publish as ${names}. Name one of these.`,
    ),
  );
}

export interface Author {
  handle: string;
  displayName: string;
}

const named = z.object({ results: z.record(z.string(), z.unknown()).catch({}) });

/** Who wrote comments, as far as LinkedIn says it: by the URN of the author. */
export async function authorsOf(
  api: LinkedInApi,
  urns: readonly string[],
): Promise<Map<string, Author>> {
  const authors = new Map<string, Author>();
  const unknown = [...new Set(urns)];
  const people = unknown.filter((urn) => urn.startsWith('urn:li:person:'));
  const pages = unknown.filter(isOrganisation);
  if (people.length > 0) {
    const ids = listOf(people.map((urn) => `(id:${encoded(idOf(urn))})`));
    const answer = await unlessRefused(api.get(`/people?ids=${ids}`, named));
    for (const value of Object.values(answer?.results ?? {})) {
      const { data: one } = member.safeParse(value);
      const name = one ? `${one.localizedFirstName} ${one.localizedLastName}`.trim() : '';
      if (one && name !== '')
        authors.set(`urn:li:person:${one.id}`, {
          handle: one.vanityName ?? one.id,
          displayName: name,
        });
    }
  }
  if (pages.length > 0) {
    const ids = listOf(pages.map((urn) => encoded(idOf(urn))));
    const answer = await unlessRefused(api.get(`/organizationsLookup?ids=${ids}`, named));
    for (const value of Object.values(answer?.results ?? {})) {
      const { data: one } = organisation.safeParse(value);
      if (one)
        authors.set(`urn:li:organization:${one.id}`, {
          handle: one.vanityName ?? one.id,
          displayName: one.localizedName || one.id,
        });
    }
  }
  return authors;
}

/** A call whose refusal is an answer too: the application or the account may not ask. */
export async function unlessRefused<Value>(call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch (error) {
    const failed = callFailedIn(error)?.failure;
    if (failed?.class === 'refused' && failed.httpStatus !== 426) return null;
    throw error;
  }
}
