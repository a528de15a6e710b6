import type { Answer, Call } from '../network.ts';
import { limitOf } from './reading.ts';
import { type Person, POSTS, parentOf, partsOf, type State, type Stored } from './state.ts';
import type { VisitorComment, Visitors } from './visitors.ts';
import { invalid } from './xrpc.ts';

interface Told {
  uri: string;
  cid: string;
  reason: string;
  author: { did: string; handle: string; displayName?: string };
  value: Record<string, unknown>;
  at: number;
}

/** What the app view tells people of: who names, quotes or answers them. Source: lexicons/app/bsky/notification. */
export function createNotifications({ state, visitors }: { state: State; visitors: Visitors }) {
  const ofVisitor = (reason: string) => (one: VisitorComment) => ({
    ...{ uri: one.uri, cid: one.cid, reason, author: one.author, value: one.value },
    at: Date.parse(String(one.value.createdAt)),
  });

  /** By people of this server: an answer comes before a name in it, as the app view has it. */
  function reasonOf({ value }: Stored, { did }: Person): string | null {
    const parent = parentOf(value);
    const root = (value.reply as { root?: { uri?: string } } | undefined)?.root?.uri;
    if ([parent, root].some((uri) => uri && partsOf(uri).did === did)) return 'reply';
    const json = JSON.stringify(value);
    if (json.includes(`"$type":"app.bsky.richtext.facet#mention","did":"${did}"`)) return 'mention';
    const embed = value.embed as { $type?: string; record?: { uri?: string } } | undefined;
    const isQuote = embed?.$type === 'app.bsky.embed.record' && embed.record?.uri;
    return isQuote && partsOf(embed?.record?.uri ?? '').did === did ? 'quote' : null;
  }

  function toldTo(person: Person): Told[] {
    const here = state
      .people()
      .filter(({ did }) => did !== person.did)
      .flatMap(({ did, handle }) =>
        [...state.collection(did, POSTS).values()].flatMap((post): Told[] => {
          const reason = reasonOf(post, person);
          const at = state.arrivalOf(post.uri) ?? 0;
          const { uri, cid, value } = post;
          return reason === null ? [] : [{ uri, cid, reason, author: { did, handle }, value, at }];
        }),
      );
    const answers = [...state.collection(person.did, POSTS).values()].flatMap(({ uri }) =>
      visitors.under(uri).map(ofVisitor('reply')),
    );
    const named = visitors.elsewhere(person).map(ofVisitor('mention'));
    return [...here, ...answers, ...named].sort((one, other) => other.at - one.at);
  }

  return (call: Call, person: Person): Answer => {
    const { query } = call;
    const limit = limitOf(query, 50);
    if (limit === null) return invalid('limit can not be greater than 100');
    const reasons = query.getAll('reasons');
    const [cursor, isIn] = [query.get('cursor'), (one: Told) => reasons.includes(one.reason)];
    const before = cursor === null ? Number.POSITIVE_INFINITY : Date.parse(cursor);
    const page = toldTo(person)
      .filter((one) => (reasons.length === 0 || isIn(one)) && one.at < before)
      .slice(0, limit);
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        ...(last && { cursor: new Date(last.at).toISOString() }),
        notifications: page.map(({ value, at, ...one }) => ({
          ...{ ...one, record: value, isRead: false, indexedAt: new Date(at).toISOString() },
        })),
        seenAt: new Date(person.createdAt).toISOString(),
      },
    };
  };
}
