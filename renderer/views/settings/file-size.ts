const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as people read them, in steps of 1,000: `843 kB`, `1.2 MB`. */
export function fileSize(bytes: number): string {
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const shown = size < 10 ? Math.max(0.1, Math.round(size * 10) / 10) : Math.round(size);
  return `${bytes === 0 ? 0 : shown.toLocaleString('en')} ${UNITS[unit]}`;
}
