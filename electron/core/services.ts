import { join } from 'node:path';
import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/ipc/route.ts';
import type { Authorisation } from '../../shared/ipc/views.ts';
import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { type Approvals, createApprovals } from '../approvals/approvals.ts';
import { type Bus, createBus } from '../bus.ts';
import { type Calendar, createCalendarService } from '../calendar/calendar.ts';
import { type Clients, createClients } from '../clients/clients.ts';
import { type Contacts, createContacts } from '../clients/contacts.ts';
import { createWork, type Work } from '../clients/work.ts';
import { createDashboard, type Dashboard } from '../dashboard/dashboard.ts';
import { edgesUntilToday } from '../dashboard/days.ts';
import { listBackups } from '../database/backups.ts';
import type { Database } from '../database/database.ts';
import { createProcessLock } from '../database/process-lock.ts';
import { createDemo, type Demo } from '../demo/demo.ts';
import type { Stage } from '../demo/stage.ts';
import { createEngagement, type Engagement } from '../engagement/engagement.ts';
import { createIdeas, type Ideas } from '../ideas/ideas.ts';
import type { Imports } from '../imports/imports.ts';
import { type Collecting, createCollecting } from '../inbox/collecting.ts';
import { createInbox, type Inbox } from '../inbox/inbox.ts';
import type { Moods } from '../inbox/moods.ts';
import { createLabels, type Labels } from '../labels/labels.ts';
import { createLibrary, type Library } from '../library/library.ts';
import { createMedia, type Media } from '../media/media.ts';
import { createMediaRelay, type MediaRelay } from '../media-relay/media-relay.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { createPlatforms } from '../platforms/registry.ts';
import { createPosts, type Posts } from '../posts/posts.ts';
import { createPower, type Power } from '../power/power.ts';
import { createPracticeNetworks, type PracticeNetworks } from '../practice/networks.ts';
import { beginPractice } from '../practice/practice.ts';
import { createOffboarding, type Offboarding } from '../privacy/offboarding.ts';
import { createProfiles, type Profiles } from '../profiles/profiles.ts';
import { type Bulk, createBulk } from '../publishing/bulk.ts';
import { createCostReport } from '../publishing/costs.ts';
import { createOverview, type Overview } from '../publishing/overview.ts';
import { createPublishing, type Publishing } from '../publishing/publishing.ts';
import { prepareAhead } from '../schedule/ahead.ts';
import { createRecurrences, type Recurrences } from '../schedule/recurrences.ts';
import { createSchedule, type Schedule } from '../schedule/schedule.ts';
import { createTriage, type Triage } from '../schedule/triage.ts';
import { createSettings, type Settings } from '../settings/settings.ts';
import type { Plans } from '../studio/plans.ts';
import type { Prompts } from '../studio/prompts.ts';
import type { Studio } from '../studio/studio.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import { createLazyAi, type LazyAi } from './ai.ts';
import type { Ports } from './ports.ts';

export interface Services {
  database: Database;
  profiles: Profiles;
  settings: Settings;
  clients: Clients;
  contacts: Contacts;
  work: Work;
  labels: Labels;
  library: Library;
  accounts: Accounts;
  media: Media;
  mediaRelay: MediaRelay;
  posts: Posts;
  /** One action for many posts. */
  bulk: Bulk;
  ideas: Ideas;
  publishing: Publishing;
  schedule: Schedule;
  recurrences: Recurrences;
  triage: Triage;
  calendar: Calendar;
  overview: Overview;
  /** What publishing cost a client, by month. */
  costsOf: ReturnType<typeof createCostReport>;
  power: Power;
  offboarding: Offboarding;
  engagement: Engagement;
  metrics: Metrics;
  /** What people say to the accounts, and the reading of it. */
  inbox: Inbox;
  collecting: Collecting;
  /** How it sounds: read when it is first asked for. */
  moods(): Promise<Moods>;
  /** Judges what was said before, and watches for turns from then on. */
  watchMoods(): void;
  dashboard: Dashboard;
  approvals: Approvals;
  /** Networks that this computer plays. */
  practice: {
    connect(
      input: ParsedInput<'practice.connect'>,
    ): Promise<Result<Authorisation, RouteErrorCode<'practice.connect'>>>;
    /** Has them run, where accounts are connected to them. */
    start(): void;
  };
  demo: Demo;
  /** Tables of posts: read when they are first asked for. */
  imports(): Promise<Imports>;
  /** Prompts as data: read when they are first asked for. */
  prompts(): Promise<Prompts>;
  /** Language models: read when they are first asked for. */
  ai: LazyAi;
  /** Help with writing: read when it is first asked for. */
  studio(): Promise<Studio>;
  /** Months from goals, in pieces: read when they are first asked for. */
  plans(): Promise<Plans>;
  /** What a crash left of an import is put right. */
  recoverImports(): void;
  /** Stops the runner after the call in flight is recorded, then closes the database. */
  close(): Promise<void>;
}

/** Held by the one process that publishes for a workspace: the application or the headless runner. */
export const createRunnerLock = (userData: string, sqliteBinding?: string) =>
  createProcessLock(join(userData, 'runner.lock'), sqliteBinding);

/** Wires every service of an open workspace, lowest floor first. */
export function createServices(
  ports: Ports,
  opened: { database: Database; secrets: SecretStore; bus: Bus },
): Services {
  const { clock, log, userData, sqliteBinding } = ports;
  const { database, secrets, bus } = opened;
  const platforms = createPlatforms({ clock, version: ports.version });
  const profiles = createProfiles({ database, bus, clock });
  const settings = createSettings({ database, bus, log });
  const clients = createClients({ database, bus, clock });
  const labels = createLabels({ database, bus, clock });
  const library = createLibrary({ database, bus, clock });
  const mediaRelay = createMediaRelay({ settings, secrets, bus, clock, log });
  const networks = createPracticeNetworks({
    ...{ database, settings, clock, log, userData, sqliteBinding },
  });
  const accounts = createAccounts({
    ...{ database, bus, clock, log, secrets, platforms, userData, sqliteBinding },
    openBrowser: ports.openBrowser,
    relay: mediaRelay.of,
    practice: networks,
  });
  const images = ports.openImages();
  const media = createMedia({ database, clock, userData, images });
  const power = createPower({ database, clock, settings, zone: profiles.timeZone });
  const { usuallyAsleep } = power;
  const posts = createPosts({
    database,
    bus,
    clock,
    usuallyAsleep,
    hasRelay: mediaRelay.isSetUp,
  });
  const publishing = createPublishing({
    database,
    bus,
    clock,
    log,
    posts,
    accounts,
    media,
    platforms,
  });
  const recurrences = createRecurrences({ database, bus, clock, log, posts });
  const triage = createTriage({ database, clock, posts });
  const calendar = createCalendarService({
    ...{ clock, log, posts, clients, labels, profiles, settings },
    ...{
      chooseSaveFile: ports.chooseSaveFile,
      printPage: ports.printPage,
      pageAsPdf: ports.pageAsPdf,
    },
  });
  const schedule = createSchedule({
    posts,
    publishing,
    clock,
    log,
    bus,
    tickSeconds: ports.tickSeconds ?? 5,
    lock: createRunnerLock(userData, sqliteBinding),
    power,
    prepareAhead: () => prepareAhead({ posts, recurrences, settings, log }),
  });
  const offboarding = createOffboarding({
    ...{ database, bus, clock, log, userData, clients, accounts },
    backups: () => listBackups(join(userData, 'backups')).length,
    chooseFolder: ports.chooseFolder,
  });
  const engagement = createEngagement({ database, bus, clock, log, accounts, posts });
  const metrics = createMetrics({ database, bus, clock, log, accounts, posts, publishing });
  const inbox = createInbox({ database, bus, clock, engagement });
  const collecting = createCollecting({
    ...{ database, bus, clock, log, accounts, posts, publishing },
    ...{ items: engagement.items, replies: engagement.replies },
  });
  const dashboard = createDashboard({ database, bus, clock, settings, zone: posts.queue.zone });
  const approvals = createApprovals({
    ...{ database, bus, clock, log, secrets, userData, sqliteBinding },
    ...{ posts, publishing, accounts, clients, media, profiles, settings },
    chooseSaveFile: ports.chooseSaveFile,
    printPdf: ports.printPdf,
    readFont: ports.readFont,
  });
  const demo = createDemo({
    ...{ database, bus, clock, log, settings, profiles, clients, accounts },
    ...{ offboarding, schedule, networks },
    stageAt: (time) => stageAt({ ...ports, clock: time }, { database, secrets, networks, media }),
  });
  let imports: Promise<Imports> | null = null;
  const openImports = async (): Promise<Imports> => {
    const { createImports } = await import('../imports/imports.ts');
    const { chooseFile, chooseFolder, chooseSaveFile, version } = ports;
    return createImports({
      ...{ database, bus, clock, labels, posts, publishing, media },
      ...{
        chooseFile,
        chooseFolder,
        chooseSaveFile,
        zone: profiles.timeZone,
        fetching: { version },
      },
    });
  };
  let prompts: Promise<Prompts> | null = null;
  const openPrompts = async (): Promise<Prompts> => {
    const { createPrompts } = await import('../studio/prompts.ts');
    return createPrompts({
      ...{ database, bus, clock, clients, posts },
      zone: profiles.timeZone,
      networksOf: (clientId) => accounts.list(clientId).map(({ network }) => network),
    });
  };
  const ai = createLazyAi(ports, { database, bus, secrets, zone: profiles.timeZone });
  let studio: Promise<Studio> | null = null;
  const openStudio = async (): Promise<Studio> => {
    prompts ??= openPrompts();
    const [{ createStudio }, opened, written] = await Promise.all([
      import('../studio/studio.ts'),
      ai.open(),
      prompts,
    ]);
    return createStudio({
      ...{ ai: opened, prompts: written, database, accounts, clients, posts, media, clock, bus },
    });
  };
  let moods: Promise<Moods> | null = null;
  const openMoods = async (): Promise<Moods> => {
    const { createMoods } = await import('../inbox/moods.ts');
    return createMoods({
      ...{ database, bus, clock, log, settings },
      days: (count) => edgesUntilToday(clock.now(), posts.queue.zone(), count),
    });
  };
  const openedStudio = () => {
    studio ??= openStudio();
    return studio;
  };
  let plans: Promise<Plans> | null = null;
  const openPlans = async (): Promise<Plans> => {
    const [{ createPlans }, { desk }] = await Promise.all([
      import('../studio/plans.ts'),
      openedStudio(),
    ]);
    return createPlans({
      ...{ database, bus, clock, clients, accounts, posts, calendar, desk },
      removePost: (id) => publishing.handOver.afterTakingBack(id, () => posts.remove(id)),
    });
  };
  const overview = createOverview({ database, clock, runner: schedule.runner });
  return {
    database,
    profiles,
    settings,
    clients,
    contacts: createContacts({ database, bus, clock }),
    work: createWork({ database, bus, clock, zone: profiles.timeZone }),
    labels,
    library,
    accounts,
    media,
    mediaRelay,
    posts,
    bulk: createBulk({ many: posts.many, handOver: publishing.handOver }),
    ideas: createIdeas({ database, bus, clock, posts }),
    publishing,
    schedule,
    recurrences,
    triage,
    calendar,
    overview,
    costsOf: createCostReport({ database, zone: profiles.timeZone }),
    power,
    offboarding,
    engagement,
    metrics,
    inbox,
    collecting,
    dashboard,
    approvals,
    practice: {
      connect: (input) => beginPractice({ networks, accounts }, input),
      start: networks.startIfUsed,
    },
    demo,
    ai,
    studio: openedStudio,
    plans: () => {
      plans ??= openPlans();
      return plans;
    },
    moods: () => {
      moods ??= openMoods();
      return moods;
    },
    watchMoods: () =>
      void setTimeout(async () => {
        try {
          if (!database.raw.open) return;
          moods ??= openMoods();
          const opened = await moods;
          if (database.raw.open) await opened.begin();
        } catch (error) {
          log.error('The moods of comments could not be watched', { error });
        }
      }, MOODS_AFTER).unref(),
    imports: () => {
      imports ??= openImports();
      return imports;
    },
    prompts: () => {
      prompts ??= openPrompts();
      return prompts;
    },
    recoverImports: () =>
      void setTimeout(async () => {
        try {
          if (!database.raw.open || !hasImports(database)) return;
          imports ??= openImports();
          const { recover } = await imports;
          if (database.raw.open) recover();
        } catch (error) {
          log.error('An import that was cut off could not be put right', { error });
        }
      }, RECOVER_AFTER).unref(),
    async close() {
      accounts.close();
      metrics.close();
      await ai.close();
      collecting.close();
      (await moods)?.close();
      await schedule.stop();
      await networks.close();
      mediaRelay.close();
      posts.close();
      await media.close();
      database.close();
    },
  };
}

/** Nothing of the start waits for it, ms. */
const RECOVER_AFTER = 4000;
const MOODS_AFTER = 8000;
const hasImports = ({ raw }: Database): boolean =>
  raw.prepare('SELECT 1 FROM imports LIMIT 1').get() !== undefined;

/** Services of the same workspace in another time, of which no screen hears. */
function stageAt(
  { clock, log, userData, sqliteBinding, version }: Ports,
  {
    database,
    secrets,
    networks,
    media,
  }: Pick<Services, 'database' | 'media'> & {
    secrets: SecretStore;
    networks: PracticeNetworks;
  },
): Stage {
  const bus = createBus((error) => log.error('A listener failed', { error }));
  const platforms = createPlatforms({ clock, version });
  const practice = { ...networks, reach: async () => void (await networks.open()) };
  const accounts = createAccounts({
    ...{ database, bus, clock, log, secrets, platforms, userData, sqliteBinding, practice },
  });
  const posts = createPosts({ database, bus, clock });
  const publishing = createPublishing({
    ...{ database, bus, clock, log, posts, accounts, media, platforms },
  });
  const metrics = createMetrics({
    ...{ database, bus, clock, log, accounts, posts, publishing, between: 0 },
  });
  return {
    clients: createClients({ database, bus, clock }),
    ...{ accounts, posts, publishing, media, metrics },
    async close() {
      metrics.close();
      accounts.close();
      await publishing.close();
      posts.close();
    },
  };
}
