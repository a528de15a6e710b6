import { EmojiPicker } from 'frimousse';
import { cx } from '../../../ui/class-names.ts';
import { emojiData } from './emoji-data.ts';

/** All emoji, found by name; arrows move, Enter takes one. */
export function EmojiPanel({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <EmojiPicker.Root
      columns={9}
      resolveEmojiData={emojiData}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex h-80 w-88 flex-col low:h-[60vh]"
    >
      <div className="flex items-center border-b border-hairline pr-2 pl-3">
        <EmojiPicker.Search
          autoFocus
          aria-label="Search emoji"
          placeholder="Search emoji"
          className="h-9 min-w-0 flex-1 bg-transparent outline-none"
        />
        <EmojiPicker.SkinToneSelector
          aria-label="Skin tone"
          className="size-7 rounded-control text-[16px] hover:bg-hover"
        />
      </div>
      <EmojiPicker.Viewport className="relative min-h-0 flex-1 outline-none">
        <EmojiPicker.Loading className="absolute inset-0 p-3 text-muted">
          <span className="sr-only">Loading emoji</span>
        </EmojiPicker.Loading>
        <EmojiPicker.Empty className="absolute inset-0 flex items-center justify-center text-muted">
          No emoji of that name.
        </EmojiPicker.Empty>
        <EmojiPicker.List
          className="pb-1 select-none"
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div
                {...props}
                className="bg-raised px-3 pt-2 pb-1 text-caption font-medium text-muted"
              >
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div {...props} {...counted(props, 'aria-rowindex')} className="px-2">
                {children}
              </div>
            ),
            Emoji: ({ emoji, className, ...props }) => (
              <button
                {...props}
                {...counted(props, 'aria-colindex')}
                className={cx(
                  className,
                  'flex size-9 items-center justify-center rounded-control text-[20px] data-[active]:bg-highlight',
                )}
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </EmojiPicker.Viewport>
      <p className="flex h-8 shrink-0 items-center gap-2 truncate border-t border-hairline px-3 text-small text-muted">
        <EmojiPicker.ActiveEmoji>
          {({ emoji }) => <span className="truncate">{emoji?.label ?? 'Choose an emoji'}</span>}
        </EmojiPicker.ActiveEmoji>
      </p>
    </EmojiPicker.Root>
  );
}

/** ARIA counts rows and columns from one, frimousse from nought. */
const counted = (props: object, name: 'aria-rowindex' | 'aria-colindex') => {
  const index = (props as Partial<Record<typeof name, unknown>>)[name];
  return typeof index === 'number' ? { [name]: index + 1 } : {};
};
