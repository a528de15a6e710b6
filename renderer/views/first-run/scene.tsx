import { CLIENT_PALETTE } from '../../../shared/domain/client-palette.ts';
import { cx } from '../../ui/class-names.ts';

interface SceneProps {
  /** 0 to 2: how much of the week is planned. */
  step: number;
  /** The client being added, whose chips stand out. */
  client: { name: string; colour: string } | null;
}

/** Chips on the pad: day, start and height in rows; `own` ones are the new client's. */
const CHIPS: readonly {
  day: number;
  top: number;
  height: number;
  from: number;
  own?: true;
  palette: number;
}[] = [
  { day: 0, top: 2, height: 2, from: 0, palette: 4 },
  { day: 0, top: 6, height: 2, from: 1, own: true, palette: 0 },
  { day: 1, top: 4, height: 3, from: 0, palette: 1 },
  { day: 2, top: 1, height: 2, from: 1, own: true, palette: 0 },
  { day: 2, top: 7, height: 2, from: 0, palette: 6 },
  { day: 3, top: 3, height: 2, from: 2, palette: 3 },
  { day: 3, top: 6, height: 3, from: 1, own: true, palette: 0 },
  { day: 4, top: 2, height: 2, from: 0, palette: 7 },
  { day: 4, top: 5, height: 2, from: 2, own: true, palette: 0 },
];

const ROW = 26;
const DAY = 92;

/** A week on a desk pad that fills while the steps are taken. */
export function Scene({ step, client }: SceneProps) {
  const colour = client?.colour ?? CLIENT_PALETTE[0];
  return (
    <div className="absolute top-1/2 left-16 w-[520px] -translate-y-1/2 rounded-dialog border border-hairline bg-panel shadow-float">
      <div className="flex h-11 items-center gap-2 border-b border-hairline px-5">
        <span
          className="size-2.5 rounded-full transition-colors duration-(--move)"
          style={{ backgroundColor: colour }}
        />
        <span className="max-w-60 truncate font-medium">{client?.name.trim() || 'This week'}</span>
      </div>
      <div className="relative mx-5 flex" style={{ height: ROW * 11 }}>
        {['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day) => (
          <div
            key={day}
            className="shrink-0 border-r border-hairline pt-2 pl-2 text-caption text-muted last:border-r-0"
            style={{ width: DAY }}
          >
            {day}
          </div>
        ))}
        {CHIPS.map((chip) => {
          const shown = step >= chip.from;
          const own = chip.own === true;
          const base = own ? colour : CLIENT_PALETTE[chip.palette];
          return (
            <span
              key={`${chip.day}-${chip.top}`}
              className={cx(
                'absolute flex flex-col justify-center gap-1.5 overflow-hidden rounded-control px-2.5 transition-all duration-(--move)',
                shown ? 'opacity-100' : 'translate-y-1 opacity-0',
              )}
              style={{
                left: chip.day * DAY + 4,
                top: chip.top * ROW + 8,
                width: DAY - 9,
                height: chip.height * ROW - 4,
                backgroundColor: `color-mix(in oklab, ${base} 15%, var(--panel))`,
                boxShadow: `inset 3px 0 ${base}`,
              }}
            >
              <span className="h-1 w-9 rounded-full opacity-55" style={{ backgroundColor: base }} />
              <span
                className="h-1 w-13 rounded-full opacity-30"
                style={{ backgroundColor: base }}
              />
            </span>
          );
        })}
      </div>
    </div>
  );
}
