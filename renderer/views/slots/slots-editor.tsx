import { type ReactNode, useState } from 'react';
import type { Client, Queue } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { zoneText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { AddTime } from './add-time.tsx';
import { QuickFills } from './quick-fills.tsx';
import { saveSlots } from './save-slots.ts';
import {
  addTimes,
  fillWeek,
  plainSlots,
  removeTime,
  type Slot,
  sameSlots,
  timesOf,
  weekSentence,
} from './week.ts';
import { WeekGrid } from './week-grid.tsx';

interface SlotsEditorProps {
  client: Client;
  /** As it is saved. */
  queue: Queue;
  title: ReactNode;
  onClose: () => void;
}

const ALL = 'all';
/** Rows for the first click where there is no time yet. */
const OFFERED = ['09:00', '12:30', '17:00'];

/** The times of the week that a client's queue fills, for all of its accounts or for one. */
export function SlotsEditor({ client, queue, title, onClose }: SlotsEditorProps) {
  const style = useTimeStyle();
  const now = useNow();
  const accounts = useAccounts(client.id).data ?? [];
  const [slots, setSlots] = useState<readonly Slot[]>(() => queue.slots);
  const [of, setOf] = useState<string>(ALL);
  const [offered, setOffered] = useState(() => (queue.slots.length === 0 ? OFFERED : []));
  const [busy, setBusy] = useState(false);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const accountId = of === ALL ? null : of;
  const isChanged = !sameSlots(slots, queue.slots);

  const close = () => (isChanged ? setAsksToLeave(true) : onClose());
  const save = async () => {
    setBusy(true);
    const isSaved = await saveSlots(client, plainSlots(slots), plainSlots(queue.slots));
    setBusy(false);
    if (isSaved) onClose();
  };

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={title}
      description="Choose the times of the week at which posts from the queue go out."
      width="wide"
      footer={
        <>
          <p className="min-w-0 flex-1 truncate text-muted">
            {weekSentence(slots)}
            {queue.queued > 0 &&
              ` · ${queue.queued.toLocaleString()} ${queue.queued === 1 ? 'post waits' : 'posts wait'}`}
            {` · ${zoneText(queue.zone, now, style.locale)}`}
          </p>
          {isChanged && (
            <Button
              tone="ghost"
              onClick={() => {
                setSlots(queue.slots);
                setOffered(queue.slots.length === 0 ? OFFERED : []);
              }}
            >
              Reset
            </Button>
          )}
          <Button onClick={close}>{isChanged ? 'Cancel' : 'Close'}</Button>
          <Button tone="primary" busy={busy} disabled={!isChanged} onClick={() => void save()}>
            Save times
          </Button>
        </>
      }
    >
      <p className="mb-4 max-w-160 text-muted">
        A time has room for one post of each account. What you add to the queue takes the next free
        one; change the times, and what waits flows into the new ones.
      </p>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        {accounts.length > 1 && (
          <div className="w-60">
            <Select
              label="Times for"
              value={of}
              onChange={setOf}
              choices={[
                { value: ALL, label: 'All accounts' },
                ...accounts.map(({ id, handle, network, practice }) => ({
                  value: id,
                  label: practice ? `@${handle} (practice)` : `@${handle}`,
                  icon: <NetworkGlyph network={network} />,
                })),
              ]}
            />
          </div>
        )}
        <QuickFills
          onFill={(fill) => {
            setSlots(fillWeek(slots, fill, accountId));
            setOffered([]);
          }}
        />
      </div>
      <WeekGrid
        slots={slots}
        accountId={accountId}
        times={timesOf(slots, accountId, offered)}
        onChange={(next, keep) => {
          // A row that lost its last time stays, so that a second click brings it back.
          if (keep !== undefined) setOffered([...new Set([...offered, keep])]);
          setSlots(next);
        }}
        onRemove={(time) => {
          setOffered(offered.filter((one) => one !== time));
          setSlots(removeTime(slots, time, accountId));
        }}
      />
      <AddTime onAdd={(time, days) => setSlots(addTimes(slots, days, [time], accountId))} />
      <Dialog
        open={asksToLeave}
        onOpenChange={setAsksToLeave}
        width={400}
        title="Leave without saving?"
        footer={
          <>
            <Button onClick={() => setAsksToLeave(false)}>Keep editing</Button>
            <Button tone="danger" onClick={onClose}>
              Discard changes
            </Button>
          </>
        }
      >
        The times of {client.name} stay as they were.
      </Dialog>
    </Sheet>
  );
}
