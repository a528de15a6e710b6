import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { moodOf } from '../../../shared/domain/sentiment/mood.ts';
import type { InboxItem, StudioText } from '../../../shared/ipc/views.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ProposalMarks } from '../composer/ai/proposal.tsx';
import { Running } from '../composer/ai/running.tsx';
import { noteTaken } from '../composer/ai/use-taking.ts';
import { useTask } from '../composer/ai/use-task.ts';
import { nameOf } from './name-of.ts';
import { talkBefore } from './talk-text.ts';

/** What a person sees, and what is asked for. */
const TONES = [
  ['Thankful', 'thankful'],
  ['Helpful', 'helpful'],
  ['Apologetic', 'apologetic'],
  ['Playful', 'playful'],
  ['Short', 'very short, one sentence'],
] as const;
type Tone = (typeof TONES)[number][0];

/** What most people would begin with. */
const FIRST: Record<ReturnType<typeof moodOf>, Tone> = {
  positive: 'Thankful',
  negative: 'Apologetic',
  neutral: 'Helpful',
  unknown: 'Helpful',
};
const COUNT = 3;

interface SuggestProps {
  item: InboxItem;
  talk: readonly InboxItem[];
  /** The post that it stands under. */
  post: string;
  /** What the person has written so far, which the answers are to say. */
  begun: string;
  hidden: boolean;
  onUse: (text: StudioText) => void;
  onClose: () => void;
}

/** Answers to choose from, in a tone. Whatever the model wrote, it is a draft: a person takes one, or none. */
export function Suggest({ item, talk, post, begun, hidden, onUse, onClose }: SuggestProps) {
  const task = useTask('studio.replies');
  const { state, start } = task;
  const [tone, setTone] = useState<Tone>(() => FIRST[moodOf(item.sentiment)]);
  const panel = useRef<HTMLElement>(null);
  const texts = state.kind === 'done' ? state.value.texts : [];

  const write = (next: Tone) => {
    setTone(next);
    void start({
      ...{ clientId: item.clientId, postId: item.postId },
      comment: item.text,
      author: nameOf(item).slice(0, 200),
      post: post.slice(0, 20_000),
      thread: talkBefore(talk, item),
      tone: TONES.find(([name]) => name === next)?.[1] ?? 'helpful',
      place: { network: item.network, accountId: item.accountId },
      count: COUNT,
      ...(begun.trim() !== '' && {
        wish: `The answer says this, in better words: ${begun.trim()}`.slice(0, 2000),
      }),
    });
  };
  const began = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, by opening it; then by its tones.
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    write(tone);
  }, []);
  useEffect(() => {
    if (!hidden) panel.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, [hidden]);
  const use = (text: StudioText) => {
    onUse(text);
    // It goes into no post: versions of the prompt are compared by what was taken alone.
    if (state.kind === 'done') noteTaken(state.value.requestIds, null, text.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // Here a number is a draft; elsewhere it is a client.
    const text = texts[Number(event.key) - 1];
    if (!text && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (text) use(text);
    else onClose();
  };
  return (
    <section
      ref={panel}
      aria-label="Suggestions"
      hidden={hidden}
      onKeyDown={onKeyDown}
      className="mb-3 flex max-h-[42vh] flex-col gap-2 overflow-y-auto rounded-card border border-hairline bg-sunken p-2 [&[hidden]]:hidden"
    >
      <div className="flex items-start gap-1">
        <fieldset aria-label="Tone" className="flex min-w-0 flex-1 flex-wrap gap-1">
          {TONES.map(([name]) => (
            <button
              key={name}
              type="button"
              aria-pressed={tone === name}
              onClick={() => write(name)}
              className="inline-flex h-7 items-center rounded-control px-2 text-muted transition-colors hover:bg-hover aria-pressed:bg-pressed aria-pressed:text-ink"
            >
              {name}
            </button>
          ))}
        </fieldset>
        <IconButton label="Close the suggestions" size="compact" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </div>
      <Running task={task}>
        {({ texts }) => (
          <ul className="flex flex-col gap-1.5">
            {texts.map((text, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they come all at once
              <Draft key={at} number={at + 1} draft={text} onUse={() => use(text)} />
            ))}
          </ul>
        )}
      </Running>
    </section>
  );
}

interface DraftProps {
  draft: StudioText;
  number: number;
  onUse: () => void;
}

/** One answer to choose; what has to be known of it stands under it, where there is anything. */
function Draft({ draft, number, onUse }: DraftProps) {
  const { text, over, shortened, unasked } = draft;
  return (
    <li
      aria-label={`Suggestion ${number}`}
      className="flex items-start gap-2 rounded-control border border-hairline bg-panel py-1.5 pr-1.5 pl-2.5"
    >
      <Kbd keys={[String(number)]} hidden className="mt-1" />
      <div className="flex min-w-0 flex-1 flex-col gap-1 py-1">
        <p dir="auto" data-selectable className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {text}
        </p>
        {(over || shortened || unasked.length > 0) && <ProposalMarks proposal={draft} />}
      </div>
      <Button size="compact" tone="ghost" onClick={onUse}>
        Use
      </Button>
    </li>
  );
}
