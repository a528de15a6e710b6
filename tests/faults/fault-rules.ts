import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import { NETWORK_IDS, type NetworkId } from '../../shared/domain/network.ts';
import type { Seeded } from './seeded.ts';

type Rule = NonNullable<FaultPlanInput['rules']>[number];
type Fault = Rule['fault'];

/** The calls that publishing makes; what makes a post is named twice, as it is what matters most. */
const CALLS: Readonly<Record<NetworkId, readonly [string, ...string[]]>> = {
  bluesky: [
    'com.atproto.repo.putRecord',
    'com.atproto.repo.putRecord',
    'com.atproto.repo.uploadBlob',
    'app.bsky.video.uploadVideo',
    'com.atproto.repo.getRecord',
    'com.atproto.server.refreshSession',
  ],
  mastodon: [
    'POST /api/v1/statuses',
    'POST /api/v1/statuses',
    'POST /api/v2/media',
    'POST /api/v2/media',
    'GET /api/v1/media/:id',
    'GET /api/v1/accounts/:id/statuses',
  ],
  x: [
    'POST /2/tweets',
    'POST /2/tweets',
    'POST /2/media/upload/:id/append',
    'POST /2/media/upload/:id/finalize',
    'GET /2/users/:id/tweets',
  ],
  facebook: [
    'POST /:id/feed',
    'POST /:id/feed',
    'POST /:id/photos',
    'POST /:id/videos',
    'POST /upload::id',
    'POST /:id/comments',
    'GET /:id/published_posts',
  ],
  instagram: [
    'POST /:id/media_publish',
    'POST /:id/media_publish',
    'POST /:id/media',
    'POST /:id/comments',
    'GET /:id',
    'GET /:id/media',
  ],
  linkedin: [
    'POST /rest/posts',
    'POST /rest/posts',
    'POST /rest/images?action=initializeUpload',
    'PUT /dms-uploads/:name/:piece',
    'POST /rest/socialActions/:urn/comments',
    'GET /rest/posts',
  ],
  tiktok: [
    'POST /v2/post/publish/video/init/',
    'POST /v2/post/publish/content/init/',
    'PUT /video/',
    'POST /v2/post/publish/status/fetch/',
    'POST /v2/post/publish/creator_info/query/',
  ],
  threads: [
    'POST /:id/threads_publish',
    'POST /:id/threads_publish',
    'POST /:id/threads',
    'GET /:id',
    'GET /:id/threads',
  ],
};

/** Longer than anything waits at a stretch, and not without an end: that is given up a day later, which takes long. */
const PROCESSING = 3 * 60 * 60_000;

/** What it uploads may stay in processing. */
const PROCESSED = /\/api\/v2\/media|\/finalize|uploadVideo|:id\/media$|:id\/threads$|PUT \/video/;

/** What goes wrong in one life of the runner: enough that some of it comes, as a life calls only some networks. */
export function faultRules(random: Seeded): Rule[] {
  return Array.from({ length: 6 + random.below(16) }, () => ruleOf(random));
}

function ruleOf(random: Seeded): Rule {
  if (random.next() < 0.02)
    return { when: { network: random.pick(NETWORK_IDS) }, fault: { kind: 'refuse' } };
  const network = random.pick(NETWORK_IDS);
  const operation = random.pick(CALLS[network]);
  const often = random.pick([
    { nth: 1 },
    { nth: 1 + random.below(3) },
    { times: 2 },
    { chance: 0.5 },
  ]);
  return { when: { network, operation, ...often }, fault: faultOf(operation, random) };
}

/** What is refused was not done: a network that says no and does it all the same is not to be explained. */
function faultOf(operation: string, random: Seeded): Fault {
  const effect = random.pick<'none' | 'done'>(['none', 'done', 'done']);
  if (PROCESSED.test(operation) && random.next() < 0.4)
    return { kind: 'processing', ms: random.pick([PROCESSING, 100, 1000, 20_000]) };
  const kinds: [Fault, ...Fault[]] = [
    { kind: 'reset' },
    { kind: 'cut', effect },
    { kind: 'cut', effect: 'done' },
    { kind: 'hang', effect },
    { kind: 'status', status: random.pick([400, 401, 403, 404, 413, 422]) },
    { kind: 'status', status: random.pick([500, 502, 503, 504]), effect },
    { kind: 'rate_limit', seconds: random.pick([5, 60, 900, 7200]) },
    { kind: 'rate_limit', headers: false },
    { kind: 'drip', ms: 100 + random.below(900) },
    { kind: 'truncate' },
    { kind: 'wrong_json', effect },
    { kind: 'html', status: random.pick([200, 404, 502]), effect: 'none' },
    { kind: 'html', status: random.pick([200, 502, 504]), effect: 'done' },
    { kind: 'expire' },
    { kind: 'revoke' },
  ];
  return random.pick(kinds);
}
