import { useSearchParams } from 'react-router';
import { checkTemplate } from '../../../shared/domain/prompts/template.ts';
import type { Prompt } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { toast } from '../../ui/toast.tsx';
import { Bench } from './bench/bench.tsx';
import { FEATURES } from './features.ts';
import { usePromptDraft } from './prompt-drafts.ts';
import { PromptPreview } from './prompt-preview.tsx';
import { PromptVersions } from './prompt-versions.tsx';
import { PromptWriting } from './prompt-writing.tsx';
import { Trial } from './trial/trial.tsx';

const TABS = [
  { value: 'write', label: 'Write' },
  { value: 'preview', label: 'Preview' },
  { value: 'versions', label: 'Versions' },
  { value: 'bench', label: 'Test bench' },
  { value: 'trial', label: 'Trial' },
] as const;
type Tab = (typeof TABS)[number]['value'];

interface PromptEditorProps {
  prompt: Prompt;
  /** Null for all clients. */
  clientName: string | null;
}

/** One prompt: its words, what would be sent, and what it said before. */
export function PromptEditor({ prompt, clientName }: PromptEditorProps) {
  const { feature, clientId, origin, used, variables } = prompt;
  const [params, setParams] = useSearchParams();
  // In the address, so that it stays from prompt to prompt.
  const tab = TABS.find(({ value }) => value === params.get('show'))?.value ?? 'write';
  const setTab = (next: Tab) =>
    setParams(
      (now) => {
        const changed = new URLSearchParams(now);
        changed.set('show', next);
        return changed;
      },
      { replace: true },
    );
  const draft = usePromptDraft(prompt);
  const save = useRouteMutation('prompts.save');
  const use = useRouteMutation('prompts.use');
  const reset = useRouteMutation('prompts.reset');
  const setTrial = useRouteMutation('prompts.setTrial');
  const checked = checkTemplate(draft.text, variables);
  const { label, about } = FEATURES[feature];
  const isOwn = clientId === null ? origin === 'all' : origin === 'client';

  const keep = () =>
    save.mutate(
      { feature, clientId, ...draft.text },
      {
        onSuccess: (saved) => {
          draft.forget();
          toast.done(
            `Version ${saved.used.number} is kept, and used from now on.${prompt.rival ? ' The trial is over.' : ''}`,
          );
        },
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );
  // As it stood, with what was tried beside it.
  const putBack = () =>
    setTrial.mutate(
      { feature, clientId, versionId: isOwn ? used.id : null, rivalId: prompt.rival?.id ?? null },
      { onError: (error) => toast.failed(sentenceOf(error)) },
    );
  const goBack = () =>
    reset.mutate(
      { feature, clientId },
      {
        onSuccess: () =>
          toast.undoable(
            clientId === null
              ? 'The built-in prompt is used again.'
              : 'The prompt of all clients is used again.',
            putBack,
          ),
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );
  const useVersion = (versionId: string) =>
    use.mutate(
      { feature, clientId, versionId },
      {
        onSuccess: ({ used: next }) =>
          toast.undoable(
            `Version ${next.number} is used from now on.${prompt.rival ? ' The trial is over.' : ''}`,
            putBack,
          ),
        onError: (error) => toast.failed(sentenceOf(error)),
      },
    );

  return (
    <section aria-label={label} className="flex min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-wrap items-start gap-3 px-6 pt-5 pb-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-section font-semibold">{label}</h2>
          <p className="mt-0.5 text-muted">
            {about} {standingSentence(prompt, clientName)}
          </p>
        </div>
        <Segmented<Tab> label="Show" value={tab} onChange={setTab} choices={TABS} />
      </header>
      <section
        aria-label={TABS.find(({ value }) => value === tab)?.label}
        // What scrolls and has nothing to press is reached by the keyboard all the same.
        {...((tab === 'preview' || tab === 'trial') && { tabIndex: 0 })}
        className="scroll-edge min-h-0 flex-1 overflow-y-auto px-6 pb-6 focus-visible:-outline-offset-2"
      >
        {tab === 'write' && (
          <PromptWriting
            text={draft.text}
            variables={variables}
            problem={checked.ok ? null : checked.error.message}
            onWrite={draft.write}
          />
        )}
        {tab === 'preview' && <PromptPreview prompt={prompt} text={textOf(draft.text)} />}
        {tab === 'bench' && <Bench prompt={prompt} isChanged={draft.isChanged} />}
        {tab === 'trial' && <Trial prompt={prompt} onWrite={() => setTab('write')} />}
        {tab === 'versions' && (
          <PromptVersions prompt={prompt} busy={use.isPending} onUse={useVersion} />
        )}
      </section>
      {(tab === 'write' || tab === 'preview' || tab === 'versions') && (
        <footer className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-t border-hairline px-6 py-2.5">
          {isOwn && !draft.isChanged && (
            <Button tone="ghost" busy={reset.isPending} onClick={goBack}>
              {clientId === null ? 'Back to the built-in prompt' : 'Back to that of all clients'}
            </Button>
          )}
          {draft.isChanged && (
            <>
              <Input
                aria-label="What is different, for you"
                placeholder="What is different, for you"
                maxLength={200}
                value={draft.text.note}
                onChange={(event) => draft.write({ note: event.target.value })}
                className="max-w-72 min-w-32 flex-1"
              />
              <Button tone="ghost" onClick={draft.forget}>
                Discard
              </Button>
            </>
          )}
          <Button
            tone="primary"
            className="ml-auto"
            busy={save.isPending}
            disabled={!draft.isChanged || !checked.ok}
            onClick={keep}
          >
            {clientName === null ? 'Keep as a new version' : `Keep for ${clientName}`}
          </Button>
        </footer>
      )}
    </section>
  );
}

const textOf = ({ system, user }: { system: string; user: string }) => ({ system, user });

function standingSentence({ clientId, origin, used }: Prompt, clientName: string | null): string {
  if (clientId === null)
    return origin === 'all'
      ? `Version ${used.number} is used, unless a client has its own.`
      : 'It is the built-in prompt, unless a client has its own.';
  const who = clientName ?? 'This client';
  if (origin === 'client') return `${who} has its own: version ${used.number}.`;
  return `${who} uses the prompt of all clients until you keep one here.`;
}
