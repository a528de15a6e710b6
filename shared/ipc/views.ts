import type { z } from 'zod';
import type { account } from './accounts.ts';
import type { aiConnection, aiModel, aiRequest } from './ai.ts';
import type { aiBudget } from './ai-usage.ts';
import type { appStatus, backup } from './app.ts';
import type { application } from './applications.ts';
import type { answersReading, approvalPack, postNote } from './approvals.ts';
import type { authorisation } from './authorisation.ts';
import type { holiday } from './calendar.ts';
import type { client, clientProfile } from './clients.ts';
import type { contact } from './contacts.ts';
import type {
  clientGaps,
  recentPost,
  waitingAccount,
  waitingPost,
  waitingPosts,
} from './dashboard.ts';
import type { delivery, deliveryAttempt } from './deliveries.ts';
import type { comment, engagement } from './engagement.ts';
import type { idea } from './ideas.ts';
import type { inboxItem, inboxReply } from './inbox.ts';
import type { label } from './labels.ts';
import type { libraryItem } from './library.ts';
import type { media } from './media.ts';
import type { postVersion, postVersionContent } from './post-versions.ts';
import type { asleepWarning, post, postCard, postMedia, postTarget } from './posts.ts';
import type { profile } from './profiles.ts';
import type { prompt, promptExample, promptVersion } from './prompts.ts';
import type { lane, upcomingPost } from './queue.ts';
import type { missedPost, queue, recurrence } from './schedule.ts';
import type { settings } from './settings.ts';
import type { studioPlace, studioText } from './studio.ts';
import type { monthOfWork, timeEntry } from './work.ts';

/** The shapes that cross the bridge, as types. */
export type AppStatus = z.output<typeof appStatus>;
export type Backup = z.output<typeof backup>;
export type Profile = z.output<typeof profile>;
export type Settings = z.output<typeof settings>;
export type Client = z.output<typeof client>;
export type ClientProfile = z.output<typeof clientProfile>;
export type Contact = z.output<typeof contact>;
export type TimeEntry = z.output<typeof timeEntry>;
export type MonthOfWork = z.output<typeof monthOfWork>;
export type Account = z.output<typeof account>;
export type Application = z.output<typeof application>;
export type Authorisation = z.output<typeof authorisation>;
export type AiConnection = z.output<typeof aiConnection>;
export type AiModelView = z.output<typeof aiModel>;
export type AiRequest = z.output<typeof aiRequest>;
export type AiBudget = z.output<typeof aiBudget>;
export type StudioPlace = z.output<typeof studioPlace>;
export type StudioText = z.output<typeof studioText>;
export type InboxItem = z.output<typeof inboxItem>;
export type InboxReply = z.output<typeof inboxReply>;
export type Idea = z.output<typeof idea>;
export type ApprovalPack = z.output<typeof approvalPack>;
export type AnswersReading = z.output<typeof answersReading>;
export type PostNote = z.output<typeof postNote>;
export type Label = z.output<typeof label>;
export type LibraryItem = z.output<typeof libraryItem>;
export type Media = z.output<typeof media>;
export type Post = z.output<typeof post>;
export type AsleepWarning = z.output<typeof asleepWarning>;
export type PostVersion = z.output<typeof postVersion>;
export type PostVersionContent = z.output<typeof postVersionContent>;
export type PostCard = z.output<typeof postCard>;
export type PostTarget = z.output<typeof postTarget>;
export type PostMedia = z.output<typeof postMedia>;
export type Holiday = z.output<typeof holiday>;
export type Prompt = z.output<typeof prompt>;
export type PromptVersion = z.output<typeof promptVersion>;
export type PromptExample = z.output<typeof promptExample>;
export type Lane = z.output<typeof lane>;
export type UpcomingPost = z.output<typeof upcomingPost>;
export type Queue = z.output<typeof queue>;
export type Recurrence = z.output<typeof recurrence>;
export type MissedPost = z.output<typeof missedPost>;
export type Delivery = z.output<typeof delivery>;
export type DeliveryAttempt = z.output<typeof deliveryAttempt>;
export type Engagement = z.output<typeof engagement>;
export type WaitingPost = z.output<typeof waitingPost>;
export type WaitingPosts = z.output<typeof waitingPosts>;
export type WaitingAccount = z.output<typeof waitingAccount>;
export type ClientGaps = z.output<typeof clientGaps>;
export type RecentPost = z.output<typeof recentPost>;
export type Comment = z.output<typeof comment>;
