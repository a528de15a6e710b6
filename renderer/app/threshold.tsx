import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

interface ThresholdProps {
  title: string;
  /** What this is about, in a sentence or two. */
  lead: ReactNode;
  /** Above the title, e.g. where one is on the way. */
  progress?: ReactNode;
  /** The quiet half of the window. */
  beside?: ReactNode;
  children: ReactNode;
}

/** The screens before the app: one column of work, one quiet half. */
export const Threshold = ({ title, lead, progress, beside, children }: ThresholdProps) => (
  <div className="flex h-full">
    <main className="flex min-w-0 flex-1 flex-col overflow-y-auto">
      <div className="drag flex h-11 shrink-0 items-center gap-2 px-6 mac:pl-20">
        <Mark />
        <span className="font-semibold tracking-tight">ClientNest</span>
      </div>
      <div className="mx-auto flex w-full max-w-104 flex-1 flex-col justify-center px-6 pb-11">
        {progress}
        <h1 className="text-page font-semibold">{title}</h1>
        <div className="mt-1.5 mb-6 text-muted">{lead}</div>
        {children}
      </div>
    </main>
    {beside && (
      <aside
        aria-hidden
        className="relative mt-11 flex w-[44%] shrink-0 items-center justify-center overflow-hidden rounded-tl-dialog border-t border-l border-hairline bg-sunken pb-11"
      >
        {beside}
      </aside>
    )}
  </div>
);

/** A drawing at twice its size, for the quiet half. */
export const Large = ({ drawing }: { drawing: ReactNode }) => (
  <div className="scale-[2.2]">{drawing}</div>
);
