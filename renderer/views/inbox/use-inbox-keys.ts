import { type Command, useCommands } from '../../app/commands.ts';

interface InboxKeys {
  step: (by: 1 | -1) => void;
  finish: () => void;
  unread: () => void;
  snooze: () => void;
  assign: () => void;
  reply: () => void;
  like: () => void;
  enter: () => void;
  search: () => void;
}

const command = (name: string, label: string, keys: string[], run: () => void): Command => ({
  ...{ id: `inbox.${name}`, label, keys, run },
  ...{ group: 'This view', notInPalette: true },
});

/** Where an answer is written. */
export function useReplyKeys(keys: { suggest: () => void; saved: () => void }): void {
  useCommands([
    command('suggest', 'Suggest answers', ['d', 'mod+j'], keys.suggest),
    command('saved', 'Saved replies', ['q', 'mod+i'], keys.saved),
  ]);
}

/** One hand goes through the inbox. */
export function useInboxKeys(keys: InboxKeys): void {
  useCommands([
    command('down', 'Next comment', ['j', 'down'], () => keys.step(1)),
    command('up', 'Previous comment', ['k', 'up'], () => keys.step(-1)),
    command('done', 'Done with it', ['e'], keys.finish),
    command('reply', 'Answer it', ['r'], keys.reply),
    command('like', 'Like it, or take that back', ['l'], keys.like),
    command('snooze', 'Put it off', ['s', 'h'], keys.snooze),
    command('assign', 'Assign it', ['a'], keys.assign),
    command('unread', 'Mark it unread', ['u'], keys.unread),
    command('open', 'Go to the talk', ['o'], keys.enter),
    command('search', 'Search the inbox', ['/'], keys.search),
  ]);
}
