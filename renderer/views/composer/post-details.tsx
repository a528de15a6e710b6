import { memo, useId, useState } from 'react';
import { useRoute } from '../../ipc/queries.ts';
import { LabelPicker } from '../labels/label-picker.tsx';
import { ByAiMark } from './ai/by-ai-mark.tsx';
import type { Draft } from './draft.ts';

interface PostDetailsProps {
  clientId: string;
  category: string;
  byAi: boolean;
  labelIds: readonly string[];
  disabled: boolean;
  change: (edit: (draft: Draft) => Draft) => void;
}

/** What the post is sorted by: its labels, and its category in the client's own words. */
export const PostDetails = memo(function PostDetails({
  clientId,
  category,
  byAi,
  labelIds,
  disabled,
  change,
}: PostDetailsProps) {
  const listId = useId();
  const [isAsked, setAsked] = useState(false);
  // Suggestions are looked up once somebody goes there.
  const used = useRoute('posts.categories', { clientId }, { enabled: isAsked }).data ?? [];
  return (
    <div className="mx-6 mb-2 flex shrink-0 items-start gap-2">
      <div className="min-w-0 flex-1">
        <LabelPicker
          clientId={clientId}
          value={labelIds}
          disabled={disabled}
          label="Labels"
          placeholder="Labels"
          className="border-transparent! bg-transparent! shadow-none! -ml-2.5 hover:bg-hover! aria-expanded:bg-hover!"
          onChange={(next) => change((current) => ({ ...current, labelIds: next }))}
        />
      </div>
      <ByAiMark
        byAi={byAi}
        disabled={disabled}
        onChange={(next) => change((current) => ({ ...current, byAi: next }))}
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
        className="h-8 w-44 shrink-0 rounded-control border border-transparent bg-transparent px-2.5 transition-colors hover:bg-hover focus:border-accent focus:bg-well focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent"
      />
      <datalist id={listId}>
        {used.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
});
