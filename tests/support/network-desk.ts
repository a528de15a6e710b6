import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import type { PostEntry } from '../../electron/sandbox/post-list.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { RouteInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Account, Delivery } from '../../shared/ipc/views.ts';
import { BUCKET_KEY, startBucket } from './bucket.ts';
import { decideOnSandbox } from './consent.ts';
import { type Desk, furnish } from './desk.ts';
import { flat } from './images.ts';
import { importMedia } from './import-media.ts';
import { expect, type LaunchedApp, type LaunchOptions } from './launch.ts';
import { type OpenSandbox, openSandbox } from './sandbox.ts';
import { type MovableClock, movableClock } from './trouble.ts';
import { video as film } from './videos.ts';

/** Where a network asks for a page of the person's own. */
const OWN_PAGE = 'https://ada.example/signed-in';
/** Part of the name on the button that allows it: Ada's or ada's, unless a person has Ada as a page. */
const PERSON: Partial<Record<NetworkId, string>> = { facebook: 'Sam' };
const SLOW = { timeout: 45_000 };
const HOUR = 60 * 60_000;

type Content = Partial<Pick<RouteInput<'posts.create'>, 'threading' | 'firstComment'>> & {
  images?: number;
  /** A film; a number is how many bytes each of its 40 frames has. */
  video?: boolean | number;
};

/** A furnished app beside a sandbox that plays one network; both follow one clock. */
export interface NetworkDesk extends Omit<Desk, 'account'> {
  app: LaunchedApp;
  sandbox: OpenSandbox;
  clock: MovableClock;
  /** Pages that the system's browser was asked to open. */
  asked(): Promise<string[]>;
  /** Signs in through the browser; of several accounts the one whose name has `which` in it. */
  connect(which?: string, accountId?: string): Promise<Account>;
  /** Gives the app a bucket, for networks that fetch files by their address. */
  setUpRelay(): Promise<void>;
  write(account: Account, text: string, content?: Content, as?: 'draft'): Promise<string>;
  /** Waits until a post is out; the clock is moved to each next try. What the network answered, in order. */
  published(postId: string): Promise<(string | null)[]>;
  /** Its delivery, once there is one. The clock comes to its next try, where it waits for one. */
  delivery(postId: string): Promise<Delivery | null>;
  /** What the network has, oldest first. */
  received(): PostEntry[];
  fault(...rules: NonNullable<FaultPlanInput['rules']>): Promise<void>;
  /** A published post that people talk about an hour later, written where there is none; with its numbers. */
  talkedAbout(account: Account, content?: Content): Promise<RouteOutput<'engagement.read'>[number]>;
  close(): Promise<void>;
}

/** @param file where the clock's offset is kept */
export async function openNetworkDesk(
  network: NetworkId,
  launch: (options?: Partial<LaunchOptions>) => Promise<LaunchedApp>,
  file: string,
): Promise<NetworkDesk> {
  const clock = movableClock(file);
  const sandbox = await openSandbox({ networks: [network], clock });
  const bucket = { stop: async () => {} };
  const app = await launch({ env: clock.env });
  const { account: _, ...desk } = await furnish(app);
  const { call, page, ada } = desk;
  // In the place of the system's browser: what it is asked for.
  await app.electron.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
  });
  const asked = () =>
    app.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  const service = { network, serviceUrl: sandbox.urls[network] ?? '' };

  async function saveApplication() {
    const [application] = sandbox.applications;
    if (!application) return;
    const { clientId, clientSecret } = application;
    await call('applications.save', {
      ...{ ...service, clientId },
      ...(clientSecret !== null && { clientSecret }),
      ...((network === 'instagram' || network === 'threads') && { redirectUri: OWN_PAGE }),
    });
  }

  async function connect(which = 'da', accountId?: string): Promise<Account> {
    await saveApplication();
    const begun = await call('accounts.authorise', {
      ...{ ...service, clientId: ada.id },
      ...(accountId !== undefined && { accountId }),
      ...((network === 'instagram' || network === 'threads') && { redirect: 'manual-code' }),
    });
    const last = await decideOnSandbox((await asked()).at(-1) ?? '', PERSON[network] ?? 'da');
    if (begun.redirect === 'manual-code')
      await call('accounts.finishAuthorisation', { id: begun.id, answer: last });
    else await (await fetch(last)).text();
    const now = () => call('accounts.authorisation', { id: begun.id });
    await expect.poll(async () => (await now()).state).toMatch(/choosing|done|failed/);
    const { state, choices } = await now();
    if (state === 'choosing') {
      const choice = choices.find(({ displayName, handle }) =>
        `${displayName} ${handle}`.includes(which),
      );
      await call('accounts.chooseAuthorised', {
        id: begun.id,
        remoteIds: [choice?.remoteId ?? ''],
      });
    }
    const { failure, accounts } = await now();
    expect(failure).toBeNull();
    const [account] = accounts;
    if (!account) throw new Error('No account was connected');
    return account;
  }

  async function write(account: Account, text: string, content: Content = {}, as?: 'draft') {
    const { images = 0, video = false, ...rest } = content;
    const media: { mediaId: string; altText: string }[] = [];
    for (let index = 0; index < images; index++) {
      const bytes = await flat(480 + 20 * index, 400)
        .jpeg()
        .toBuffer();
      media.push({
        mediaId: await importMedia(page, `picture-${index + 1}.jpg`, bytes),
        altText: `Picture ${index + 1}`,
      });
    }
    if (video) {
      const bytes = await film({
        width: 720,
        height: 1280,
        seconds: 4,
        frameBytes: video === true ? 4000 : video,
      });
      media.push({ mediaId: await importMedia(page, 'oven.mp4', bytes), altText: '' });
    }
    const { id } = await call('posts.create', {
      ...{ clientId: ada.id, text, media, ...rest },
      targets: [{ accountId: account.id }],
    });
    if (as !== 'draft') await call('posts.publishNow', { id });
    return id;
  }

  async function delivery(postId: string): Promise<Delivery | null> {
    const [found] = await call('deliveries.forPost', { postId });
    if (!found) return null;
    const { lanes } = await call('queue.overview', {});
    const until = Math.max(found.nextAttemptAt ?? 0, ...lanes.map((lane) => lane.until ?? 0));
    const waits = found.state === 'prepared' || found.state === 'ambiguous';
    if (waits && found.errorCode !== 'reconnect_needed' && until > clock.now())
      clock.set(until + 1000 - Date.now());
    return found;
  }

  async function published(postId: string) {
    await expect
      .poll(async () => {
        const found = await delivery(postId);
        return found?.state === 'published' ? found.state : found;
      }, SLOW)
      .toBe('published');
    const { attempts = [] } = (await delivery(postId)) ?? {};
    return attempts.map(({ responseClass }) => responseClass);
  }

  return {
    ...desk,
    ...{ app, sandbox, clock, asked, connect, write, published, delivery },
    async setUpRelay() {
      const started = await startBucket();
      bucket.stop = started.stop;
      await call('relay.save', {
        ...{ endpoint: started.url, region: 'auto', bucket: 'relay', prefix: 'clientnest/' },
        ...{ accessKeyId: BUCKET_KEY, secretAccessKey: BUCKET_KEY, pathStyle: true },
        publicUrl: null,
      });
      await call('relay.test', {});
    },
    received: () => sandbox.posts().filter(({ origin }) => origin === 'created'),
    async fault(...rules) {
      expect(await sandbox.faults.set({ rules })).toBeNull();
    },
    async talkedAbout(account, content) {
      for (let each = 1; each <= 12; each++) {
        const postId = await write(account, `Loaf number ${each} is out of the oven`, content);
        await published(postId);
        clock.set(clock.now() + HOUR - Date.now());
        const [read] = await call('engagement.read', { postId });
        expect(read).toMatchObject({ metricsProblem: null, commentsProblem: null, gone: false });
        if (read && (read.comments === null || read.comments.length > 0)) return read;
      }
      throw new Error('Nobody says a word about twelve posts');
    },
    async close() {
      await sandbox.remove();
      await bucket.stop();
    },
  };
}
