import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Posts } from '../posts/posts.ts';
import type { Settings } from '../settings/settings.ts';
import type { Recurrences } from './recurrences.ts';

/** Under which the settings remember the rules of the zones that posts are in. */
const ZONE_RULES = 'zoneRules';
const rulesByZone = z.record(z.string(), z.string());

interface Ahead {
  posts: Pick<Posts, 'queue' | 'zoneRules'>;
  recurrences: Pick<Recurrences, 'extendAll'>;
  settings: Pick<Settings, 'recall' | 'remember'>;
  log: Log;
}

/** What the time ahead needs, at start and once a day: zones whose rules changed, queues without gaps, occurrences. */
export async function prepareAhead({ posts, recurrences, settings, log }: Ahead): Promise<void> {
  const known = rulesByZone.safeParse(settings.recall(ZONE_RULES));
  const { rules, moved } = posts.zoneRules.follow(known.success ? known.data : {});
  settings.remember(ZONE_RULES, rules);
  if (moved > 0) log.warn('Posts moved with the new rules of their zone', { moved });
  posts.queue.flowAll();
  const made = await recurrences.extendAll();
  if (made > 0) log.info('Recurring posts were made', { made });
}
