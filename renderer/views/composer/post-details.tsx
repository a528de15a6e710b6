import { memo, useId, useState } from 'react';
import { useRoute } from '../../ipc/queries.ts';
import { cx } from '../../ui/class-names.ts';
import { controlClasses } from '../../ui/field.tsx';
import { LabelPicker } from '../labels/label-picker.tsx';
import type { Draft } from './draft.ts';

interface PostDetailsProps {
  clientId: string;
  category: string;
  labelIds: readonly string[];
  disabled: boolean;
  change: (edit: (draft: Draft) => Draft) => void;
}

/** What the post is sorted by: its labels, and its category in the client's own words. */
export const PostDetails = memo(function PostDetails({
  clientId,
  category,
  labelIds,
  disabled,
  change,
}: PostDetailsProps) {
  const listId = useId();
  const [isAsked, setAsked] = useState(false);
  // Suggestions are looked up once somebody goes there.
  const used = useRoute('posts.categories', { clientId }, { enabled: isAsked }).data ?? [];
  return (
    <div className="mx-6 mb-3 flex shrink-0 flex-wrap items-center gap-2">
      <LabelPicker
        clientId={clientId}
        value={labelIds}
        disabled={disabled}
        label="Labels"
        placeholder="Labels"
        className="w-auto max-w-full min-w-28 flex-none border-transparent bg-transparent shadow-none hover:bg-hover"
        onChange={(next) => change((current) => ({ ...current, labelIds: next }))}
      />
      <input
        type="text"
        list={listId}
        value={category}
        maxLength={60}
        readOnly={disabled}
        autoComplete="off"
        aria-label="Category"
        placeholder="Category"
        onFocus={() => setAsked(true)}
        onChange={(event) => {
          const { value } = event.target;
          change((current) => ({ ...current, category: value }));
        }}
        className={cx(
          controlClasses,
          'h-8 w-44 border-transparent bg-transparent px-2.5 shadow-none hover:bg-hover focus:bg-well',
        )}
      />
      <datalist id={listId}>
        {used.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
});
