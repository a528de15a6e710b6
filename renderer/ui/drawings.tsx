import type { ReactNode } from 'react';

/** Line drawings of the empty states: one stroke, one touch of the accent. */
const Drawing = ({ children }: { children: ReactNode }) => (
  <svg
    width="120"
    height="88"
    viewBox="0 0 120 88"
    fill="none"
    stroke="var(--faint)"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

const paper = 'var(--panel)';
const tint = 'var(--accent-soft)';
const accent = 'var(--accent)';

/** A desk pad with one day marked. */
export const CalendarDrawing = () => (
  <Drawing>
    <rect x="24" y="16" width="72" height="60" rx="8" fill={paper} />
    <path d="M24 32h72M42 10v11M78 10v11" />
    <path d="M36 44h8M56 44h8M76 44h8M36 60h8M76 60h8" opacity=".7" />
    <rect x="51" y="53" width="18" height="14" rx="4" fill={tint} stroke={accent} />
    <path d="m56.5 60 2.5 2.5 4.5-4.5" stroke={accent} />
  </Drawing>
);

/** A tray, and what was said is answered. */
export const InboxDrawing = () => (
  <Drawing>
    <path d="M22 50h20l6 10h24l6-10h20" fill={paper} />
    <path d="M22 50v18a8 8 0 0 0 8 8h60a8 8 0 0 0 8-8V50L86 30h-8M22 50l12-20h8" />
    <rect x="42" y="12" width="36" height="26" rx="7" fill={tint} stroke={accent} />
    <path d="m53 25 5 5 9-10" stroke={accent} />
    <path d="M54 38v7l8-7" fill={tint} stroke={accent} />
  </Drawing>
);

/** Cards in a line, the first one on its way. */
export const QueueDrawing = () => (
  <Drawing>
    <rect x="20" y="14" width="56" height="18" rx="6" fill={tint} stroke={accent} />
    <rect x="20" y="38" width="56" height="18" rx="6" fill={paper} />
    <rect x="20" y="62" width="56" height="18" rx="6" fill={paper} />
    <path d="M30 23h22" stroke={accent} />
    <path d="M30 47h30M30 71h18" opacity=".7" />
    <path d="M84 23h20M97 16l7 7-7 7" stroke={accent} />
    <path d="M90 71V47M84 53l6-6 6 6" opacity=".7" />
  </Drawing>
);

/** A nest with three eggs: the people you work for. */
export const NestDrawing = () => (
  <Drawing>
    <ellipse cx="46" cy="43" rx="9" ry="12" fill={paper} transform="rotate(-10 46 43)" />
    <ellipse cx="74" cy="43" rx="9" ry="12" fill={paper} transform="rotate(10 74 43)" />
    <ellipse cx="60" cy="40" rx="9.5" ry="13" fill={tint} stroke={accent} />
    <path d="M24 48c4 18 18 28 36 28s32-10 36-28c-10 5-22 7-36 7s-26-2-36-7Z" fill={paper} />
    <path d="M32 56c8 6 18 8 28 8M52 71c12 1 24-3 34-12M40 66c8 3 14 4 22 3.5" opacity=".7" />
    <path d="m20 50-6-4M100 50l6-5M28 62l-7 3M92 62l8 2" opacity=".7" />
  </Drawing>
);

/** Two plugs about to meet. */
export const ConnectDrawing = () => (
  <Drawing>
    <path d="M8 44h22M90 44h22" />
    <path d="M30 33h11a8 8 0 0 1 8 8v6a8 8 0 0 1-8 8H30z" fill={paper} />
    <path d="M49 39h7M49 49h7" />
    <path d="M90 33H77a8 8 0 0 0-8 8v6a8 8 0 0 0 8 8h13z" fill={tint} stroke={accent} />
    <path d="M60 24v-8M51 27l-5-6M69 27l5-6" stroke={accent} />
    <path d="M60 64v8M51 61l-5 6M69 61l5 6" opacity=".7" />
  </Drawing>
);

/** A sheet with a first line on it, and a pencil. */
export const DraftDrawing = () => (
  <Drawing>
    <path d="M36 10h36l12 12v56H36z" fill={paper} />
    <path d="M72 10v12h12" />
    <path d="M46 34h20M46 44h28M46 54h12" opacity=".7" />
    <path d="m66 66 22-22 7 7-22 22-9 2z" fill={tint} stroke={accent} />
    <path d="m83 49 7 7" stroke={accent} />
  </Drawing>
);

/** A sheet that goes out and comes back with a tick. */
export const ApprovalDrawing = () => (
  <Drawing>
    <rect x="22" y="12" width="46" height="60" rx="6" fill={paper} />
    <path d="M32 26h26M32 36h20M32 46h24" opacity=".7" />
    <circle cx="74" cy="56" r="18" fill={tint} stroke={accent} />
    <path d="m66 56.500 6 6 11-12" stroke={accent} />
    <path d="M80 24h18M92 18l6 6-6 6" opacity=".7" />
  </Drawing>
);

/** A lens over lines, for searches that find nothing. */
export const SearchDrawing = () => (
  <Drawing>
    <path d="M18 26h40M18 40h26M18 54h30M18 68h46" opacity=".7" />
    <circle cx="74" cy="44" r="17" fill={tint} stroke={accent} />
    <path d="m87 57 14 14" stroke={accent} strokeWidth="2.5" />
  </Drawing>
);

/** A cup that has tipped over: something went wrong, nobody is hurt. */
export const SpillDrawing = () => (
  <Drawing>
    <path d="M12 70h96" opacity=".7" />
    <path d="M61 70c-4-9 4-13 13-12 7 .8 9 5 16 5 6 0 10 3 11 7Z" fill={tint} stroke={accent} />
    <path d="M27 43.5 57 32l9.5 25.5a6 6 0 0 1-3.5 7.7L43 72.6a6 6 0 0 1-7.7-3.5z" fill={paper} />
    <path d="m27 43.5 30-11.5" />
    <path d="M58.5 36.5c8-3 13 0 14.5 4s-1 9-9 12" />
    <path d="M36 26c0-4 4-4 4-8M47 21c0-4 4-4 4-8" opacity=".7" />
  </Drawing>
);

/** A safe with its door ajar. */
export const SafeDrawing = () => (
  <Drawing>
    <rect x="30" y="14" width="60" height="56" rx="8" fill={paper} />
    <path d="M40 70v6M80 70v6M30 30h-4M30 54h-4" />
    <rect x="38" y="22" width="44" height="40" rx="5" fill={tint} stroke={accent} />
    <circle cx="60" cy="42" r="8" fill={paper} stroke={accent} />
    <path d="M60 34v-4M60 54v-4M52 42h-4M72 42h-4" stroke={accent} />
  </Drawing>
);
