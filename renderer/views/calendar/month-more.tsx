import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import type { TimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { floatClasses } from '../../ui/floating.ts';
import { Roving } from '../../ui/roving.tsx';
import type { ClientLook } from './client-looks.ts';
import { dayChip } from './month-day.tsx';
import { type MonthDay, timeOfDay } from './month-days.ts';
import { formatDay } from './time.ts';
import { useFilters } from './use-filters.ts';

interface MonthMoreProps {
  of: MonthDay;
  /** The "+3 more" it opens from. */
  anchor: HTMLElement;
  clientOf: (clientId: string) => ClientLook;
  style: TimeStyle;
  onClose: () => void;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
  /** The pointer came to a chip. */
  onReach: (chip: HTMLElement, card: PostCard) => void;
}

const WIDTH = 288;
const MARGIN = 12;
const CHIP = 24;

/** All posts of a day that has more than fit, over the day itself. */
export function MonthMore({
  of,
  anchor,
  clientOf,
  style,
  onClose,
  onOpen,
  onReach,
}: MonthMoreProps) {
  const { input: filter } = useFilters();
  const { data } = useRoute('posts.calendar', {
    from: of.from,
    to: of.to,
    ...filter,
  });
  const cards = (data ?? of.cards).filter(({ scheduledAt }) => isOn(of, scheduledAt));
  const [place] = useState(() => placeOf(anchor));
  const anchorRef = useMemo(
    () => ({ current: { getBoundingClientRect: () => place.rect } }),
    [place],
  );
  const name = formatDay(of.day, style.locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const chipIn = (target: EventTarget) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-chip]') : null;
  const cardOf = (chip: HTMLElement) => cards.find(({ id }) => id === chip.dataset.chip);

  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchorRef} />
      <Popover.Portal>
        <Popover.Content
          side={place.side}
          align="start"
          collisionPadding={MARGIN}
          aria-label={name}
          // A post looked at from here belongs to it.
          onInteractOutside={(event) => {
            const { target } = event;
            if (target instanceof Element && target.closest('[role="dialog"], [role="menu"]'))
              event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement)
              event.target.querySelector<HTMLElement>('[data-chip]')?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.focus();
          }}
          style={{ width: WIDTH }}
          className={cx(floatClasses, 'outline-none no-drag')}
        >
          <div className="flex items-center pt-1.5 pr-1.5 pb-0.5 pl-3">
            <h2 className="flex-1 font-semibold">{name}</h2>
            <IconButton label="Close" onClick={onClose}>
              <X size={14} />
            </IconButton>
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the chips in it are the buttons. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a button is a click. */}
          <div
            onClick={(event) => {
              const chip = chipIn(event.target);
              const card = chip && cardOf(chip);
              if (card) onOpen(card, chip, event.detail === 0);
            }}
            onPointerOver={(event) => {
              const chip = chipIn(event.target);
              const card = chip && cardOf(chip);
              if (card) onReach(chip, card);
            }}
            className="max-h-[min(56vh,420px)] overflow-y-auto px-1.5 pt-0.5 pb-2"
          >
            {/* The height of what is still to come is kept. */}
            <div style={{ minHeight: of.count * CHIP - 2 }}>
              <Roving label={`Posts of ${name}`} className="flex flex-col gap-0.5">
                {cards.map((card) => (
                  <li key={card.id}>
                    {dayChip({
                      card,
                      client: clientOf(card.clientId),
                      time: timeOfDay(card.scheduledAt ?? 0, of, style),
                    })}
                  </li>
                ))}
              </Roving>
            </div>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const isOn = ({ from, to }: MonthDay, at: number | null): boolean =>
  at !== null && at >= from && at < to;

/** It opens over its day, from the corner that leaves room for it. */
function placeOf(anchor: HTMLElement): { rect: DOMRect; side: 'right' | 'left' } {
  const cell = (anchor.closest('[data-date]') ?? anchor).getBoundingClientRect();
  const right = Math.min(cell.right, window.innerWidth - MARGIN);
  return cell.left + WIDTH + MARGIN <= window.innerWidth
    ? { rect: new DOMRect(cell.left, cell.top, 0, cell.height), side: 'right' }
    : { rect: new DOMRect(right, cell.top, 0, cell.height), side: 'left' };
}
