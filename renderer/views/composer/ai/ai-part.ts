import type { StudioPlace } from '../../../../shared/ipc/views.ts';
import type { Taking } from './use-taking.ts';

/** What each way of helping gets. */
export interface AiPart {
  base: { clientId: string; postId: string | null };
  places: StudioPlace[];
  /** Of the text that is open. */
  place: StudioPlace;
  /** The text that is open. */
  text: string;
  taking: Taking;
  disabled: boolean;
}
