import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from './class-names.ts';
import { controlClasses, useFieldWiring } from './field.tsx';

interface WordListProps {
  words: readonly string[];
  /** Several, where they were pasted. The field is emptied unless the answer is false. */
  onAdd: (words: string[]) => Promise<boolean> | boolean;
  onRemove: (word: string) => void;
  /** What one of them is: “word”, “mark”. */
  noun: string;
  placeholder?: string;
  maxLength?: number;
}

/** Words one by one: Enter or a comma adds, Backspace in the empty field takes the last one out. */
export function WordList({
  words,
  onAdd,
  onRemove,
  noun,
  placeholder,
  maxLength = 80,
}: WordListProps) {
  const wiring = useFieldWiring();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');

  async function add(text: string) {
    const added = text
      .split(/[,\n\t]/)
      .map((word) => word.trim().slice(0, maxLength))
      .filter((word) => word !== '' && !words.includes(word));
    if (added.length === 0) return setTyped('');
    if ((await onAdd([...new Set(added)])) !== false) setTyped('');
  }

  const remove = (word: string) => {
    onRemove(word);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || (event.key === ',' && typed.trim() !== '')) {
      event.preventDefault();
      void add(typed);
    }
    const last = words.at(-1);
    if (event.key === 'Backspace' && typed === '' && last !== undefined) remove(last);
  };

  return (
    <div
      className={cx(
        controlClasses,
        'flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent',
      )}
    >
      {words.map((word) => (
        <span
          key={word}
          className="inline-flex h-5.5 max-w-full items-center rounded-chip bg-hover pl-1.5 text-small"
        >
          <span className="truncate">{word}</span>
          <button
            type="button"
            aria-label={`Remove ${noun} ${word}`}
            onClick={() => remove(word)}
            className="inline-flex size-5.5 shrink-0 items-center justify-center rounded-chip text-muted hover:text-ink focus-visible:-outline-offset-2"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <input
        {...wiring}
        ref={input}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (!/[,\n\t]/.test(text)) return;
          event.preventDefault();
          void add(`${typed}${text}`);
        }}
        onBlur={() => typed.trim() !== '' && void add(typed)}
        className="h-5.5 min-w-24 flex-1 bg-transparent px-1 outline-none"
        {...(words.length === 0 && placeholder && { placeholder })}
      />
    </div>
  );
}
