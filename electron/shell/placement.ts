interface Size {
  width: number;
  height: number;
}

export interface Rectangle extends Size {
  x: number;
  y: number;
}

/** How a window stood when it was last there. */
export interface Placement {
  bounds: Rectangle;
  maximised: boolean;
}

export const MINIMUM = { width: 900, height: 600 };
export const PREFERRED = { width: 1280, height: 800 };
/** How much of the title bar must be on a display, in px, so that the window can be grabbed. */
const GRIP = { width: 120, height: 44 };

/** Reads a placement from a file that anybody may have edited; null unless it is whole. */
export function readPlacement(stored: unknown): Placement | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { bounds, maximised } = stored as Record<string, unknown>;
  if (typeof bounds !== 'object' || bounds === null || typeof maximised !== 'boolean') return null;
  const { x, y, width, height } = bounds as Record<string, unknown>;
  const whole = (value: unknown): value is number =>
    Number.isSafeInteger(value) && Math.abs(value as number) < 100_000;
  if (!whole(x) || !whole(y) || !whole(width) || !whole(height)) return null;
  return { bounds: { x, y, width, height }, maximised };
}

/**
 * Where a window may go: as it was, where its title bar can still be reached; else in the middle of the
 * first display (a monitor may have gone). Never larger than its display nor smaller than the minimum.
 * @param workAreas Displays without task bars, the primary one first.
 */
export function place(stored: Placement | null, workAreas: readonly Rectangle[]): Rectangle {
  const [primary] = workAreas;
  if (!primary) return { x: 0, y: 0, ...PREFERRED };
  const wanted = stored?.bounds;
  if (wanted) {
    for (const area of workAreas) {
      const bounds = {
        x: wanted.x,
        y: Math.max(wanted.y, area.y),
        ...fitted(wanted, area),
      };
      if (canBeGrabbed(bounds, area)) return bounds;
    }
  }
  const size = fitted(wanted ?? PREFERRED, primary);
  return {
    x: primary.x + Math.max(0, Math.round((primary.width - size.width) / 2)),
    y: primary.y + Math.max(0, Math.round((primary.height - size.height) / 2)),
    ...size,
  };
}

/** A display smaller than the minimum gets a window of the minimum: it can still be moved. */
const fitted = (size: Size, area: Size): Size => ({
  width: Math.max(MINIMUM.width, Math.min(size.width, area.width)),
  height: Math.max(MINIMUM.height, Math.min(size.height, area.height)),
});

function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const across =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const down = Math.min(window.y + GRIP.height, area.y + area.height) - Math.max(window.y, area.y);
  return across >= GRIP.width && down >= GRIP.height / 2;
}
