import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { TextLimit } from '../../../shared/domain/network.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { cx } from '../../ui/class-names.ts';
import { overflowPieces } from './overflow.ts';

interface TextEditorProps {
  value: string;
  onChange: (text: string) => void;
  /** Of where this text goes as one post: the shortest one marks what is too long. */
  limits: readonly TextLimit[];
  label: string;
  placeholder: string;
  readOnly: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onPasteFiles: (files: File[]) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** Both layers are set alike, or the marks would not lie under the words. */
const LAYER =
  'px-6 py-4 text-section leading-[1.55] tracking-normal whitespace-pre-wrap [overflow-wrap:anywhere]';

/** A plain textarea that grows, over a layer that marks what no network would take. */
export function TextEditor({
  value,
  onChange,
  limits,
  label,
  placeholder,
  readOnly,
  inputRef,
  onPasteFiles,
  onKeyDown,
}: TextEditorProps) {
  const overflowAt = useMemo(() => firstOverflow(value, limits), [value, limits]);
  return (
    <div className="relative flex min-h-40 flex-1 shrink-0 flex-col">
      {overflowAt !== null && (
        <div
          aria-hidden
          className={cx(LAYER, 'pointer-events-none absolute inset-0 text-transparent')}
        >
          {overflowPieces(value, overflowAt).map((piece) =>
            piece.over ? (
              <mark
                key="over"
                className="rounded-[3px] bg-failed-soft text-transparent [box-decoration-break:clone] decoration-failed decoration-wavy underline decoration-1 underline-offset-3"
              >
                {piece.text}
              </mark>
            ) : (
              <span key="fits">{piece.text}</span>
            ),
          )}
        </div>
      )}
      <textarea
        ref={inputRef}
        value={value}
        readOnly={readOnly}
        rows={6}
        aria-label={label}
        aria-invalid={overflowAt !== null || undefined}
        placeholder={placeholder}
        spellCheck
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files].filter(({ type }) =>
            /^(image|video)\//.test(type),
          );
          if (files.length === 0 || readOnly) return;
          event.preventDefault();
          onPasteFiles(files);
        }}
        className={cx(
          LAYER,
          'relative block field-sizing-content min-h-40 w-full flex-1 resize-none bg-transparent focus-visible:outline-none',
        )}
      />
    </div>
  );
}

/** Where the text stops fitting for the network with the least room. */
function firstOverflow(text: string, limits: readonly TextLimit[]): number | null {
  const cuts = limits.flatMap((limit) => {
    const at = measureText(text, limit).overflowAt;
    return at === null ? [] : [at];
  });
  return cuts.length === 0 ? null : Math.min(...cuts);
}
