import { createAudience } from '../audience.ts';
import type { AuthorisationToken } from '../authorisation.ts';
import { chanceOf } from '../chance.ts';
import { createConversation, isConversationChange } from '../graph/conversation.ts';
import { invalid, unsupported } from '../graph/errors.ts';
import { type Node, select } from '../graph/fields.ts';
import { createIds } from '../graph/ids.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import { createRoutes, type Run, withParams } from '../graph/routes.ts';
import { serving } from '../graph/serving.ts';
import { createTokenEvents } from '../graph/token-events.ts';
import { createUsage } from '../graph/usage.ts';
import { type Answer, type Call, into, type Network, type NetworkParts } from '../network.ts';
import { createAccess, SCOPES, type Scope } from './access.ts';
import { createComments } from './comments.ts';
import { createNodes } from './nodes.ts';
import { createPosts } from './posts.ts';
import { type Change, createState, type Page } from './state.ts';
import { createTagged } from './tagged.ts';
import { createUploads } from './uploads.ts';

/** Pages of Facebook, by the Graph API. Source: developers.facebook.com/docs/pages-api. */
export function createFacebook(parts: NetworkParts): Network {
  const { now, seed, media } = parts;
  const tokens = createTokenEvents();
  const audience = createAudience(seed, now);
  const state = createState((change) => {
    if (isConversationChange(change)) conversation.apply(change);
    else tokens.take(change);
  });
  const conversation = createConversation({
    seed,
    audience,
    posts: () => state.posts(),
    idOf: (postId, digits) => `${postId.split('_')[1]}_${digits}`,
  });
  for (const event of parts.events) state.apply(event);
  const record = into(parts.record, state.apply);
  const change = (what: Change) => record.state(what);
  const newId = createIds(now, parts.events.length);
  const access = createAccess({ seed, now, newId, state, record: change });
  const { authorisation } = access;
  tokens.handTo(authorisation.apply);
  const { clientId: applicationId } = authorisation.application;
  const nodes = createNodes({ now, state, audience, conversation });
  const uploads = createUploads({ seed, now, newId, media, state, applicationId, record: change });
  const posts = createPosts({ now, newId, state, nodes, uploads, record });
  const tagged = createTagged({ seed, state, audience });
  const comments = createComments({
    ...{ now, newId, state, nodes, conversation, tagged, record: change },
  });
  const usage = createUsage(now, parts.limited, 'pages', 80_001);

  /** In the name of the page whose edge it is. */
  const asPage = (
    scope: Scope,
    run: (call: Call, params: Params, page: Page, id: string) => ReturnType<Run>,
    isOwnEdge = true,
  ): Run =>
    withParams((call, params, id) => {
      const page = access.pageFor(call, scope, isOwnEdge ? id : undefined);
      return 'body' in page ? page : run(call, params, page, id);
    });
  const asAnybody =
    (run: (call: Call, holder: AuthorisationToken, id: string) => ReturnType<Run>): Run =>
    (call, id) => {
      const holder = access.holderOf(call);
      return 'body' in holder ? holder : run(call, holder, id);
    };

  const figureOf = (id: string) => (name: string) => {
    const post = state.post(id);
    const figures = audience.reactionsTo(id, post?.publishedAt ?? now());
    if (name === 'post_media_view') return figures.views;
    if (name === 'post_total_media_view_unique') return figures.reach;
    return name === 'post_clicks' ? figures.clicks : null;
  };

  /** A node by its id, as the holder of the token sees it. */
  function nodeOf(
    id: string,
    holder: AuthorisationToken,
  ): [node: Node, type: string, usual: string] | null {
    const page = state.page(id);
    if (page) {
      const runs = access.pagesOf(holder).includes(page) || holder.personId === id;
      const token = runs ? () => access.pageToken(page, holder) : null;
      return [nodes.page(page, token), 'Page', 'id,name'];
    }
    const user = state.user(id);
    if (user) return holder.personId === id ? [nodes.user(user), 'User', 'id,name'] : null;
    const own = state.page(holder.personId);
    const plan = state.plan(id);
    const video = state.video(id);
    if (video) return video.pageId === own?.id ? [nodes.video(video), 'Video', 'id'] : null;
    const post = state.post(id) ?? plan;
    if (post) return post.pageId === own?.id ? [nodes.post(post), 'PagePost', 'id,message'] : null;
    if (state.photo(id)) return [nodes.photo(id), 'Photo', 'id'];
    const mention = tagged.find(id);
    if (mention) return [nodes.tagged(mention), 'PagePost', 'id,message'];
    const comment = conversation.find(id);
    return comment ? [nodes.comment(comment), 'Comment', 'id,message,from'] : null;
  }
  const read = (call: Call, holder: AuthorisationToken, id: string): Answer => {
    const found = nodeOf(id, holder);
    if (!found) return unsupported('GET', id);
    const picked = select(found[0], found[1], call.query.get('fields'), found[2]);
    return 'body' in picked ? (picked as unknown as Answer) : { status: 200, body: picked };
  };

  const routes = createRoutes({
    'GET /dialog/oauth': (call) => access.page(call),
    'POST /dialog/oauth': withParams((_, { form }) =>
      form ? access.decide(form) : invalid('The form is empty'),
    ),
    'GET /oauth/access_token': withParams((_, params) => access.token(params)),
    'POST /oauth/access_token': withParams((_, params) => access.token(params)),
    'GET /debug_token': withParams((_, params) => access.inspect(params)),
    'GET /me': asAnybody((call, holder) => read(call, holder, holder.personId)),
    'GET /me/permissions': asAnybody((_, { scopes }) => ({
      status: 200,
      body: { data: scopes.map((permission) => ({ permission, status: 'granted' })) },
    })),
    'GET /me/accounts': asAnybody((call, holder) =>
      holder.scopes.includes('pages_show_list')
        ? paged(call, access.pagesOf(holder), (page) =>
            select(
              nodes.page(page, () => access.pageToken(page, holder)),
              'Page',
              call.query.get('fields'),
              'id,name,access_token,tasks',
            ),
          )
        : { status: 200, body: { data: [] } },
    ),
    'POST /:id/uploads': withParams((call, params, id) => {
      const holder = access.holderOf(call);
      return 'body' in holder ? holder : uploads.begin(params, id, holder);
    }),
    'POST /:id/feed': asPage('pages_manage_posts', (_, params, page) => posts.feed(params, page)),
    'POST /:id/photos': asPage('pages_manage_posts', (_, params, page) =>
      uploads.photo(params, page),
    ),
    'POST /:id/videos': asPage('pages_manage_posts', posts.video),
    'GET /:id/published_posts': asPage('pages_read_engagement', (call, _, page) =>
      posts.published(call, page),
    ),
    'GET /:id/scheduled_posts': asPage('pages_read_engagement', (call, _, page) =>
      posts.scheduled(call, page),
    ),
    'GET /:id/videos': asPage('pages_read_engagement', (call, _, page) => posts.videos(call, page)),
    'GET /:id/insights': asPage(
      'read_insights',
      (call, _, page, id) => posts.insights(call, id, figureOf(id), page),
      false,
    ),
    'GET /:id/comments': asPage('pages_read_user_content', comments.list, false),
    'POST /:id/comments': asPage('pages_manage_engagement', comments.write, false),
    'POST /:id/likes': asPage(
      'pages_manage_engagement',
      (_, __, page, id) => comments.like(page, id, true),
      false,
    ),
    'DELETE /:id/likes': asPage(
      'pages_manage_engagement',
      (_, __, page, id) => comments.like(page, id, false),
      false,
    ),
    'GET /:id/tagged': asPage('pages_read_user_content', (call, _, page) =>
      comments.tagged(call, page),
    ),
    'GET /upload::id': asAnybody((_, __, id) => uploads.state(`upload:${id}`)),
    'POST /upload::id': asAnybody((call, _, id) => uploads.piece(call, `upload:${id}`)),
    'GET /:id': asAnybody(read),
    'POST /:id': (call, id) =>
      state.plan(id)
        ? asPage(
            'pages_manage_posts',
            (_, params, page) => posts.replan(params, page, id),
            false,
          )(call, id)
        : asPage('pages_manage_engagement', comments.change, false)(call, id),
    'DELETE /:id': (call, id) =>
      posts.isThere(id)
        ? asPage('pages_manage_posts', (_, __, page) => posts.remove(id, page), false)(call, id)
        : asPage(
            'pages_manage_engagement',
            (_, __, page) => comments.remove(page, id),
            false,
          )(call, id),
  });

  if (state.pages().length === 0) {
    const user = { id: newId(), name: 'Sam Sandbox' };
    change({ kind: 'user', ...user });
    for (const username of parts.people) {
      const name = `${username.charAt(0).toUpperCase()}${username.slice(1)}`;
      const followers = 150 + Math.floor(chanceOf(seed, username, 'followers') * 4000);
      change({
        ...{ kind: 'page', id: newId(), username, name, userId: user.id },
        ...{ followers, createdAt: now() },
      });
    }
    for (const page of state.pages()) authorisation.issue(page.id, SCOPES, newId(), null);
  }

  return {
    name: 'facebook',
    ...serving({
      ...{ routes, authorisation, usage },
      handleOf: (personId) => state.page(personId)?.username ?? null,
      unknown: routes.unknown,
    }),
    catchUp: posts.publishDue,
    accounts: () =>
      state.pages().map(({ id, username }) => ({
        network: 'facebook',
        handle: username,
        secret: authorisation.tokenOf(id) ?? authorisation.issue(id, SCOPES, newId(), null).token,
      })),
  };
}
