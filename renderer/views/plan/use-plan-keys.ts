import { type Command, useCommands } from '../../app/commands.ts';

interface PlanKeys {
  step: (by: 1 | -1) => void;
  accept: () => void;
  dismiss: () => void;
  again: () => void;
  reopen: () => void;
  openPost: () => void;
  acceptAll: () => void;
}

const commandsOf = (keys: PlanKeys): Command[] => {
  const command = (name: string, label: string, on: string[], run: () => void): Command => ({
    ...{ id: `plan.${name}`, label, keys: on, run },
    ...{ group: 'This view', notInPalette: name !== 'all' },
  });
  return [
    command('down', 'Next proposal', ['j', 'down'], () => keys.step(1)),
    command('up', 'Previous proposal', ['k', 'up'], () => keys.step(-1)),
    command('accept', 'Accept it', ['a'], keys.accept),
    command('dismiss', 'Dismiss it', ['x'], keys.dismiss),
    command('again', 'Another idea for its day', ['i'], keys.again),
    command('reopen', 'Open it again', ['u'], keys.reopen),
    command('post', 'Open its post', ['o'], keys.openPost),
    command('all', 'Accept all proposals', ['shift+a'], keys.acceptAll),
  ];
};

/** One hand goes through a plan. */
export const usePlanKeys = (keys: PlanKeys): void => useCommands(commandsOf(keys));
