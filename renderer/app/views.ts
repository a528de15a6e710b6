import {
  CalendarDays,
  ClipboardCheck,
  ListOrdered,
  type LucideIcon,
  NotebookPen,
  Plug,
  Settings2,
  Sparkles,
  Sun,
  UsersRound,
} from 'lucide-react';

export interface ViewLink {
  to: string;
  label: string;
  icon: LucideIcon;
  /** `g` then this letter. */
  letter: string;
}

/** The views in the rail, in its order. Only what exists. */
export const VIEWS: readonly ViewLink[] = [
  { to: '/today', label: 'Today', icon: Sun, letter: 't' },
  { to: '/calendar', label: 'Calendar', icon: CalendarDays, letter: 'c' },
  { to: '/queue', label: 'Queue', icon: ListOrdered, letter: 'q' },
  { to: '/posts', label: 'Posts', icon: NotebookPen, letter: 'p' },
  { to: '/approvals', label: 'Approvals', icon: ClipboardCheck, letter: 'v' },
  { to: '/studio', label: 'Studio', icon: Sparkles, letter: 'u' },
  { to: '/accounts', label: 'Accounts', icon: Plug, letter: 'a' },
  { to: '/clients', label: 'Clients', icon: UsersRound, letter: 'k' },
  { to: '/settings', label: 'Settings', icon: Settings2, letter: 's' },
];
