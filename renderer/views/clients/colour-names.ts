import { CLIENT_PALETTE } from '../../../shared/domain/client-palette.ts';

/** Colours by name, for those who hear them. */
const NAMES: Record<(typeof CLIENT_PALETTE)[number], string> = {
  '#5c71d2': 'Indigo',
  '#c17c2d': 'Amber',
  '#43914f': 'Green',
  '#cf5971': 'Rose',
  '#3692ca': 'Sky',
  '#b3543c': 'Brick',
  '#26998e': 'Teal',
  '#a06cc4': 'Violet',
  '#8f8a31': 'Olive',
  '#697686': 'Slate',
};

export const COLOURS = CLIENT_PALETTE.map((colour) => ({ colour, name: NAMES[colour] }));
