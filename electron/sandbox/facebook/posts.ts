import { graphError, invalid, unsupported } from '../graph/errors.ts';
import { select } from '../graph/fields.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import type { Answer, Call, NetworkRecord } from '../network.ts';
import type { Nodes } from './nodes.ts';
import type { Page, Planned, PostDetail, State, Video } from './state.ts';
import type { createUploads } from './uploads.ts';

const MINUTE = 60_000;
const LENGTH = 63_206;
const AHEAD = { least: 10 * MINUTE, most: 30 * 24 * 60 * MINUTE };
/** The same words again within this time are taken for a mistake. */
const SAME_WITHIN = 10 * MINUTE;

export interface PostParts {
  now(): number;
  newId(): string;
  state: State;
  nodes: Nodes;
  uploads: ReturnType<typeof createUploads>;
  record: NetworkRecord;
}

/** Posting on pages, at once and planned. Source: developers.facebook.com/docs/pages-api/posts. */
export function createPosts({ now, newId, state, nodes, uploads, record }: PostParts) {
  const shaOf = (photoIds: readonly string[], video: Video | null) => [
    ...photoIds.flatMap((id) => state.photo(id)?.sha256 ?? []),
    ...(video ? [video.sha256] : []),
  ];

  function put(
    page: Page,
    id: string,
    text: string,
    at: number,
    receivedAt: number,
    detail: PostDetail,
  ) {
    const video = detail.videoId === null ? null : state.video(detail.videoId);
    record.post({
      at,
      receivedAt,
      account: page.username,
      accountId: page.id,
      remoteId: id,
      text,
      media: shaOf(detail.photoIds, video),
      key: null,
      origin: 'created',
      detail,
    });
  }

  /** When it is to come out; null for now; or why it can't be planned. */
  function planIn(params: Params): number | null | Answer {
    const seconds = params.number('scheduled_publish_time');
    const published = params.flag('published') ?? true;
    if (seconds === null)
      return published ? null : invalid('The sandbox takes unpublished posts only with a time');
    if (published)
      return invalid('You cannot specify a scheduled publish time on a published post');
    return timeProblem(seconds) ?? seconds * 1000;
  }

  function timeProblem(seconds: number): Answer | null {
    const ahead = seconds * 1000 - now();
    return ahead >= AHEAD.least && ahead <= AHEAD.most
      ? null
      : invalid('The specified scheduled publish time is invalid.', { subcode: 1363018 });
  }

  function photosIn(params: Params, page: Page): string[] | Answer {
    const given = params.json('attached_media');
    if (given === null) return [];
    if (!Array.isArray(given)) return invalid('param attached_media must be an array.');
    const ids = given.map((each) => String((each as { media_fbid?: unknown } | null)?.media_fbid));
    for (const id of ids) {
      const photo = state.photo(id);
      if (!photo || photo.pageId !== page.id)
        return invalid(`Invalid parameter: there is no photo ${id}`, { subcode: 1366051 });
      if (state.isAttached(id))
        return invalid('Photos that are in a post already cannot be attached', {
          subcode: 1366046,
        });
    }
    return ids;
  }

  const isRepeated = (page: Page, text: string, photoIds: readonly string[]): boolean => {
    const [last] = state.postsOf(page.id);
    return (
      photoIds.length === 0 &&
      last?.text === text &&
      last.photoIds.length === 0 &&
      last.videoId === null &&
      now() - last.publishedAt < SAME_WITHIN
    );
  };

  return {
    feed(params: Params, page: Page): Answer {
      const text = (params.text('message') ?? '').trim();
      const photoIds = photosIn(params, page);
      if (!Array.isArray(photoIds)) return photoIds;
      if (text === '' && photoIds.length === 0 && params.text('link') === null)
        return invalid('The status you are trying to publish is empty', { subcode: 1349125 });
      if (text.length > LENGTH)
        return invalid(`Param message must be at most ${LENGTH} characters`);
      const link = params.text('link');
      if (link !== null && !/^https?:\/\/[^\s/]+\.[^\s/]+/.test(link))
        return graphError(1500, 'The url you supplied is invalid', { subcode: 1609005 });
      if (isRepeated(page, text, photoIds))
        return graphError(506, '(#506) Duplicate status message', { subcode: 1455006 });
      const at = planIn(params);
      if (at !== null && typeof at === 'object') return at;
      const id = `${page.id}_${newId()}`;
      if (at === null)
        put(page, id, text, now(), now(), { photoIds, videoId: null, plannedId: null });
      else
        record.state({
          kind: 'planned',
          ...{ id, pageId: page.id, text, photoIds, videoId: null, at, receivedAt: now() },
        });
      return { status: 200, body: { id } };
    },

    video(call: Call, params: Params, page: Page): Answer {
      const at = planIn(params);
      if (at !== null && typeof at === 'object') return at;
      const video = uploads.video(params, page, call.processing);
      if ('body' in video) return video;
      const { id, postId, description: text } = video;
      record.state(video);
      const detail = { photoIds: [], videoId: id };
      if (at === null) put(page, postId, text, now(), now(), { ...detail, plannedId: null });
      else
        record.state({
          kind: 'planned',
          id,
          pageId: page.id,
          text,
          ...detail,
          at,
          receivedAt: now(),
        });
      return { status: 200, body: { id } };
    },

    published: (call: Call, page: Page): Answer =>
      paged(call, state.postsOf(page.id).filter(isWorkedThrough), (post) =>
        select(nodes.post(post), 'PagePost', call.query.get('fields'), 'id,message,created_time'),
      ),

    scheduled: (call: Call, page: Page): Answer =>
      paged(
        call,
        plansOf(page).filter(({ videoId }) => videoId === null),
        (plan) =>
          select(nodes.post(plan), 'PagePost', call.query.get('fields'), 'id,message,created_time'),
      ),

    videos: (call: Call, page: Page): Answer =>
      paged(
        call,
        state.videosOf(page.id).sort((a, b) => b.createdAt - a.createdAt),
        (video) =>
          select(
            nodes.video(video),
            'Video',
            call.query.get('fields'),
            'id,description,created_time',
          ),
      ),

    /** Another time for what is planned. */
    replan(params: Params, page: Page, id: string): Answer {
      if (state.plan(id)?.pageId !== page.id) return unsupported('POST', id);
      const seconds = params.number('scheduled_publish_time');
      if (seconds === null) return invalid('The parameter scheduled_publish_time is required');
      const problem = timeProblem(seconds);
      if (problem) return problem;
      record.state({ kind: 'replanned', id, at: seconds * 1000 });
      return { status: 200, body: { success: true } };
    },

    isThere: (id: string): boolean =>
      state.plan(id) !== null || state.post(state.video(id)?.postId ?? id) !== null,

    /** A post, a plan, or a video with either. */
    remove(id: string, page: Page): Answer {
      const plan = state.plan(id);
      if (plan?.pageId === page.id) {
        record.state({ kind: 'plan_removed', id });
        return { status: 200, body: { success: true } };
      }
      const postId = state.video(id)?.postId ?? id;
      const post = state.post(postId);
      if (!post || post.pageId !== page.id) return unsupported('DELETE', id);
      record.removed({ at: now(), accountId: page.id, remoteId: postId, detail: null });
      return { status: 200, body: { success: true } };
    },

    insights(
      call: Call,
      id: string,
      valuesOf: (name: string) => number | null,
      page: Page,
    ): Answer {
      const post = state.post(id);
      if (!post || post.pageId !== page.id) return unsupported('GET', id);
      const names = (call.query.get('metric') ?? '').split(',').filter(Boolean);
      if (names.length === 0) return invalid('No metric was specified');
      const data: object[] = [];
      for (const name of names) {
        const value = valuesOf(name);
        if (value === null) return invalid('The value must be a valid insights metric');
        data.push({
          name,
          period: 'lifetime',
          values: [{ value }],
          title: name,
          id: `${id}/insights/${name}/lifetime`,
        });
      }
      // Pages with fewer than 100 likes get no figures.
      return { status: 200, body: { data: page.followers < 100 ? [] : data } };
    },

    /** Puts out what is due. */
    publishDue(): void {
      const due = state.plans().filter(({ at }) => at <= now());
      for (const plan of due.sort((a, b) => a.at - b.at)) {
        const page = state.page(plan.pageId);
        const video = plan.videoId === null ? null : state.video(plan.videoId);
        const { photoIds, videoId, id: plannedId } = plan;
        const detail = { photoIds, videoId, plannedId };
        if (page) put(page, video?.postId ?? plan.id, plan.text, plan.at, plan.receivedAt, detail);
      }
    },
  };

  function plansOf(page: Page): Planned[] {
    return state.plans().filter(({ pageId }) => pageId === page.id);
  }
  function isWorkedThrough({ videoId }: { videoId: string | null }): boolean {
    if (videoId === null) return true;
    const readyAt = state.video(videoId)?.readyAt ?? null;
    return readyAt !== null && readyAt <= now();
  }
}
