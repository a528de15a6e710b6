import type { createAudience } from '../audience.ts';
import type { Answer, Call, CallHead } from '../network.ts';
import { embedOf } from './embeds.ts';
import { limitOf, pageOf } from './reading.ts';
import { type Person, POSTS, parentOf, partsOf, type State, type Stored } from './state.ts';
import type { VisitorComment, Visitors } from './visitors.ts';
import { invalid } from './xrpc.ts';

const LIKES = 'app.bsky.feed.like';
const GATES = 'app.bsky.feed.threadgate';
/** Source: lexicons/app/bsky/feed/getPosts.json. */
const MOST_POSTS = 25;

export interface AppViewParts {
  state: State;
  audience: ReturnType<typeof createAudience>;
  visitors: Visitors;
}

/** What gathers all servers and counts: profiles, feeds, posts with their figures, talks. */
export function createAppView({ state, audience, visitors }: AppViewParts) {
  const personOf = (head: CallHead): Person | null =>
    state.find((head.query.get('actor') ?? '').toLowerCase());

  const basicProfile = (person: Person) => {
    const own = state.record(person.did, 'app.bsky.actor.profile', 'self')?.value;
    return {
      did: person.did,
      handle: person.handle,
      ...(typeof own?.displayName === 'string' ? { displayName: own.displayName } : {}),
      createdAt: new Date(person.createdAt).toISOString(),
    };
  };

  /** Who may answer a post, and which answers its author has hidden. */
  function gateOf(uri: string) {
    const { did, rkey } = partsOf(uri);
    const gate = state.record(did, GATES, rkey);
    if (!gate) return {};
    return { threadgate: { uri: gate.uri, cid: gate.cid, record: gate.value, lists: [] } };
  }

  function ownView({ uri, cid, value }: Stored, person: Person, origin: string) {
    const arrival = state.arrivalOf(uri) ?? 0;
    const { likes, shares, quotes, saves } = audience.reactionsTo(uri, arrival);
    return {
      uri,
      cid,
      author: basicProfile(person),
      record: value,
      ...embedOf(origin, person.did, value),
      replyCount: state.answersTo(uri).length + visitors.under(uri).length,
      repostCount: shares,
      likeCount: likes,
      quoteCount: quotes,
      bookmarkCount: saves,
      indexedAt: new Date(arrival).toISOString(),
      ...gateOf(uri),
    };
  }

  const visitorView = ({ uri, cid, author, value, likes }: VisitorComment) => ({
    ...{ uri, cid, author, record: value },
    replyCount: state.answersTo(uri).length,
    repostCount: 0,
    likeCount: likes,
    quoteCount: 0,
    bookmarkCount: 0,
    indexedAt: String(value.createdAt),
  });

  /** A post of anybody; null where there is none. */
  function viewOf(uri: string, origin: string) {
    const person = state.person(partsOf(uri).did);
    const own = person && partsOf(uri).collection === POSTS ? state.at(uri) : null;
    if (person && own) return ownView(own, person, origin);
    const theirs = visitors.find(uri);
    return theirs ? visitorView(theirs) : null;
  }
  type PostView = NonNullable<ReturnType<typeof viewOf>>;

  /** Of each post that somebody likes, the record that says so. */
  const likesOf = ({ did }: Person): ReadonlyMap<string, string> =>
    new Map(
      [...state.collection(did, LIKES).values()].map(({ uri, value }) => [
        (value.subject as { uri: string }).uri,
        uri,
      ]),
    );

  const answersTo = (uri: string, origin: string): PostView[] => [
    ...visitors.under(uri).map(visitorView),
    ...state.answersTo(uri).flatMap((answer) => viewOf(answer.uri, origin) ?? []),
  ];

  const inThread = (post: PostView, depth: number, origin: string): object => ({
    $type: 'app.bsky.feed.defs#threadViewPost',
    post,
    ...(depth > 0
      ? { replies: answersTo(post.uri, origin).map((each) => inThread(each, depth - 1, origin)) }
      : {}),
    threadContext: {},
  });

  function above(post: PostView, height: number, origin: string): object {
    const parent = height > 0 ? parentOf(post.record) : null;
    if (parent === null) return {};
    const view = viewOf(parent, origin);
    return {
      parent: view
        ? { ...inThread(view, 0, origin), ...above(view, height - 1, origin) }
        : { $type: 'app.bsky.feed.defs#notFoundPost', uri: parent, notFound: true },
    };
  }

  return {
    profile(head: Call): Answer {
      const person = personOf(head);
      if (!person) return invalid('Profile not found');
      const own = state.record(person.did, 'app.bsky.actor.profile', 'self')?.value;
      return {
        status: 200,
        body: {
          ...basicProfile(person),
          ...(typeof own?.description === 'string' ? { description: own.description } : {}),
          followersCount: audience.followersGained(person.did, person.createdAt),
          followsCount: 0,
          postsCount: state.collection(person.did, POSTS).size,
          indexedAt: new Date(person.createdAt).toISOString(),
        },
      };
    },

    authorFeed(head: Call): Answer {
      const person = personOf(head);
      if (!person) return invalid('Profile not found');
      const limit = limitOf(head.query, 50);
      if (limit === null) return invalid('limit can not be greater than 100');
      const page = pageOf(state.collection(person.did, POSTS), {
        limit,
        reverse: false,
        cursor: head.query.get('cursor'),
      });
      const feed = page.map((stored) => ({ post: ownView(stored, person, head.origin) }));
      return { status: 200, body: { feed, cursor: page.at(-1)?.rkey } };
    },

    posts({ query, origin }: Call, viewer: Person): Answer {
      const uris = query.getAll('uris');
      if (uris.length === 0) return invalid('Error: Params must have the property "uris"');
      if (uris.length > MOST_POSTS)
        return invalid(`Error: uris must not have more than ${MOST_POSTS} elements`);
      const likes = likesOf(viewer);
      const posts = uris.flatMap((uri) => {
        const view = viewOf(uri, origin);
        const like = likes.get(uri);
        return view ? [{ ...view, ...(like !== undefined && { viewer: { like } }) }] : [];
      });
      return { status: 200, body: { posts } };
    },

    thread({ query, origin }: Call): Answer {
      const uri = query.get('uri');
      if (uri === null) return invalid('Error: Params must have the property "uri"');
      const post = viewOf(uri, origin);
      if (!post) return invalid(`Post not found: ${uri}`, 'NotFound');
      const depth = Math.min(Number(query.get('depth') ?? 6), 1000);
      const height = Math.min(Number(query.get('parentHeight') ?? 80), 1000);
      const thread = { ...inThread(post, depth, origin), ...above(post, height, origin) };
      return { status: 200, body: { thread, ...gateOf(uri) } };
    },
  };
}
