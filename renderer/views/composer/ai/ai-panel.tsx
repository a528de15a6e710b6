import { Sparkles, X } from 'lucide-react';
import { type ComponentType, type RefObject, useEffect, useRef, useState } from 'react';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { Account, StudioPlace } from '../../../../shared/ipc/views.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { Draft } from '../draft.ts';
import type { AiPart } from './ai-part.ts';
import { Caption } from './caption.tsx';
import { Generate } from './generate.tsx';
import { Improve } from './improve.tsx';
import { ForEvery, Hashtags, Translate } from './others.tsx';
import { placesOf } from './place-text.ts';
import { WhyNot } from './running.tsx';
import { useReady } from './use-ready.ts';
import { useTaking } from './use-taking.ts';

const PARTS: readonly { id: string; label: string; Part: ComponentType<AiPart> }[] = [
  { id: 'generate', label: 'Generate', Part: Generate },
  { id: 'improve', label: 'Improve', Part: Improve },
  { id: 'hashtags', label: 'Hashtags', Part: Hashtags },
  { id: 'caption', label: 'Caption', Part: Caption },
  { id: 'translate', label: 'Translate', Part: Translate },
  { id: 'every', label: 'For every network', Part: ForEvery },
];

/** What a person begins with. */
const FIRST = '[data-shown] :is(textarea, button)';

interface AiPanelProps {
  /** Also of a post that is not saved yet. */
  postId: string;
  clientId: string;
  draft: Draft;
  accounts: readonly Account[];
  open: string | null;
  /** The text that is open. */
  text: string;
  mayWrite: boolean;
  input: RefObject<HTMLTextAreaElement | null>;
  current: () => Draft;
  change: (edit: (draft: Draft) => Draft) => void;
  onClose: () => void;
}

/** Help with writing, beside the text. What it makes is a proposal until the person takes it. */
export function AiPanel(props: AiPanelProps) {
  const { postId, clientId, draft, accounts, open, text, mayWrite, input, current, change } = props;
  const panel = useRef<HTMLElement>(null);
  const ready = useReady(clientId);
  const taking = useTaking({ postId, accounts, open, input, current, change });
  // The words that are written right now: `text` follows them in the pauses.
  const [shown, setShown] = useState(() =>
    taking.openText().trim() === '' ? 'generate' : 'improve',
  );
  const places = placesOf(draft, accounts);
  const opened = accounts.find(({ id }) => id === open);
  const place: StudioPlace | undefined = opened
    ? { network: opened.network, accountId: opened.id }
    : tightest(places, accounts);

  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>(FIRST);
    first?.focus();
  }, []);

  return (
    <aside
      ref={panel}
      aria-label="Write with AI"
      className="flex min-w-0 flex-1 flex-col border-l border-hairline bg-sunken wide:w-100 wide:flex-none"
    >
      <header className="flex shrink-0 items-center gap-2 px-5 pt-4 pb-2">
        <Sparkles size={16} className="text-muted" aria-hidden />
        <h3 className="font-medium">Write with AI</h3>
        {ready?.kind === 'ready' && (
          <span className="min-w-0 truncate text-small text-muted">
            {`${ready.connectionName}, ${ready.model}`}
          </span>
        )}
        <IconButton
          label="Close"
          keys={['mod', 'j']}
          size="compact"
          className="ml-auto"
          onClick={props.onClose}
        >
          <X size={16} />
        </IconButton>
      </header>
      <fieldset aria-label="What to do" className="flex shrink-0 flex-wrap gap-1 px-4 pb-3">
        {PARTS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-pressed={shown === id}
            onClick={() => setShown(id)}
            className="inline-flex h-7 items-center rounded-control px-2 text-muted transition-colors hover:bg-hover aria-pressed:bg-pressed aria-pressed:text-ink"
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">
        {ready?.kind === 'not' && <WhyNot code={ready.code} message={ready.message} />}
        {ready?.kind === 'ready' && ready.warning && (
          <Notice tone="attention">{ready.warning}</Notice>
        )}
        {place === undefined ? (
          <Notice>Connect an account first: what is written has to fit its network.</Notice>
        ) : (
          PARTS.map(({ id, Part }) => (
            // What was made stays while another one is looked at.
            <div
              key={id}
              data-shown={shown === id || undefined}
              className={cx('flex-col gap-3', shown === id ? 'flex' : 'hidden')}
            >
              <Part
                base={{ clientId, postId }}
                {...{ places, place, text, taking, ready }}
                media={draft.media}
                mayAsk={mayWrite && ready?.kind === 'ready'}
                disabled={!mayWrite}
              />
            </div>
          ))
        )}
      </div>
    </aside>
  );
}

/** The text goes to all of them, so it has to fit the one with the least room. */
function tightest(
  places: readonly StudioPlace[],
  accounts: readonly Account[],
): StudioPlace | undefined {
  const room = ({ network, accountId }: StudioPlace): number =>
    accounts.find(({ id }) => id === accountId)?.serverLimits?.textLimit ??
    NETWORKS[network].text.limit;
  return [...places].sort((one, other) => room(one) - room(other))[0];
}
