import { Fragment } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { allCommands, type Command, GROUPS } from './commands.ts';
import { stepsOf } from './keys.ts';

/** A shortcut with every step of it: `g` then `c`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {stepsOf(keys).map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a shortcut never change places
        <Fragment key={index}>
          {index > 0 && <span className="text-caption text-muted">then</span>}
          <Kbd keys={step} />
        </Fragment>
      ))}
    </span>
  );
}

/** What no command is, but every view understands. */
const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['mod+z', 'Undo what was just removed or moved'],
  ['escape', 'Close what is on top; nothing is lost'],
];

/** All shortcuts of what is on screen, from the same list that the keyboard and the palette use. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const commands = shownClients(allCommands()).filter(({ keys }) => keys?.length);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts" width={640}>
      <div className="columns-2 gap-8">
        {GROUPS.map((group) => {
          const own = commands.filter((command) => command.group === group);
          return own.length > 0 ? (
            <Group key={group} title={group}>
              {own.map((command) => (
                <Line key={command.id} label={command.label} keys={command.keys?.[0] ?? ''} />
              ))}
            </Group>
          ) : null;
        })}
        <Group title="Everywhere">
          {EVERYWHERE.map(([keys, label]) => (
            <Line key={keys} label={label} keys={keys} />
          ))}
        </Group>
      </div>
    </Dialog>
  );
}

/** Nine lines for nine clients say no more than one. */
function shownClients(commands: Command[]): Command[] {
  const ofClient = ({ group, notInPalette }: Command) => group === 'Clients' && notInPalette;
  const first = commands.find(ofClient);
  return commands.flatMap((command) => {
    if (!ofClient(command)) return [command];
    return command === first ? [{ ...command, label: 'Show one client, by its number' }] : [];
  });
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 text-small font-medium text-muted">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

const Line = ({ label, keys }: { label: string; keys: string }) => (
  <div className="flex min-h-7 items-center gap-3">
    <dt className="flex-1">{label}</dt>
    <dd>
      <Keys keys={keys} />
    </dd>
  </div>
);
