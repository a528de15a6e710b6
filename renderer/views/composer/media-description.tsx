import { Check, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { altTextLength } from '../../../shared/domain/text/measure.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';

interface MediaDescriptionProps {
  item: PostMedia;
  networks: readonly NetworkId[];
  disabled: boolean;
  /** Some network gives a description of it to people. */
  takesDescription: boolean;
  /** Of a video: size and bytes. */
  facts: string | null;
  onDescribe: (altText: string) => void;
  /** Beside the heading. */
  actions: ReactNode;
  /** Under it. */
  children: ReactNode;
}

/** What is in a picture, in words, with a sign whether it is written. */
export function MediaDescription({
  item: { media, altText },
  networks,
  disabled,
  takesDescription,
  facts,
  onDescribe,
  actions,
  children,
}: MediaDescriptionProps) {
  const id = useId();
  const isWritten = altText.trim() !== '';
  const excess = Math.max(
    0,
    ...networks.map((network) => {
      const { images } = NETWORKS[network];
      return images.altText ? altTextLength(altText, images) - images.altTextLimit : 0;
    }),
  );
  return (
    <div className="flex min-h-22 min-w-0 flex-1 flex-col">
      <div className="flex items-center pt-0.5 pr-0.5 pl-3">
        {takesDescription ? (
          <label
            htmlFor={id}
            className="flex min-w-0 flex-1 items-center gap-0.5 text-small text-muted"
          >
            <span className="truncate">Description</span>
            {isWritten && excess === 0 && (
              <Check size={12} className="shrink-0 text-published" aria-label="(written)" />
            )}
          </label>
        ) : (
          <span className="min-w-0 flex-1 truncate text-small text-muted">{media.fileName}</span>
        )}
        {actions}
      </div>
      {facts !== null && (
        <p className={cx('px-3 pb-1 text-caption text-muted', !takesDescription && 'pb-2')}>
          {facts}
        </p>
      )}
      {takesDescription && (
        <textarea
          id={id}
          dir="auto"
          value={altText}
          readOnly={disabled}
          rows={2}
          placeholder={
            facts !== null
              ? 'What happens in the video, for people who can’t see it?'
              : 'What is in the picture, for people who can’t see it?'
          }
          aria-describedby={`${id}-note`}
          aria-invalid={excess > 0 || undefined}
          onChange={(event) => onDescribe(event.target.value)}
          className="field-sizing-content max-h-32 flex-1 resize-none bg-transparent px-3 pb-2 leading-snug focus-visible:-outline-offset-2"
        />
      )}
      {excess > 0 ? (
        <p id={`${id}-note`} className="px-3 pb-2 text-small text-failed">
          {excess.toLocaleString()} characters too long
        </p>
      ) : (
        takesDescription &&
        !isWritten && (
          <p
            id={`${id}-note`}
            className="flex items-center gap-1 px-3 pb-2 text-small text-attention"
          >
            <TriangleAlert size={12} aria-hidden />
            Not described yet
          </p>
        )
      )}
      {children}
    </div>
  );
}
