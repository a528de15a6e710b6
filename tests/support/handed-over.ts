import type { Core } from '../../electron/core.ts';
import { createRouter } from '../../electron/ipc/router.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/ipc/route.ts';
import type { Account, Post } from '../../shared/ipc/views.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  schedule,
  type TestRunner,
  value,
} from './runner.ts';
import { type OpenSandbox, openSandbox } from './sandbox.ts';

export const HOUR = 60 * MINUTE;

/** The product on the sandbox's Mastodon, with a line between them that can be cut. */
export async function openHandOver() {
  let clockNow = () => Date.now();
  const sandbox: OpenSandbox = await openSandbox({ clock: { now: () => clockNow() } });
  const proxy: FaultProxy = await startFaultProxy(sandbox.mastodon);
  const bluesky = await startFaultProxy(sandbox.bluesky);
  const runner: TestRunner = await openRunner({
    pds: { url: sandbox.bluesky } as Network['pds'],
    proxy: bluesky,
  });
  clockNow = runner.workspace.clock.now;
  const { services, clientId } = runner;
  const token = (handle: string) =>
    sandbox.accounts.find((each) => each.network === 'mastodon' && each.handle === handle)
      ?.secret ?? '';
  const connect = async (handle: string) =>
    value(
      await services.accounts.connect({
        clientId,
        network: 'mastodon',
        serviceUrl: proxy.url,
        appPassword: token(handle),
      }),
    );
  const router = createRouter(
    {
      services: () => services,
      status: () => ({ state: 'ready' }),
      noticeFailure: fail,
    } as never as Core,
    { checkOutput: true },
  );
  const call = <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
    router.invoke(name, input, { kind: 'window' }) as Promise<Result<RouteOutput<Name>>>;
  const ada = await connect('ada');
  value(await call('accounts.setHandOver', { id: ada.id, on: true }));

  return {
    sandbox,
    proxy,
    runner,
    services,
    ada,
    connect,
    call,
    /** As the account's own list on the server has them. */
    async planned(handle = 'ada') {
      const response = await fetch(`${sandbox.mastodon}/api/v1/scheduled_statuses`, {
        headers: { authorization: `Bearer ${token(handle)}` },
      });
      const list = (await response.json()) as {
        id: string;
        scheduled_at: string;
        params: { text: string };
        media_attachments: { description: string | null }[];
      }[];
      return list.map((each) => ({
        id: each.id,
        text: each.params.text,
        at: Date.parse(each.scheduled_at),
        descriptions: each.media_attachments.map(({ description }) => description),
      }));
    },
    /** Deletes what is planned there, as another application would. */
    async unplan(id: string) {
      await fetch(`${sandbox.mastodon}/api/v1/scheduled_statuses/${id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token('ada')}` },
      });
    },
    published: () =>
      sandbox
        .posts()
        .filter(({ origin, network }) => origin === 'created' && network === 'mastodon')
        .map(({ text, publishedAt }) => ({ text, at: publishedAt })),
    draft: (text: string, to: readonly Account[] = [ada], media: readonly string[] = []) =>
      value(
        services.posts.create({
          clientId,
          text,
          targets: to.map(({ id }) => ({ accountId: id, text: null })),
          media: media.map((mediaId) => ({ mediaId, altText: 'A dot' })),
        }),
      ),
    plan: (draft: Post, inMs: number) =>
      schedule(services, draft.id, runner.workspace.clock.now() + inMs),
    /** Long enough for the change before it to settle, so that what is to be handed over is. */
    settle: () => runner.after(15_000),
    at: (inMs: number) => ({
      wallTime: new Date(runner.workspace.clock.now() + inMs).toISOString().slice(0, 16),
      zone: 'UTC',
    }),
    delivery: (post: Post, of: Account = ada) =>
      runner.delivery(post.id, { account: of } as Connected),
    row: (post: Post) =>
      runner.workspace.database.raw
        .prepare('select state, handed_over_id as heldAs from deliveries where post_id = ?')
        .get(post.id) as { state: string; heldAs: string | null },
    async close() {
      await runner.close();
      await proxy.stop();
      await bluesky.stop();
      await sandbox.remove();
    },
  };
}

export type HandOverTest = Awaited<ReturnType<typeof openHandOver>>;

function fail(error: unknown): never {
  throw error;
}
