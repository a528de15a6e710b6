import { MessageSquarePlus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Field, Textarea } from '../../ui/field.tsx';
import type { DraftMessage } from './draft-messages.ts';
import { TextCount } from './text-count.tsx';

interface FirstCommentProps {
  value: string;
  /** Of all accounts that the post goes to. */
  messages: readonly DraftMessage[];
  disabled: boolean;
  /** It was asked for just now. */
  takesFocus: boolean;
  onChange: (comment: string) => void;
  onRemove: () => void;
}

/** Networks, each once, by whether they have a first comment. */
const networksWith = (messages: readonly DraftMessage[], has: boolean) => {
  const found = messages.filter(({ capabilities }) => capabilities.firstComment === has);
  return [...new Map(found.map((one) => [one.network, one])).values()];
};

/** Our own comment under the post. Where a network has none, it says so. */
export function FirstComment({
  value,
  messages,
  disabled,
  takesFocus,
  onChange,
  onRemove,
}: FirstCommentProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    input.current?.focus();
    // With its count, which is under it.
    input.current?.closest('section')?.scrollIntoView({ block: 'end' });
  }, [takesFocus]);
  const without = networksWith(messages, false).map(({ capabilities }) => capabilities.name);
  const counted = networksWith(messages, true);
  const left = new Intl.ListFormat('en').format(without);
  return (
    <section aria-label="First comment" className="relative shrink-0 px-6 pt-1 pb-4">
      <Field
        label="First comment"
        hint={
          without.length > 0
            ? `Left out on ${left}.`
            : 'ClientNest writes it under the post as soon as that is out.'
        }
      >
        <Textarea
          ref={input}
          dir="auto"
          value={value}
          rows={2}
          maxLength={10_000}
          readOnly={disabled}
          spellCheck
          placeholder="A link, or hashtags that would crowd the text"
          className="field-sizing-content max-h-40 min-h-14"
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {value !== '' && (
        <div
          className={cx(
            'flex flex-wrap justify-end gap-x-4',
            // Beside the hint there is room for one.
            counted.length > 1 ? 'mt-1' : 'absolute right-6 bottom-3',
          )}
        >
          {counted.map(({ network, capabilities, firstComment }) => (
            <TextCount
              key={network}
              text={firstComment}
              network={network}
              limit={capabilities.text}
            />
          ))}
        </div>
      )}
      {!disabled && (
        <IconButton
          label="Remove the first comment"
          onClick={onRemove}
          size="tiny"
          className="absolute top-0 right-6"
        >
          <X size={14} />
        </IconButton>
      )}
    </section>
  );
}

/** Nothing where no network that is chosen has comments of our own. */
export const AddFirstComment = ({
  messages,
  disabled,
  onAdd,
}: {
  messages: readonly DraftMessage[];
  disabled: boolean;
  onAdd: () => void;
}) =>
  networksWith(messages, true).length === 0 ? null : (
    <Button
      tone="ghost"
      size="compact"
      disabled={disabled}
      icon={<MessageSquarePlus size={16} />}
      onClick={onAdd}
    >
      First comment
    </Button>
  );
