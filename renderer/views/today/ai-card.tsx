import { Sparkles } from 'lucide-react';

/** Where the use of AI will stand. There is none yet, and no number is made up for it. */
export const AiCard = () => (
  <section
    aria-label="AI use"
    className="col-span-4 flex min-h-44 flex-col rounded-card border border-hairline bg-panel @min-[740px]:col-span-1"
  >
    <h2 className="flex h-11 items-center px-4 text-section font-semibold">AI use</h2>
    <div className="flex flex-1 flex-col items-center justify-center px-4 pb-11 text-center">
      <Sparkles size={20} strokeWidth={1.5} aria-hidden className="text-faint" />
      <p className="mt-3 font-medium">AI is not set up</p>
      <p className="mt-1 text-muted">
        Once it is, what you asked for today and what it cost stands here.
      </p>
    </div>
  </section>
);
