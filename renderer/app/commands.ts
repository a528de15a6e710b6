import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isStep, SEQUENCE_MS, stepsOf } from './keys.ts';

export const GROUPS = ['Create', 'Go to', 'Clients', 'This view', 'Window'] as const;
type CommandGroup = (typeof GROUPS)[number];

/** Something a person can do from anywhere: once here, it is in the palette, the sheet and on the keyboard. */
export interface Command {
  id: string;
  /** What happens: "New post", "Go to calendar". */
  label: string;
  group: CommandGroup;
  /** Alternatives, the one to show first: `mod+n`, `n`, `g c` (one after the other), `?`. */
  keys?: readonly string[];
  icon?: LucideIcon;
  /** Words the palette also finds it by. */
  keywords?: readonly string[];
  /** Only on the keyboard and in the sheet. */
  notInPalette?: boolean;
  /** Also while a dialog or sheet is open. */
  overDialogs?: boolean;
  run: () => void;
}

const registered = new Map<symbol, readonly Command[]>();

/** Every command of what is on screen now, in the order of the groups. */
export const allCommands = (): Command[] => {
  const commands = [...registered.values()].flat();
  return GROUPS.flatMap((group) => commands.filter((command) => command.group === group));
};

/** Offers commands while the component is mounted. Views add theirs with the group "This view". */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef(Symbol('commands'));
  useEffect(() => {
    registered.set(owner.current, commands);
  });
  useEffect(() => {
    const key = owner.current;
    return () => void registered.delete(key);
  }, []);
}

const isMac = /mac/i.test(navigator.platform);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

/** What a field does with Ctrl or ⌘ itself: select, copy, cut, paste. */
const isEditing = ({ key }: KeyboardEvent): boolean => /^[acxv]$/i.test(key);

const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** The one listener for all shortcuts. Render once. */
export function useShortcuts(): void {
  useEffect(() => {
    let first: { press: KeyboardEvent; at: number } | null = null;

    const find = (event: KeyboardEvent): Command | undefined => {
      const layered = document.querySelector(LAYERS) !== null;
      const typing = isTyping(event.target);
      return allCommands().find((command) =>
        command.keys?.some((keys) => {
          if (layered && !command.overDialogs) return false;
          const steps = stepsOf(keys);
          if (typing && (!steps[0]?.includes('mod') || isEditing(event))) return false;
          const [one, two] = steps;
          if (!one) return false;
          if (!two) return isStep(one, event, isMac);
          return first !== null && isStep(one, first.press, isMac) && isStep(two, event, isMac);
        }),
      );
    };

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (first && event.timeStamp - first.at > SEQUENCE_MS) first = null;
      const command = find(event);
      first = command || isTyping(event.target) ? null : { press: event, at: event.timeStamp };
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
