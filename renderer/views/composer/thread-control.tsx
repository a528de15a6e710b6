import type { Threading } from '../../../shared/domain/threading.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { type DraftMessage, partsOf, threadable } from './draft-messages.ts';

interface ThreadControlProps {
  /** Of the accounts whose text is shown. */
  messages: readonly DraftMessage[];
  threading: Threading;
  disabled: boolean;
  onChange: (threading: Threading) => void;
}

const CHOICES = [
  { value: 'off', label: 'Off' },
  { value: 'split', label: 'Split' },
  { value: 'numbered', label: 'Numbered' },
] as const;

/** Only where a text is too long for a network that has threads: whether it goes on there, and how. */
export function ThreadControl({ messages, threading, disabled, onChange }: ThreadControlProps) {
  const long = threadable(messages);
  if (long.length === 0) return null;
  return (
    <section
      aria-label="Thread"
      className="mx-6 mt-1 mb-3 flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 rounded-card bg-sunken py-2 pr-2 pl-3"
    >
      <span aria-hidden className="font-medium">
        Thread
      </span>
      <fieldset disabled={disabled} className="contents">
        <Segmented<Threading>
          label="Thread"
          value={threading}
          onChange={onChange}
          choices={CHOICES}
        />
      </fieldset>
      <div aria-live="polite" className="min-w-0 flex-1 text-small text-muted">
        {threading === 'off' ? (
          `Too long for one post on ${namesOf(long)}. Let it go on as a thread, at the ends of sentences.`
        ) : (
          <ul className="flex flex-wrap gap-x-3">
            {distinctBy(long, ({ network, message }) => `${network} ${message.thread.length}`).map(
              (one) => (
                <li key={one.accountId} className="inline-flex items-center gap-1.5">
                  <NetworkGlyph network={one.network} size={12} />
                  {one.capabilities.name}: {partsOf(one).length} posts
                </li>
              ),
            )}
          </ul>
        )}
      </div>
    </section>
  );
}

const namesOf = (messages: readonly DraftMessage[]): string => {
  const names = [...new Set(messages.map(({ capabilities }) => capabilities.name))];
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
};

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.filter(
    (item, index) => items.findIndex((other) => keyOf(other) === keyOf(item)) === index,
  );
}
