import { useState } from 'react';
import type { Prompt } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Card } from '../../ui/page.tsx';
import { Roving } from '../../ui/roving.tsx';
import { whenLabel } from '../calendar/time.ts';
import { WordDiff } from '../composer/word-diff.tsx';
import { allVersions, versionName, versionWords } from './version-names.ts';

interface PromptVersionsProps {
  prompt: Prompt;
  busy: boolean;
  onUse: (versionId: string) => void;
}

/** What the prompt said before: each version beside the one that it came from. */
export function PromptVersions({ prompt, busy, onUse }: PromptVersionsProps) {
  const { versions, fallback, used } = prompt;
  const style = useTimeStyle();
  const now = useNow(30_000);
  /** Null is the built-in one; undefined as long as nobody has chosen. */
  const [chosen, setChosen] = useState<string | null>();
  const all = allVersions(prompt);
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === (chosen === undefined ? used.id : chosen)),
  );
  const shown = all[at] ?? fallback;
  const before = all[at + 1] ?? null;
  if (versions.length === 0)
    return (
      <p className="py-12 text-center text-muted">
        Nothing yet. Each version that you keep stays here, with what changed, and any of them can
        be used again.
      </p>
    );
  return (
    <div className="flex flex-col gap-4">
      <Roving label="Versions" className="flex flex-col gap-0.5">
        {all.map((version) => (
          <li key={version.id ?? 'fallback'}>
            <button
              type="button"
              data-roving
              aria-current={version === shown || undefined}
              onClick={() => setChosen(version.id)}
              className={cx(
                'flex h-8 w-full items-center gap-3 rounded-control px-3 text-left',
                version === shown ? 'bg-highlight' : 'hover:bg-hover',
              )}
            >
              <span className="shrink-0 font-medium tabular-nums">
                {versionName(version, prompt)}
              </span>
              <span className="min-w-0 flex-1 truncate text-muted">{version.note}</span>
              {version.id === used.id && <span className="shrink-0 text-small">in use</span>}
              {version.id === prompt.rival?.id && (
                <span className="shrink-0 text-small">on trial</span>
              )}
              {version.createdAt !== null && (
                <span className="shrink-0 text-small text-muted tabular-nums">
                  {whenLabel(version.createdAt, now, style)}
                </span>
              )}
            </button>
          </li>
        ))}
      </Roving>
      <Card className="p-4">
        <div className="mb-3 flex min-h-7 items-center gap-3">
          <h3 className="flex-1 font-medium">
            {before
              ? `${versionName(shown, prompt)}, compared with ${versionWords(before, prompt)}`
              : versionName(shown, prompt)}
          </h3>
          {shown.id !== null && shown !== fallback && shown.id !== used.id && (
            <Button size="compact" busy={busy} onClick={() => shown.id && onUse(shown.id)}>
              Use this one
            </Button>
          )}
        </div>
        <WordDiff before={(before ?? shown).system} after={shown.system} />
        <hr className="my-3 border-hairline" />
        <WordDiff before={(before ?? shown).user} after={shown.user} />
      </Card>
    </div>
  );
}
