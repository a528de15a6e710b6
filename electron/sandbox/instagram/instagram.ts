import { createAudience } from '../audience.ts';
import { chanceOf } from '../chance.ts';
import { createConversation, isConversationChange } from '../graph/conversation.ts';
import { invalid, unsupported } from '../graph/errors.ts';
import { select } from '../graph/fields.ts';
import { createIds } from '../graph/ids.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import { createRoutes, type Run, withParams } from '../graph/routes.ts';
import { serving } from '../graph/serving.ts';
import { createTokenEvents } from '../graph/token-events.ts';
import { createUsage } from '../graph/usage.ts';
import { type Answer, type Call, into, type Network, type NetworkParts } from '../network.ts';
import { createAccess, type Scope } from './access.ts';
import { createComments } from './comments.ts';
import { createNodes } from './nodes.ts';
import { createPublishing } from './publishing.ts';
import { type Change, createState, type Person } from './state.ts';

const BASIC = 'instagram_business_basic';
const PUBLISH = 'instagram_business_content_publish';
const COMMENTS = 'instagram_business_manage_comments';

/** Professional accounts of Instagram. Source: developers.facebook.com/docs/instagram-platform. */
export function createInstagram(parts: NetworkParts): Network {
  const { now, seed, media, limited, ownPage } = parts;
  const tokens = createTokenEvents();
  const audience = createAudience(seed, now);
  const state = createState((change) => {
    if (isConversationChange(change)) conversation.apply(change);
    else tokens.take(change);
  });
  const conversation = createConversation({
    seed,
    audience,
    posts: () => state.allMedia(),
    idOf: (_, digits) => `18${digits}`,
  });
  for (const event of parts.events) state.apply(event);
  const record = into(parts.record, state.apply);
  const change = (what: Change) => record.state(what);
  const newId = createIds(now, parts.events.length);
  const access = createAccess({ seed, now, newId, ownPage, state, record: change });
  const { authorisation } = access;
  tokens.handTo(authorisation.apply);
  const nodes = createNodes({ now, state, audience, conversation });
  const publishing = createPublishing({ now, newId, limited, media, state, nodes, record });
  const comments = createComments({ now, newId, state, nodes, conversation, record: change });
  const usage = createUsage(now, limited, 'instagram', 80_002);

  /** In the name of the person; `own` where it is an edge of theirs. */
  const as = (
    scope: Scope,
    run: (call: Call, params: Params, person: Person, id: string) => ReturnType<Run>,
    own = false,
  ): Run =>
    withParams((call, params, id) => {
      const person = access.personFor(call, scope, own ? id : undefined);
      return 'body' in person ? person : run(call, params, person, id);
    });
  const shown = (found: Record<string, unknown> | Answer): Answer =>
    'body' in found ? (found as unknown as Answer) : { status: 200, body: found };

  function read(call: Call, person: Person, id: string): Answer {
    const fields = call.query.get('fields');
    if (id === person.id || id === 'me')
      return shown(select(nodes.person(person), 'User', fields, 'id,user_id,username'));
    const container = state.container(id);
    if (container?.personId === person.id)
      return shown(select(nodes.container(container), 'IGContainer', fields, 'id'));
    const item = state.media(id);
    if (item?.personId === person.id)
      return shown(select(nodes.media(item, call.origin), 'IGMedia', fields, 'id'));
    const comment = conversation.find(id);
    return comment
      ? shown(select(nodes.comment(comment), 'IGComment', fields, 'id,text,timestamp'))
      : unsupported('GET', id);
  }

  function insights(call: Call, person: Person, id: string): Answer {
    const item = state.media(id);
    if (item?.personId !== person.id) return unsupported('GET', id);
    const figures = audience.reactionsTo(id, item.publishedAt);
    const known: Readonly<Record<string, number>> = {
      views: figures.views,
      reach: figures.reach,
      saved: figures.saves,
      shares: figures.shares,
      likes: figures.likes,
      comments: conversation.under(id).length,
      total_interactions: figures.likes + figures.comments + figures.shares + figures.saves,
    };
    const names = (call.query.get('metric') ?? '').split(',').filter(Boolean);
    const wrong = names.findIndex((name) => !(name in known));
    if (names.length === 0 || wrong >= 0)
      return invalid(
        `metric[${Math.max(wrong, 0)}] must be one of the following values: ${Object.keys(known).join(', ')}`,
      );
    const data = names.map((name) => ({
      name,
      period: 'lifetime',
      values: [{ value: known[name] }],
      title: name,
      id: `${id}/insights/${name}/lifetime`,
    }));
    return { status: 200, body: { data } };
  }

  const routes = createRoutes({
    'GET /oauth/authorize': (call) => authorisation.page(call, call.path),
    'POST /oauth/authorize': withParams((_, { form }) =>
      form ? authorisation.decide(form) : invalid('The form is empty'),
    ),
    'POST /oauth/access_token': withParams((_, params) => access.redeem(params)),
    'GET /access_token': withParams((_, params) => access.exchange(params)),
    'GET /refresh_access_token': withParams((_, params) => access.refresh(params)),
    'GET /:id/content_publishing_limit': as(
      PUBLISH,
      (_, __, person) => publishing.quota(person),
      true,
    ),
    'GET /:id/media': as(
      BASIC,
      (call, _, person) =>
        paged(call, state.mediaOf(person.id), (item) =>
          select(nodes.media(item, call.origin), 'IGMedia', call.query.get('fields'), 'id'),
        ),
      true,
    ),
    'POST /:id/media': as(PUBLISH, publishing.container, true),
    'POST /:id/media_publish': as(
      PUBLISH,
      (_, params, person) => publishing.publish(params, person),
      true,
    ),
    'GET /:id/insights': as('instagram_business_manage_insights', (call, _, person, id) =>
      insights(call, person, id),
    ),
    'GET /:id/comments': as(COMMENTS, comments.list),
    'POST /:id/comments': as(COMMENTS, comments.write),
    'GET /:id/replies': as(COMMENTS, comments.replies),
    'POST /:id/replies': as(COMMENTS, comments.reply),
    'GET /:id': as(BASIC, (call, _, person, id) => read(call, person, id)),
    'POST /:id': as(COMMENTS, comments.change),
    'DELETE /:id': as(COMMENTS, comments.remove),
  });

  if (state.people().length === 0) {
    for (const username of parts.people) {
      const name = `${username.charAt(0).toUpperCase()}${username.slice(1)}`;
      const followers = 90 + Math.floor(chanceOf(seed, username, 'instagram') * 6000);
      change({ kind: 'person', id: newId(), username, name, followers });
    }
  }
  // Theirs end after sixty days: who starts it later finds new ones.
  for (const { id } of state.people()) if (authorisation.tokenOf(id) === null) access.newToken(id);

  return {
    name: 'instagram',
    ...serving({
      ...{ routes, authorisation, usage },
      handleOf: (personId) => state.person(personId)?.username ?? null,
      unknown: routes.unknown,
    }),
    // Containers are worked through by the clock alone.
    catchUp: () => {},
    accounts: () =>
      state.people().map(({ id, username }) => ({
        network: 'instagram',
        handle: username,
        secret: authorisation.tokenOf(id) ?? access.newToken(id).token,
      })),
  };
}
