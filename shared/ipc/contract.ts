import type { z } from 'zod';
import { accountRoutes } from './accounts.ts';
import { aiRoutes } from './ai.ts';
import { aiUsageRoutes } from './ai-usage.ts';
import { appRoutes } from './app.ts';
import { applicationRoutes } from './applications.ts';
import { approvalRoutes } from './approvals.ts';
import { authorisationRoutes } from './authorisation.ts';
import { benchRoutes } from './bench.ts';
import { bulkRoutes } from './bulk.ts';
import { calendarRoutes } from './calendar.ts';
import { clientRoutes } from './clients.ts';
import { contactRoutes } from './contacts.ts';
import { dashboardRoutes } from './dashboard.ts';
import { deliveryRoutes } from './deliveries.ts';
import { engagementRoutes } from './engagement.ts';
import { ideaRoutes } from './ideas.ts';
import { importRoutes } from './imports.ts';
import { inboxRoutes } from './inbox.ts';
import { labelRoutes } from './labels.ts';
import { libraryRoutes } from './library.ts';
import { mediaRoutes } from './media.ts';
import { moodRoutes } from './moods.ts';
import { offboardingRoutes } from './offboarding.ts';
import { planRoutes } from './plans.ts';
import { postVersionRoutes } from './post-versions.ts';
import { postRoutes } from './posts.ts';
import { practiceRoutes } from './practice.ts';
import { profileRoutes } from './profiles.ts';
import { promptRoutes } from './prompts.ts';
import { qualityRoutes } from './quality.ts';
import { queueRoutes } from './queue.ts';
import { relayRoutes } from './relay.ts';
import type { CommonErrorCode, Result } from './route.ts';
import { scheduleRoutes } from './schedule.ts';
import { settingsRoutes } from './settings.ts';
import { studioRoutes } from './studio.ts';
import { workRoutes } from './work.ts';

/** Every route there is. The handlers map, the renderer's facade, the command line and the reference follow from it. */
export const contract = {
  ...appRoutes,
  ...profileRoutes,
  ...settingsRoutes,
  ...clientRoutes,
  ...contactRoutes,
  ...workRoutes,
  ...accountRoutes,
  ...authorisationRoutes,
  ...applicationRoutes,
  ...approvalRoutes,
  ...labelRoutes,
  ...libraryRoutes,
  ...mediaRoutes,
  ...postRoutes,
  ...postVersionRoutes,
  ...bulkRoutes,
  ...ideaRoutes,
  ...calendarRoutes,
  ...deliveryRoutes,
  ...engagementRoutes,
  ...inboxRoutes,
  ...moodRoutes,
  ...dashboardRoutes,
  ...scheduleRoutes,
  ...queueRoutes,
  ...relayRoutes,
  ...offboardingRoutes,
  ...practiceRoutes,
  ...importRoutes,
  ...aiRoutes,
  ...aiUsageRoutes,
  ...studioRoutes,
  ...planRoutes,
  ...qualityRoutes,
  ...promptRoutes,
  ...benchRoutes,
};

export type Contract = typeof contract;
export type RouteName = keyof Contract;

/** What a caller sends (before defaults). */
export type RouteInput<Name extends RouteName> = z.input<Contract[Name]['input']>;
/** What a handler gets (after defaults). */
export type ParsedInput<Name extends RouteName> = z.output<Contract[Name]['input']>;
export type RouteOutput<Name extends RouteName> = z.output<Contract[Name]['output']>;
export type RouteErrorCode<Name extends RouteName> =
  | Contract[Name]['errors'][number]
  | CommonErrorCode;

/** The answer of a route: nothing throws across the bridge. */
export type Envelope<Name extends RouteName> = Result<RouteOutput<Name>, RouteErrorCode<Name>>;
