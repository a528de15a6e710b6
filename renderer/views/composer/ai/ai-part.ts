import type { PostMedia, StudioPlace } from '../../../../shared/ipc/views.ts';
import type { Ready } from './use-ready.ts';
import type { Taking } from './use-taking.ts';

/** What each way of helping gets. */
export interface AiPart {
  base: { clientId: string; postId: string };
  places: StudioPlace[];
  /** Of the text that is open. */
  place: StudioPlace;
  /** The text that is open. */
  text: string;
  media: readonly PostMedia[];
  taking: Taking;
  ready: Ready | null;
  /** AI would answer now. */
  mayAsk: boolean;
  /** Nothing can be put into the post; what was written before AI was used up can. */
  disabled: boolean;
}
