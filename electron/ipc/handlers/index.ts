import type { CoreHandlers, CoreRoute, Handler, ServiceRoute } from '../handler.ts';
import { accountsHandlers } from './accounts.ts';
import { aiHandlers } from './ai.ts';
import { appHandlers } from './app.ts';
import { approvalsHandlers } from './approvals.ts';
import { authorisationHandlers } from './authorisation.ts';
import { benchHandlers } from './bench.ts';
import { bulkHandlers } from './bulk.ts';
import { calendarHandlers } from './calendar.ts';
import { clientsHandlers } from './clients.ts';
import { contactsHandlers } from './contacts.ts';
import { dashboardHandlers } from './dashboard.ts';
import { deliveriesHandlers } from './deliveries.ts';
import { engagementHandlers } from './engagement.ts';
import { ideasHandlers } from './ideas.ts';
import { importsHandlers } from './imports.ts';
import { inboxHandlers } from './inbox.ts';
import { labelsHandlers } from './labels.ts';
import { libraryHandlers } from './library.ts';
import { mediaHandlers } from './media.ts';
import { moodsHandlers } from './moods.ts';
import { offboardingHandlers } from './offboarding.ts';
import { plansHandlers } from './plans.ts';
import { postVersionsHandlers } from './post-versions.ts';
import { postsHandlers } from './posts.ts';
import { practiceHandlers } from './practice.ts';
import { profilesHandlers } from './profiles.ts';
import { promptsHandlers } from './prompts.ts';
import { qualityHandlers } from './quality.ts';
import { queueHandlers } from './queue.ts';
import { relayHandlers } from './relay.ts';
import { scheduleHandlers } from './schedule.ts';
import { settingsHandlers } from './settings.ts';
import { studioHandlers } from './studio.ts';
import { workHandlers } from './work.ts';

/** Answered whatever the state of the workspace. */
export const coreHandlers: CoreHandlers<CoreRoute> = appHandlers;

const merged = {
  ...profilesHandlers,
  ...settingsHandlers,
  ...clientsHandlers,
  ...contactsHandlers,
  ...workHandlers,
  ...accountsHandlers,
  ...authorisationHandlers,
  ...approvalsHandlers,
  ...labelsHandlers,
  ...libraryHandlers,
  ...mediaHandlers,
  ...postsHandlers,
  ...postVersionsHandlers,
  ...bulkHandlers,
  ...ideasHandlers,
  ...calendarHandlers,
  ...deliveriesHandlers,
  ...engagementHandlers,
  ...inboxHandlers,
  ...moodsHandlers,
  ...dashboardHandlers,
  ...scheduleHandlers,
  ...queueHandlers,
  ...relayHandlers,
  ...offboardingHandlers,
  ...practiceHandlers,
  ...importsHandlers,
  ...aiHandlers,
  ...studioHandlers,
  ...plansHandlers,
  ...qualityHandlers,
  ...promptsHandlers,
  ...benchHandlers,
};

/** Every other route of the contract: a missing or a surplus handler does not compile. */
export const serviceHandlers: {
  [N in ServiceRoute | keyof typeof merged]: N extends ServiceRoute ? Handler<N> : never;
} = merged;
