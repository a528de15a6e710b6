import type { Answer, Call, NetworkRecord } from '../network.ts';
import type { Authorised } from './access.ts';
import type { Assets } from './assets.ts';
import { readLittle } from './little.ts';
import { badParameter, denied, invalid, notFound, refusal } from './refusals.ts';
import type { Post, PostDetail, State } from './state.ts';

const TEXT_LIMIT = 3000;
const ALT_LIMIT = 4086;
/** Posts of an author among which the same content is known again. */
const REMEMBERED = 10;

export interface PostParts {
  now(): number;
  state: State;
  assets: Assets;
  newNumber(): bigint;
  record: NetworkRecord;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KNOWN = [
  ...['author', 'commentary', 'visibility', 'distribution', 'content', 'lifecycleState'],
  'isReshareDisabledByAuthor',
];

/** Posts. Source: …/marketing/community-management/shares/posts-api. */
export function createPosts({ now, state, assets, newNumber, record }: PostParts) {
  const isOrganisation = (urn: string) => urn.startsWith('urn:li:organization:');

  /** One image or video of the content: its URN and alt text, or what is wrong with it. */
  function mediaOf(item: unknown, author: string, where: string) {
    if (!isFields(item) || typeof item.id !== 'string')
      return invalid(`${where}/id`, 'field is required but not found and has no default value');
    const unknown = Object.keys(item).find((key) => !['id', 'altText', 'title'].includes(key));
    if (unknown) return invalid(`${where}/${unknown}`, 'unrecognized field found but not allowed');
    const altText = typeof item.altText === 'string' ? item.altText : '';
    if (altText.length > ALT_LIMIT)
      return refusal(400, 'FIELD_LENGTH_TOO_LONG', `altText exceeds maximum of ${ALT_LIMIT}`);
    const asset = state.asset(item.id);
    if (!asset) return notFound(item.id);
    if (asset.owner !== author) return denied(`${item.id}`);
    const status = assets.statusOf(item.id);
    if (status === 'PROCESSING_FAILED') return badParameter(`${item.id} could not be processed`);
    if (status !== 'AVAILABLE') return badParameter(`${item.id} is not ready: ${status}`);
    return { id: item.id, altText };
  }

  function contentOf(content: unknown, author: string) {
    if (content === undefined) return { media: [], isMulti: false };
    if (!isFields(content)) return invalid('content', 'is not a record');
    const [kind, ...more] = Object.keys(content);
    if (more.length > 0 || (kind !== 'media' && kind !== 'multiImage'))
      return invalid('content', 'union type is not backed by one of media, multiImage');
    if (kind === 'media') {
      const one = mediaOf(content.media, author, 'content/media');
      return 'status' in one ? one : { media: [one], isMulti: false };
    }
    const list = isFields(content.multiImage) ? content.multiImage.images : null;
    if (!Array.isArray(list) || list.length < 2 || list.length > 20)
      return invalid('content/multiImage/images', 'must have from 2 to 20 images');
    const media: { id: string; altText: string }[] = [];
    for (const item of list) {
      const one = mediaOf(item, author, 'content/multiImage/images');
      if ('status' in one) return one;
      if (!one.id.startsWith('urn:li:image:'))
        return invalid('content/multiImage/images', 'only images are allowed');
      media.push(one);
    }
    return { media, isMulti: true };
  }

  const problemWith = (body: Fields): Answer | null => {
    const unknown = Object.keys(body).find((key) => !KNOWN.includes(key));
    if (unknown) return invalid(unknown, 'unrecognized field found but not allowed');
    const isMissing = (key: string) => body[key] === undefined;
    const missing = ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'].find(
      isMissing,
    );
    if (missing)
      return invalid(missing, 'field is required but not found and has no default value');
    const { distribution } = body;
    if (!isFields(distribution) || distribution.feedDistribution !== 'MAIN_FEED')
      return invalid('distribution/feedDistribution', 'is not an enum symbol');
    if (!['PUBLIC', 'CONNECTIONS', 'LOGGED_IN'].includes(String(body.visibility)))
      return invalid('visibility', 'is not an enum symbol');
    if (body.lifecycleState !== 'PUBLISHED')
      return invalid('lifecycleState', 'must be PUBLISHED when a post is made');
    return typeof body.commentary === 'string' ? null : invalid('commentary', 'is not a string');
  };

  const entity = (post: Post) => ({
    id: post.urn,
    author: post.author,
    commentary: post.commentary,
    visibility: 'PUBLIC',
    distribution: {
      feedDistribution: 'MAIN_FEED',
      targetEntities: [],
      thirdPartyDistributionChannels: [],
    },
    lifecycleState: 'PUBLISHED',
    lifecycleStateInfo: { isEditedByAuthor: false },
    isReshareDisabledByAuthor: false,
    createdAt: post.createdAt,
    publishedAt: post.createdAt,
    lastModifiedAt: post.createdAt,
    ...(post.media.length > 0 && {
      content: post.isMulti
        ? { multiImage: { images: post.media.map(withAlt(post)) } }
        : { media: post.media.map(withAlt(post))[0] },
    }),
  });
  const withAlt = (post: Post) => (id: string, index: number) => ({
    id,
    altText: post.altTexts[index] ?? '',
  });

  /** Reading the posts of a member takes a permission that few applications have. */
  const mayRead = (author: string, { person, scopes }: Authorised): boolean =>
    state.speaksFor(person.id, author) &&
    scopes.includes(isOrganisation(author) ? 'r_organization_social' : 'r_member_social');

  return {
    create(body: Fields, { person, scopes }: Authorised): Answer {
      const problem = problemWith(body);
      if (problem) return problem;
      const author = String(body.author);
      const needed = isOrganisation(author) ? 'w_organization_social' : 'w_member_social';
      if (!state.speaksFor(person.id, author) || !scopes.includes(needed))
        return denied('partnerApiPostsExternal.CREATE');
      const written = String(body.commentary);
      if (written.length > TEXT_LIMIT)
        return refusal(400, 'FIELD_LENGTH_TOO_LONG', `commentary exceeds maximum of ${TEXT_LIMIT}`);
      const content = contentOf(body.content, author);
      if ('status' in content) return content;
      const { kept: commentary, shown: text } = readLittle(written);
      const media = content.media.map(({ id }) => id);
      if (text.trim() === '' && media.length === 0)
        return badParameter('A post must have a commentary or a content');
      const twin = state
        .postsOf(author)
        .slice(-REMEMBERED)
        .find((post) => post.commentary === commentary && `${post.media}` === `${media}`);
      if (twin) return refusal(422, 'DUPLICATE_POST', `Content is a duplicate of ${twin.urn}`);
      const kind = media[0]?.startsWith('urn:li:video:') ? 'ugcPost' : 'share';
      const urn = `urn:li:${kind}:${newNumber()}`;
      const altTexts = content.media.map(({ altText }) => altText);
      record.post({
        ...{ at: now(), receivedAt: now(), key: null, origin: 'created' },
        account: state.handleOf(author),
        accountId: author,
        remoteId: urn,
        text,
        media: media.flatMap((id) => state.done(id)?.sha256 ?? []),
        detail: { commentary, altTexts, media, isMulti: content.isMulti } satisfies PostDetail,
      });
      return { status: 201, headers: { 'x-restli-id': urn }, body: '' };
    },

    find({ query }: Call, authorised: Authorised): Answer {
      const author = query.get('author') ?? '';
      if (query.get('q') !== 'author' || author === '')
        return badParameter('Finder author needs the parameter author');
      if (!mayRead(author, authorised)) return denied('partnerApiPostsExternal.FINDER-author');
      const count = Math.min(Math.max(Number(query.get('count') ?? 10) || 10, 1), 100);
      const start = Math.max(Number(query.get('start') ?? 0) || 0, 0);
      const all = state.postsOf(author).toReversed();
      const elements = all.slice(start, start + count).map(entity);
      const paging = { start, count, links: [], total: all.length };
      return { status: 200, body: { paging, elements } };
    },

    get(urn: string, authorised: Authorised): Answer {
      const post = state.post(urn);
      if (!post) return notFound(urn);
      return mayRead(post.author, authorised)
        ? { status: 200, body: entity(post) }
        : denied('partnerApiPostsExternal.GET');
    },

    /** What is not there any more is deleted all the same. */
    remove(urn: string, { person, scopes }: Authorised): Answer {
      const post = state.post(urn);
      if (!post) return { status: 204, body: '' };
      const needed = isOrganisation(post.author) ? 'w_organization_social' : 'w_member_social';
      if (!state.speaksFor(person.id, post.author) || !scopes.includes(needed))
        return denied('partnerApiPostsExternal.DELETE');
      record.removed({ at: now(), accountId: post.author, remoteId: urn, detail: null });
      return { status: 204, body: '' };
    },
  };
}
