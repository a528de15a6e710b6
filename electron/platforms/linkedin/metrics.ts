import { z } from 'zod';
import type { Metric } from '../../../shared/domain/network.ts';
import type { RemoteMetrics } from '../platform.ts';
import { unlessRefused } from './accounts.ts';
import type { LinkedInApi } from './api.ts';
import { isNotFound } from './failure.ts';
import { encoded, isOrganisation, listOf } from './urn.ts';

/** The numbers of posts, as LinkedIn gives them to their author. Posts that are gone are left out. */
export const readMetrics = (
  api: LinkedInApi,
  own: string,
  postUrns: readonly string[],
): Promise<RemoteMetrics[]> =>
  isOrganisation(own) ? organisationMetrics(api, own, postUrns) : memberMetrics(api, postUrns);

const figure = z.int().min(0).optional().catch(undefined);
const shareStatistics = z.object({
  elements: z.array(
    z.object({
      share: z.string().optional(),
      ugcPost: z.string().optional(),
      totalShareStatistics: z.object({
        impressionCount: figure,
        uniqueImpressionsCount: figure,
        likeCount: figure,
        commentCount: figure,
        shareCount: figure,
        clickCount: figure,
      }),
    }),
  ),
});

/** Posts that are asked for in one call: their URNs stand in its address. */
const AT_ONCE = 20;

/** Source: …/community-management/organizations/share-statistics. */
async function organisationMetrics(
  api: LinkedInApi,
  own: string,
  postUrns: readonly string[],
): Promise<RemoteMetrics[]> {
  const found: RemoteMetrics[] = [];
  for (const [parameter, kind] of [
    ['shares', 'urn:li:share:'],
    ['ugcPosts', 'urn:li:ugcPost:'],
  ] as const) {
    const urns = postUrns.filter((urn) => urn.startsWith(kind));
    for (let start = 0; start < urns.length; start += AT_ONCE) {
      const some = urns.slice(start, start + AT_ONCE);
      const path = `/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${encoded(own)}&${parameter}=${listOf(some.map(encoded))}`;
      const { value } = await api.find(path, shareStatistics);
      for (const { share, ugcPost, totalShareStatistics: told } of value.elements) {
        const remoteId = share ?? ugcPost ?? '';
        if (!some.includes(remoteId)) continue;
        const values = known({
          views: told.impressionCount,
          reach: told.uniqueImpressionsCount,
          likes: told.likeCount,
          comments: told.commentCount,
          shares: told.shareCount,
          clicks: told.clickCount,
        });
        found.push({ remoteId, values });
      }
    }
  }
  return found;
}

const MEMBER_METRICS: readonly (readonly [Metric, string])[] = [
  ['views', 'IMPRESSION'],
  ['reach', 'MEMBERS_REACHED'],
  ['likes', 'REACTION'],
  ['comments', 'COMMENT'],
  ['shares', 'RESHARE'],
  ['saves', 'POST_SAVE'],
  ['clicks', 'LINK_CLICKS'],
];
const counted = z.object({ elements: z.array(z.object({ count: figure })) });

/** Source: …/community-management/members/post-statistics. */
async function memberMetrics(
  api: LinkedInApi,
  postUrns: readonly string[],
): Promise<RemoteMetrics[]> {
  const found: RemoteMetrics[] = [];
  for (const remoteId of postUrns) {
    const kind = remoteId.startsWith('urn:li:ugcPost:') ? 'ugc' : 'share';
    const count = async (queryType: string) => {
      const path = `/memberCreatorPostAnalytics?q=entity&entity=(${kind}:${encoded(remoteId)})&queryType=${queryType}&aggregation=TOTAL`;
      const { value } = await api.find(path, counted);
      return value.elements[0]?.count;
    };
    try {
      const values: Partial<Record<Metric, number | undefined>> = {};
      for (const [metric, queryType] of MEMBER_METRICS) {
        const isYoung = metric === 'saves' || metric === 'clicks';
        // Not every application is given these two.
        values[metric] = isYoung
          ? ((await unlessRefused(count(queryType))) ?? undefined)
          : await count(queryType);
      }
      found.push({ remoteId, values: known(values) });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return found;
}

/** Without those that LinkedIn did not tell. */
const known = (values: Partial<Record<Metric, number | undefined>>): RemoteMetrics['values'] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
