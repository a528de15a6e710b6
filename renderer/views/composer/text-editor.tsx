import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { TextLimit } from '../../../shared/domain/network.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { cx } from '../../ui/class-names.ts';
import { overflowPieces } from './overflow.ts';
import type { ThreadMarks } from './thread-marks.ts';
import { useTyping } from './use-typing.ts';

interface TextEditorProps {
  value: string;
  /** What is typed shows here at once; `value` may follow a moment later. */
  onChange: (text: string) => void;
  /** Of where this text goes as one post: the shortest one marks what is too long. */
  limits: readonly TextLimit[];
  /** Where the parts of a thread begin; null where it is one post everywhere. */
  marks?: ThreadMarks | null;
  label: string;
  placeholder: string;
  readOnly: boolean;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onPasteFiles: (files: File[]) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** Both layers are set alike, or the marks would not lie under the words. */
const LAYER =
  'px-6 py-4 text-section leading-[1.55] tracking-normal whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:plaintext] text-start';

/** A plain textarea that grows, over a layer that marks what no network would take and where a thread is cut. */
export function TextEditor({
  value,
  onChange,
  limits,
  marks = null,
  label,
  placeholder,
  readOnly,
  inputRef,
  onPasteFiles,
  onKeyDown,
}: TextEditorProps) {
  const [text, write] = useTyping(value, onChange);
  const overflowAt = useMemo(() => firstOverflow(text, limits), [text, limits]);
  // Marks of the words before the last key would stand in the wrong place.
  const shown = marks !== null && text === value ? marks : null;
  return (
    <div className="relative flex min-h-40 shrink-0 grow flex-col low:min-h-28">
      {(overflowAt !== null || shown !== null) && (
        <div
          aria-hidden
          dir="auto"
          className={cx(LAYER, 'pointer-events-none absolute inset-0 text-transparent')}
        >
          {overflowPieces(text, overflowAt, shown?.starts).map(
            ({ at, text: piece, over, part }) => (
              <span key={at}>
                {part !== null && <PartMark part={part} />}
                {over ? (
                  <mark className="rounded-[3px] bg-failed-soft text-transparent [box-decoration-break:clone] decoration-failed decoration-wavy underline decoration-1 underline-offset-3">
                    {piece}
                  </mark>
                ) : (
                  piece
                )}
              </span>
            ),
          )}
        </div>
      )}
      <textarea
        ref={inputRef}
        value={text}
        dir="auto"
        readOnly={readOnly}
        rows={6}
        aria-label={label}
        aria-invalid={overflowAt !== null || undefined}
        placeholder={placeholder}
        spellCheck
        onChange={(event) => write(event.target.value)}
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
          'relative block field-sizing-content min-h-40 w-full shrink-0 grow resize-none low:min-h-28 bg-transparent focus-visible:outline-none',
        )}
      />
    </div>
  );
}

/** At the edge, in the line where a part begins: without a place of its own it stays in that line. */
const PartMark = ({ part }: { part: number }) => (
  <>
    <span className="absolute left-1 mt-1 inline-flex h-4 w-4 items-center justify-center rounded-full bg-accent-soft text-[10px] leading-none text-accent-text tabular-nums">
      {part}
    </span>
    <span className="absolute w-px bg-accent text-accent">|</span>
  </>
);

/** Where the text stops fitting for the network with the least room. */
function firstOverflow(text: string, limits: readonly TextLimit[]): number | null {
  const cuts = limits.flatMap((limit) => {
    const at = measureText(text, limit).overflowAt;
    return at === null ? [] : [at];
  });
  return cuts.length === 0 ? null : Math.min(...cuts);
}
