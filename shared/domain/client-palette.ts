/**
 * Colours that clients get in turn: calm, told apart at a glance, and at least 3:1 against paper
 * and panel in both themes (WCAG 2.2, 1.4.11). Neighbours differ most.
 */
export const CLIENT_PALETTE = [
  '#5c71d2',
  '#c17c2d',
  '#43914f',
  '#cf5971',
  '#3692ca',
  '#b3543c',
  '#26998e',
  '#a06cc4',
  '#8f8a31',
  '#697686',
] as const;

/** The colour of the palette that is used least, the earliest of these. */
export function nextClientColour(used: readonly string[]): string {
  const uses = (colour: string) => used.filter((other) => other === colour).length;
  return CLIENT_PALETTE.reduce<string>(
    (best, colour) => (uses(colour) < uses(best) ? colour : best),
    CLIENT_PALETTE[0],
  );
}
