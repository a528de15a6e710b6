import type { Answer, Call, CallHead } from '../network.ts';
import type { Person, State, Stored } from './state.ts';
import type { Visitors } from './visitors.ts';
import { invalid } from './xrpc.ts';

export interface ReadingParts {
  state: State;
  /** The bytes by their SHA-256. */
  readBlob(sha256: string): Buffer | null;
  /** Whoever lives on servers that only the app view knows; null where there is none. */
  visitors: Visitors | null;
}

/** Reads of repositories. What is not here is asked for at the app view, as the reference server does. */
export function createReading({ state, readBlob, visitors }: ReadingParts) {
  const personOf = (head: CallHead, parameter: string): Person | null =>
    state.find((head.query.get(parameter) ?? '').toLowerCase());

  const missing = (parameter: string): Answer =>
    invalid(`Params must have the property "${parameter}"`);

  return {
    resolveHandle(head: Call): Answer {
      const handle = head.query.get('handle');
      if (handle === null) return missing('handle');
      const person = state.people().find((known) => known.handle === handle.toLowerCase());
      const did = person?.did ?? visitors?.didOf(handle.toLowerCase());
      if (did) return { status: 200, body: { did } };
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
      if (!person) {
        const theirs = visitors?.find(`at://${query.get('repo')}/${collection}/${rkey}`);
        return theirs
          ? { status: 200, body: { uri: theirs.uri, cid: theirs.cid, value: theirs.value } }
          : invalid('Could not locate record');
      }
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
  };
}

export function limitOf(query: URLSearchParams, usual: number): number | null {
  const limit = Number(query.get('limit') ?? usual);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : null;
}

/** Newest key first, as the reference server pages: `cursor` is the key before. */
export function pageOf(
  records: ReadonlyMap<string, Stored>,
  { limit, reverse, cursor }: { limit: number; reverse: boolean; cursor: string | null },
): Stored[] {
  const direction = reverse ? 1 : -1;
  return [...records.values()]
    .filter(({ rkey }) => cursor === null || (reverse ? rkey > cursor : rkey < cursor))
    .sort((a, b) => (a.rkey < b.rkey ? -direction : direction))
    .slice(0, limit);
}
