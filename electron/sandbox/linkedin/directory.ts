import type { createAudience } from '../audience.ts';
import { chanceOf, lettersOf } from '../chance.ts';
import type { Answer, Call, SandboxAccount } from '../network.ts';
import type { Authorised } from './access.ts';
import { strangerId } from './comments.ts';
import { badParameter, denied, notFound } from './refusals.ts';
import type { Organisation, Person, State } from './state.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DIGITS = '123456789';
/** Those who comment, as the audience names them. */
const STRANGERS: readonly (readonly [handle: string, first: string, last: string])[] = [
  ['nora.field', 'Nora', 'Field'],
  ['tobias_k', 'Tobias', 'K.'],
  ['the.bread.shelf', 'The Bread', 'Shelf'],
  ['amal', 'Amal', 'Haddad'],
  ['yuki.draws', 'Yuki', 'Mori'],
  ['pedro_m', 'Pedro', 'M.'],
  ['lena.outdoors', 'Lena', 'Berg'],
];

export interface DirectoryParts {
  seed: number;
  state: State;
  audience: ReturnType<typeof createAudience>;
}

/** Members and pages. Source: …/shared/integrations/people/profile-api, …/organizations. */
export function createDirectory({ seed, state, audience }: DirectoryParts) {
  const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  const profile = (id: string, first: string, last: string, vanityName: string) => ({
    id,
    localizedFirstName: first,
    localizedLastName: last,
    vanityName,
  });
  const ofPerson = ({ id, firstName, lastName, vanityName }: Person) =>
    profile(id, firstName, lastName, vanityName);
  const strangers = new Map(
    STRANGERS.map(([handle, first, last]) => {
      const id = strangerId(seed, handle);
      return [id, profile(id, first, last, handle.replace(/[._]/g, '-'))];
    }),
  );
  const ofPage = ({ id, name, vanityName }: Organisation) => ({
    id: Number(id),
    localizedName: name,
    vanityName,
  });
  const followersOf = (id: string) =>
    40 + Math.floor(chanceOf(seed, 'followers', id) * 4000) + audience.followersGained(id);
  const idsIn = (call: Call) => /^List\((.*)\)$/.exec(call.query.get('ids') ?? '')?.[1] ?? null;

  return {
    /** The members and pages that are there from the first start. */
    firstOnes: (names: readonly string[], createdAt: number): Person[] =>
      names.map((name) => ({
        id: lettersOf(LETTERS, 10, seed, 'linkedin', 'person', name),
        vanityName: name,
        firstName: titled(name),
        lastName: 'Sandbox',
        createdAt,
      })),
    /** One for each member; the member before has a role on it that lets nobody publish. */
    firstPages: (): Organisation[] => {
      const people = state.people();
      return people.map(({ id, vanityName }, index) => ({
        id: lettersOf(DIGITS, 8, seed, 'linkedin', 'page', vanityName),
        vanityName: `${vanityName}-studio`,
        name: `${titled(vanityName)} Studio`,
        roles: [
          { personId: id, role: 'ADMINISTRATOR', state: 'APPROVED' },
          ...people
            .filter((_, other) => other === index - 1)
            .map((other) => ({ personId: other.id, role: 'ANALYST', state: 'APPROVED' })),
        ],
      }));
    },
    accounts: (tokenOf: (personId: string) => string): SandboxAccount[] => [
      ...state.people().map(({ id, vanityName: handle }) => ({
        ...({ network: 'linkedin', handle, secret: tokenOf(id) } as const),
      })),
      ...state.organisations().map(({ vanityName: handle, roles }) => ({
        ...({ network: 'linkedin', handle, secret: tokenOf(roles[0]?.personId ?? '') } as const),
      })),
    ],

    me: (person: Person): Answer => ({ status: 200, body: ofPerson(person) }),
    userInfo: ({ id, firstName, lastName }: Person): Answer => ({
      status: 200,
      body: { sub: id, name: `${firstName} ${lastName}`, given_name: firstName },
    }),
    people(call: Call): Answer {
      const list = idsIn(call);
      if (list === null) return badParameter('ids must be a List');
      const ids = [...list.matchAll(/\(id:([\w-]+)\)/g)].map((match) => match[1] ?? '');
      const results: Record<string, object> = {};
      for (const id of ids) {
        const person = state.person(id);
        const found = person ? ofPerson(person) : strangers.get(id);
        if (found) results[`(id:${id})`] = found;
      }
      return { status: 200, body: { results, statuses: {}, errors: {} } };
    },
    followers({ query }: Call, { person }: Authorised): Answer {
      if (query.get('q') !== 'me') return badParameter('Unknown finder');
      const elements = [{ memberFollowersCount: followersOf(person.id) }];
      return { status: 200, body: { paging: { start: 0, count: 10, links: [] }, elements } };
    },
    roles({ query }: Call, { person }: Authorised): Answer {
      if (query.get('q') !== 'roleAssignee') return badParameter('Unknown finder');
      const wanted = { role: query.get('role'), state: query.get('state') };
      const fits = (name: 'role' | 'state', value: string) =>
        wanted[name] === null || wanted[name] === value;
      const start = Number(query.get('start') ?? 0) || 0;
      const count = Math.min(Number(query.get('count') ?? 10) || 10, 100);
      const elements = state.organisations().flatMap(({ id, roles }) =>
        roles
          .filter(({ personId }) => personId === person.id)
          .filter(({ role, state: of }) => fits('role', role) && fits('state', of))
          .map(({ role, state: of }) => ({
            organization: `urn:li:organization:${id}`,
            roleAssignee: `urn:li:person:${person.id}`,
            role,
            state: of,
          })),
      );
      const paging = { start, count, links: [], total: elements.length };
      return { status: 200, body: { paging, elements: elements.slice(start, start + count) } };
    },
    organisation(_: Call, { person }: Authorised, [id = '']: readonly string[]): Answer {
      const page = state.organisation(id);
      if (!page) return notFound(`organization ${id}`);
      return state.speaksFor(person.id, `urn:li:organization:${id}`)
        ? { status: 200, body: ofPage(page) }
        : denied('organizations.GET');
    },
    lookUp(call: Call): Answer {
      const list = idsIn(call);
      if (list === null) return badParameter('ids must be a List');
      const results: Record<string, object> = {};
      for (const id of list.split(',')) {
        const page = state.organisation(id);
        if (page) results[id] = ofPage(page);
      }
      return { status: 200, body: { results, statuses: {}, errors: {} } };
    },
    networkSize(call: Call, _: Authorised, [urn = '']: readonly string[]): Answer {
      const id = /^urn:li:organization:(\d+)$/.exec(urn)?.[1] ?? '';
      if (call.query.get('edgeType') !== 'COMPANY_FOLLOWED_BY_MEMBER')
        return badParameter('Invalid edgeType');
      return state.organisation(id)
        ? { status: 200, body: { firstDegreeSize: followersOf(id) } }
        : notFound(urn);
    },
  };
}
