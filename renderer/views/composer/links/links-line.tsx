import { Link2 } from 'lucide-react';
import { memo, type RefObject, useEffect, useMemo, useState } from 'react';
import type { LinkTags } from '../../../../shared/domain/link-tags.ts';
import { useRoute } from '../../../ipc/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { type Draft, mapTexts } from '../draft.ts';
import { rewriteText } from '../insert-text.ts';
import { cleaned, linkState, tagged, untagged } from './link-state.ts';

/** As long as a toast can be taken back; a toast can't be reached from inside a sheet. */
const UNDO_MS = 10_000;

interface LinksLineProps {
  clientId: string;
  /** May lag behind what is typed by a moment. */
  draft: Draft;
  change: (edit: (draft: Draft) => Draft) => void;
  /** The text that is open, which is changed as if it were typed. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The tags that links of a client get; null where it has none. */
function useLinkTags(clientId: string): LinkTags | null {
  return useRoute('clients.get', { id: clientId }).data?.linkTags ?? null;
}

/** A quiet line under the text: what the links carry, and what can be done about it. Nothing is done unasked. */
export const LinksLine = memo(function LinksLine({
  clientId,
  draft,
  change,
  field,
}: LinksLineProps) {
  const tags = useLinkTags(clientId);
  const { text, firstComment, targets } = draft;
  const state = useMemo(
    () => linkState({ text, firstComment, targets }, tags),
    [text, firstComment, targets, tags],
  );
  const [done, setDone] = useState<{ words: string; undo: () => void } | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = window.setTimeout(() => setDone(null), UNDO_MS);
    return () => window.clearTimeout(timer);
  }, [done]);

  function rewrite(how: (text: string) => string, words: string) {
    const pairs = new Map<string, string>();
    const forth = (written: string) => {
      const next = how(written);
      if (next !== written) pairs.set(next, written);
      return next;
    };
    // First what is seen, so that the field's own undo knows of it; then all other texts.
    if (field.current) rewriteText(field.current, forth(field.current.value));
    change((current) => mapTexts(current, forth));
    const undo = () => {
      const back = (written: string) => pairs.get(written) ?? written;
      if (field.current) rewriteText(field.current, back(field.current.value));
      change((current) => mapTexts(current, back));
      setDone(null);
    };
    setDone({ words, undo });
  }

  if (done)
    return (
      <Line words={done.words} live>
        <Button size="compact" tone="ghost" onClick={done.undo}>
          Undo
        </Button>
      </Line>
    );
  if (state.tracked > 0)
    return (
      <Line
        words={`${linksText(state.tracked)} ${state.tracked === 1 ? 'carries' : 'carry'} tracking parameters.`}
      >
        <Button
          size="compact"
          tone="ghost"
          onClick={() =>
            rewrite((written) => cleaned(written, tags), `${linksText(state.tracked)} cleaned.`)
          }
        >
          Clean
        </Button>
      </Line>
    );
  if (!tags || state.untagged + state.tagged === 0) return null;
  if (state.untagged > 0)
    return (
      <Line words={`${linksText(state.untagged)} without this client’s tags.`}>
        <Button
          size="compact"
          tone="ghost"
          onClick={() =>
            rewrite(
              (written) => tagged(written, tags),
              `Tags added to ${linksText(state.untagged)}.`,
            )
          }
        >
          Add tags
        </Button>
      </Line>
    );
  return (
    <Line words={`${linksText(state.tagged)} with this client’s tags.`}>
      <Button
        size="compact"
        tone="ghost"
        onClick={() =>
          rewrite(
            (written) => untagged(written, tags),
            `Tags taken off ${linksText(state.tagged)}.`,
          )
        }
      >
        Take off
      </Button>
    </Line>
  );
});

const linksText = (count: number): string => (count === 1 ? '1 link' : `${count} links`);

interface LineProps {
  words: string;
  live?: boolean;
  children: React.ReactNode;
}

const Line = ({ words, live = false, children }: LineProps) => (
  <p
    role={live ? 'status' : undefined}
    className="mx-6 flex min-h-7 shrink-0 items-center gap-2 text-small text-muted"
  >
    <Link2 size={14} aria-hidden />
    <span>{words}</span>
    {children}
  </p>
);
