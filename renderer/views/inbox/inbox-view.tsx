import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { InboxState } from '../../../shared/domain/inbox.ts';
import { MOODS } from '../../../shared/domain/sentiment/mood.ts';
import { InboxRows } from '../../app/fallbacks.tsx';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { routeQuery, useInboxCounts } from '../../ipc/queries.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useEvent } from '../../ui/use-event.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { AssignMenu, SnoozeMenu } from './decide-menus.tsx';
import { FiguresButton } from './figures-button.tsx';
import { InboxEmpty } from './inbox-empty.tsx';
import { InboxList, type ListHandle } from './inbox-list.tsx';
import { CheckButton, ListFoot } from './inbox-tools.tsx';
import { isNarrowed } from './is-narrowed.ts';
import { ListHead } from './list-head.tsx';
import { nameOf } from './name-of.ts';
import { ThreadPane } from './thread-pane.tsx';
import { type InboxFilter, useInbox } from './use-inbox.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useLike } from './use-like.ts';
import { useSelection } from './use-selection.ts';
import { useTriage } from './use-triage.ts';

const STATES: readonly { value: InboxState; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'snoozed', label: 'Put off' },
  { value: 'done', label: 'Done' },
];
const WIDE_OPEN: InboxFilter = {
  ...{
    state: 'open',
    unread: false,
    kind: null,
    network: null,
    assignee: null,
    mood: null,
    query: '',
  },
};
/** What is looked at for so long is read, ms. */
const READ_AFTER = 700;

/** What people say to all accounts: the list, the talk, the post. */
export function InboxView() {
  const { clientId } = useClientFilter();
  const { filter, narrow } = useFilter();
  const counts = useInboxCounts(clientId).data;
  return (
    <View
      title="Inbox"
      lead={
        <Segmented<InboxState>
          label="What to show"
          value={filter.state}
          onChange={(state) => narrow({ state })}
          choices={STATES}
          className="ml-2"
        />
      }
      tools={
        <>
          <FiguresButton clientId={clientId} />
          <CheckButton clientId={clientId} />
        </>
      }
    >
      <Desk
        key={`${clientId} ${filter.state}`}
        clientId={clientId}
        filter={filter}
        narrow={narrow}
        isNew={counts !== undefined && counts.open + counts.snoozed + counts.done === 0}
      />
    </View>
  );
}

/** A link from elsewhere says what it is narrowed to at first: `?mood=negative`. */
function useFilter() {
  const [params, setParams] = useSearchParams();
  const mood = MOODS.find((one) => one === params.get('mood')) ?? null;
  const [filter, setFilter] = useState<InboxFilter>({ ...WIDE_OPEN, mood });
  const narrow = useCallback(
    (change: Partial<InboxFilter>) => setFilter((before) => ({ ...before, ...change })),
    [],
  );
  useEffect(() => {
    if (mood === null) return;
    setFilter({ ...WIDE_OPEN, mood });
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete('mood');
        return next;
      },
      { replace: true },
    );
  }, [mood, setParams]);
  return { filter, narrow };
}

interface DeskProps {
  clientId: string | null;
  filter: InboxFilter;
  narrow: (change: Partial<InboxFilter>) => void;
  isNew: boolean;
}

function Desk({ clientId, filter, narrow, isNew }: DeskProps) {
  const queries = useQueryClient();
  const clientOf = useClientLooks();
  const inbox = useInbox(clientId, filter);
  const { items, patch } = inbox;
  const handle = useRef<ListHandle>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [menu, setMenu] = useState<'snooze' | 'assign' | null>(null);
  const scrollTo = useCallback((index: number) => handle.current?.scrollTo(index), []);
  const { list, at, item, stand, focus } = useSelection(items, scrollTo);
  const decide = useTriage(filter.state, patch);
  const like = useLike(patch);

  const readOn = useEvent(() => {
    if (inbox.hasNextPage && !inbox.isFetchingNextPage) void inbox.fetchNextPage();
  });

  // The neighbours are there before they are stood on.
  const [before, after] = [items[at - 1]?.id, items[at + 1]?.id];
  useEffect(() => {
    for (const id of [after, before])
      if (id) void queries.prefetchQuery(routeQuery('inbox.thread', { id }));
  }, [queries, before, after]);

  const kept = useRef<string | null>(null);
  const [id, isUnread] = [item?.id ?? null, item?.readAt === null];
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is looked at.
  useEffect(() => {
    if (!item || !isUnread || kept.current === id) return;
    const timer = window.setTimeout(() => void decide(item, { do: 'read' }, null), READ_AFTER);
    return () => window.clearTimeout(timer);
  }, [id, isUnread]);

  const isAnswering = item !== null;
  useEffect(() => {
    document.documentElement.toggleAttribute('data-answering', isAnswering);
    return () => document.documentElement.removeAttribute('data-answering');
  }, [isAnswering]);

  const who = item ? item.author || nameOf(item) : '';
  const open = (which: 'snooze' | 'assign') => item && setMenu(which);
  const finish = () => {
    if (!item || item.state === 'done') return;
    void decide(item, { do: 'finish' }, `Done with ${who}.`);
    focus();
  };
  const unread = () => {
    if (!item) return;
    // Marked by the person: not taken back by looking at it.
    kept.current = item.id;
    void decide(item, { do: 'unread' }, null);
  };
  useInboxKeys({
    step: (by) =>
      stand(list.current?.contains(document.activeElement) ? at + by : at + (item ? by : 0)),
    finish,
    unread,
    snooze: () => open('snooze'),
    assign: () => open('assign'),
    reply: () => field.current?.focus(),
    like: () => item && void like(item),
    enter: toTalk,
    search: () => scrollerSearch(),
  });

  const isNarrow = isNarrowed(filter);
  const empty = (
    <InboxEmpty
      filter={filter}
      clientId={clientId}
      isNew={isNew}
      onClear={() => narrow({ ...WIDE_OPEN, state: filter.state })}
    />
  );
  if (!inbox.isPending && !inbox.isError && items.length === 0 && !isNarrow)
    return <div className="h-full border-t border-hairline">{empty}</div>;
  if (inbox.isError)
    return <QueryProblem error={inbox.error} onRetry={() => void inbox.refetch()} />;
  return (
    <div className="@container flex h-full border-t border-hairline">
      <div className="flex w-75 shrink-0 flex-col border-r border-hairline bg-panel @min-[960px]:w-88">
        <ListHead filter={filter} onChange={narrow} />
        {inbox.isPending ? (
          <div className="min-h-0 flex-1 overflow-hidden">
            <InboxRows />
          </div>
        ) : (
          <InboxList
            items={items}
            at={at}
            label={STATES.find(({ value }) => value === filter.state)?.label ?? 'Inbox'}
            handle={handle}
            list={list}
            onChoose={stand}
            onEnter={toTalk}
            onNearEnd={readOn}
          />
        )}
        <ListFoot clientId={clientId} />
      </div>
      {item && !inbox.isPending ? (
        <ThreadPane
          item={item}
          client={clientOf(item.clientId)}
          field={field}
          actions={{
            finish,
            unread,
            like: () => void like(item),
            reopen: () => void decide(item, { do: 'reopen' }, `${who} is open again.`),
            leave: focus,
            snooze: (
              <SnoozeMenu
                open={menu === 'snooze'}
                onOpenChange={(isOpen) => setMenu(isOpen ? 'snooze' : null)}
                onClosed={focus}
                onSnooze={(until, when) => {
                  void decide(item, { do: 'snooze', until }, `${who} comes back ${when}.`);
                }}
              />
            ),
            assign: (
              <AssignMenu
                open={menu === 'assign'}
                onOpenChange={(isOpen) => setMenu(isOpen ? 'assign' : null)}
                onClosed={focus}
                assignee={item.assignee}
                onAssign={(to) => {
                  setMenu(null);
                  void decide(
                    item,
                    { do: 'assign', to },
                    to ? `Assigned to ${to}.` : 'Nobody’s now.',
                  );
                }}
              />
            ),
          }}
        />
      ) : (
        <div className="min-w-0 flex-1">{!inbox.isPending && empty}</div>
      )}
    </div>
  );
}

const toTalk = () => document.querySelector<HTMLElement>('[data-inbox-thread]')?.focus();
const scrollerSearch = () => document.querySelector<HTMLElement>('[data-inbox-search]')?.focus();
