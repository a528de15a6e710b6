import type { Answer, Call, CallHead } from '../network.ts';
import { type Person, POSTS, type State, type Stored } from './state.ts';
import { invalid } from './xrpc.ts';

/** Reads of repositories and of the app view. `readBlob` answers the bytes by their SHA-256. */
export function createReading(state: State, readBlob: (sha256: string) => Buffer | null) {
  const personOf = (head: CallHead, parameter: string): Person | null =>
    state.find((head.query.get(parameter) ?? '').toLowerCase());

  const missing = (parameter: string): Answer =>
    invalid(`Params must have the property "${parameter}"`);

  return {
    resolveHandle(head: Call): Answer {
      const handle = head.query.get('handle');
      if (handle === null) return missing('handle');
      const person = state.people().find((known) => known.handle === handle.toLowerCase());
      if (person) return { status: 200, body: { did: person.did } };
      return handle.endsWith('.test')
        ? invalid('Unable to resolve handle', 'HandleNotFound')
        : invalid('Unable to resolve handle');
    },

    record(head: Call): Answer {
      const { query } = head;
      const [collection, rkey] = [query.get('collection'), query.get('rkey')];
      if (collection === null) return missing('collection');
      if (rkey === null) return missing('rkey');
      const person = personOf(head, 'repo');
      if (!person) return invalid('Could not locate record');
      const found = state.record(person.did, collection, rkey);
      const cid = query.get('cid');
      if (!found || (cid !== null && cid !== found.cid))
        return invalid(
          `Could not locate record: at://${person.did}/${collection}/${rkey}`,
          'RecordNotFound',
        );
      return { status: 200, body: { uri: found.uri, cid: found.cid, value: found.value } };
    },

    records(head: Call): Answer {
      const { query } = head;
      const collection = query.get('collection');
      if (collection === null) return missing('collection');
      const person = personOf(head, 'repo');
      if (!person) return invalid(`Could not find repo: ${query.get('repo')}`);
      const limit = limitOf(query, 50);
      if (limit === null) return invalid('limit can not be greater than 100');
      const reverse = query.get('reverse') === 'true';
      const page = pageOf(state.collection(person.did, collection), {
        limit,
        reverse,
        cursor: query.get('cursor'),
      });
      return {
        status: 200,
        body: {
          records: page.map(({ uri, cid, value }) => ({ uri, cid, value })),
          cursor: page.at(-1)?.rkey,
        },
      };
    },

    blob(head: Call): Answer {
      const [did, cid] = [head.query.get('did') ?? '', head.query.get('cid') ?? ''];
      const blob = state.blob(did, cid);
      const bytes = blob ? readBlob(blob.sha256) : null;
      if (!blob || !bytes || !state.isInUse(did, cid)) return invalid('Blob not found');
      return {
        status: 200,
        headers: {
          'content-type': blob.mimeType,
          'x-content-type-options': 'nosniff',
          'content-disposition': `attachment; filename="${cid}"`,
          'content-security-policy': `default-src 'none'; sandbox`,
        },
        body: bytes,
      };
    },

    profile(head: Call): Answer {
      const person = personOf(head, 'actor');
      if (!person) return invalid('Profile not found');
      const own = state.record(person.did, 'app.bsky.actor.profile', 'self')?.value;
      return {
        status: 200,
        body: {
          ...basicProfile(person, own),
          ...(typeof own?.description === 'string' ? { description: own.description } : {}),
          followersCount: 0,
          followsCount: 0,
          postsCount: state.collection(person.did, POSTS).size,
          indexedAt: new Date(person.createdAt).toISOString(),
        },
      };
    },

    authorFeed(head: Call): Answer {
      const person = personOf(head, 'actor');
      if (!person) return invalid('Profile not found');
      const limit = limitOf(head.query, 50);
      if (limit === null) return invalid('limit can not be greater than 100');
      const own = state.record(person.did, 'app.bsky.actor.profile', 'self')?.value;
      const page = pageOf(state.collection(person.did, POSTS), {
        limit,
        reverse: false,
        cursor: head.query.get('cursor'),
      });
      const feed = page.map(({ uri, cid, value }) => ({
        post: {
          uri,
          cid,
          author: basicProfile(person, own),
          record: value,
          ...pictures(head.origin, person.did, value),
          replyCount: 0,
          repostCount: 0,
          likeCount: 0,
          quoteCount: 0,
          indexedAt: String(value.createdAt),
        },
      }));
      return { status: 200, body: { feed, cursor: page.at(-1)?.rkey } };
    },
  };
}

const basicProfile = (person: Person, own: Record<string, unknown> | undefined) => ({
  did: person.did,
  handle: person.handle,
  ...(typeof own?.displayName === 'string' ? { displayName: own.displayName } : {}),
  createdAt: new Date(person.createdAt).toISOString(),
});

/** The pictures of a post as the app view shows them, with addresses instead of blobs. */
function pictures(origin: string, did: string, { embed }: Record<string, unknown>) {
  const { $type, images } = (embed ?? {}) as { $type?: string; images?: PictureRecord[] };
  if ($type !== 'app.bsky.embed.images' || !images) return {};
  const address = (cid: string) =>
    `${origin}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid })}`;
  const shown = images.map(({ alt, aspectRatio, image: { ref } }) => ({
    thumb: address(ref.$link),
    fullsize: address(ref.$link),
    alt,
    ...(aspectRatio ? { aspectRatio } : {}),
  }));
  return { embed: { $type: 'app.bsky.embed.images#view', images: shown } };
}

interface PictureRecord {
  alt: string;
  aspectRatio?: { width: number; height: number };
  image: { ref: { $link: string } };
}

function limitOf(query: URLSearchParams, usual: number): number | null {
  const limit = Number(query.get('limit') ?? usual);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : null;
}

/** Newest key first, as the reference server pages: `cursor` is the key before. */
function pageOf(
  records: ReadonlyMap<string, Stored>,
  { limit, reverse, cursor }: { limit: number; reverse: boolean; cursor: string | null },
): Stored[] {
  const direction = reverse ? 1 : -1;
  return [...records.values()]
    .filter(({ rkey }) => cursor === null || (reverse ? rkey > cursor : rkey < cursor))
    .sort((a, b) => (a.rkey < b.rkey ? -direction : direction))
    .slice(0, limit);
}
