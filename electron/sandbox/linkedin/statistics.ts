import type { createAudience, Reactions } from '../audience.ts';
import type { Answer, Call } from '../network.ts';
import type { Authorised } from './access.ts';
import type { Comments } from './comments.ts';
import { badParameter, denied, notFound } from './refusals.ts';
import type { Post, State } from './state.ts';

export interface StatisticsParts {
  state: State;
  audience: ReturnType<typeof createAudience>;
  comments: Comments;
}

/** `List(a,b)` of Rest.li 2.0, decoded. */
const listIn = (value: string | null): string[] =>
  /^List\((.*)\)$/
    .exec(value ?? '')?.[1]
    ?.split(',')
    .filter(Boolean) ?? [];

/** Numbers of posts, which grow. Source: …/organizations/share-statistics, …/members/post-statistics. */
export function createStatistics({ state, audience, comments }: StatisticsParts) {
  const reactionsTo = (post: Post): Reactions => ({
    ...audience.reactionsTo(post.urn, post.createdAt),
    comments: comments.countOf(post),
  });

  return {
    ofShares({ query }: Call, { person }: Authorised): Answer {
      const organisation = query.get('organizationalEntity') ?? '';
      if (query.get('q') !== 'organizationalEntity') return badParameter('Unknown finder');
      if (
        !organisation.startsWith('urn:li:organization:') ||
        !state.speaksFor(person.id, organisation)
      )
        return denied('organizationalEntityShareStatistics.FINDER');
      const urns = [...listIn(query.get('shares')), ...listIn(query.get('ugcPosts'))];
      const posts = urns
        .flatMap((urn) => state.post(urn) ?? [])
        .filter(({ author }) => author === organisation);
      const elements = posts.map((post) => {
        const { views, reach, likes, comments, shares, clicks } = reactionsTo(post);
        const acts = likes + comments + shares + clicks;
        return {
          organizationalEntity: organisation,
          [post.urn.startsWith('urn:li:share:') ? 'share' : 'ugcPost']: post.urn,
          totalShareStatistics: {
            impressionCount: views,
            uniqueImpressionsCount: reach,
            likeCount: likes,
            commentCount: comments,
            shareCount: shares,
            clickCount: clicks,
            engagement: views === 0 ? 0 : acts / views,
          },
        };
      });
      return { status: 200, body: { paging: { start: 0, count: 10, links: [] }, elements } };
    },

    ofMember({ query }: Call, { person }: Authorised): Answer {
      const match = /^\((share|ugc):(urn:li:(?:share|ugcPost):\d+)\)$/.exec(
        query.get('entity') ?? '',
      );
      if (query.get('q') !== 'entity' || !match) return badParameter('Invalid entity');
      const urn = match[2] ?? '';
      if ((match[1] === 'ugc') !== urn.startsWith('urn:li:ugcPost:'))
        return badParameter('Invalid entity');
      const post = state.post(urn);
      if (!post) return notFound(urn);
      if (post.author !== `urn:li:person:${person.id}`)
        return denied('memberCreatorPostAnalytics.FINDER-entity');
      const { views, reach, likes, comments, shares, saves, clicks } = reactionsTo(post);
      const counts: Readonly<Record<string, number>> = {
        ...{ IMPRESSION: views, MEMBERS_REACHED: reach, REACTION: likes, COMMENT: comments },
        ...{ RESHARE: shares, POST_SAVE: saves, LINK_CLICKS: clicks },
      };
      const metricType = query.get('queryType') ?? '';
      const count = counts[metricType];
      if (count === undefined || query.get('aggregation') !== 'TOTAL')
        return badParameter('Invalid queryType or aggregation');
      const targetEntity = { [match[1] ?? 'share']: urn };
      return {
        status: 200,
        body: {
          paging: { start: 0, count: 10, links: [], total: 1 },
          elements: [{ count, metricType, targetEntity, dateRange: {} }],
        },
      };
    },
  };
}
