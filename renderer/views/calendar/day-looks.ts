/** Today's date stands on ink. */
export const dateOf = (isToday: boolean) =>
  isToday
    ? 'flex h-5.5 min-w-5.5 items-center justify-center rounded-full bg-ink px-1 font-semibold text-paper'
    : 'flex h-5.5 items-center px-1';

/** Saturday and Sunday lie a shade lower. 0 is Sunday. */
export const weekendTint = (dow: number) => (dow === 0 || dow === 6) && 'bg-paper';
