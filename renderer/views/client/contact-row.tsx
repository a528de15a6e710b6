import { ArrowDown, ArrowUp, ChevronDown, CircleCheck, Ellipsis, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import type { Contact } from '../../../shared/ipc/views.ts';
import { useKept } from '../../app/use-kept.ts';
import { ask } from '../../ipc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Field, Input } from '../../ui/field.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toast.tsx';

interface ContactRowProps {
  contact: Contact;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** The one above; null for the first. */
  above: string | null;
  /** Where it stands once it is one lower; null for the last. */
  below: { before: string | null } | null;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** Somebody at the client: a line, and the fields under it once it is opened. */
export function ContactRow({ contact, open, onOpen, above, below }: ContactRowProps) {
  const panel = useId();

  const move = (before: string | null) =>
    void ask('contacts.move', { id: contact.id, before }).then(
      (moved) => !moved.ok && toast.failed(moved.error.message),
    );
  const up = above === null ? null : () => move(above);
  const down = below === null ? null : () => move(below.before);

  async function remove() {
    const removed = await ask('contacts.remove', { id: contact.id });
    if (!removed.ok) return toast.failed(removed.error.message);
    toast.undoable(`${contact.name} is removed.`, () => {
      void ask('contacts.restore', removed.value).then(
        (back) => !back.ok && toast.failed(back.error.message),
      );
    });
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.altKey && { ArrowUp: up, ArrowDown: down }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const reach = [contact.role, contact.email, contact.phone].filter(Boolean).join(' · ');
  return (
    <li className="border-b border-hairline last:border-b-0">
      <div className="flex items-center pr-2">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => onOpen(!open)}
          onKeyDown={onKeyDown}
          className="flex min-h-12 min-w-0 flex-1 items-center gap-3 py-2 pl-4 text-left focus-visible:-outline-offset-2"
        >
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2 font-medium">
              <span className="truncate">{contact.name}</span>
              {contact.approves && (
                <Badge icon={<CircleCheck size={12} aria-hidden />}>Approves posts</Badge>
              )}
            </span>
            {reach && <span className="block truncate text-small text-muted">{reach}</span>}
          </span>
          <ChevronDown
            size={14}
            aria-hidden
            className={cx('shrink-0 text-muted transition-transform', open && 'rotate-180')}
          />
        </button>
        <Menu
          trigger={
            <IconButton label={`More for ${contact.name}`}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem
            icon={<ArrowUp size={16} />}
            keys={['alt', 'up']}
            disabled={up === null}
            onSelect={() => up?.()}
          >
            Move up
          </MenuItem>
          <MenuItem
            icon={<ArrowDown size={16} />}
            keys={['alt', 'down']}
            disabled={down === null}
            onSelect={() => down?.()}
          >
            Move down
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 size={16} />} onSelect={() => void remove()}>
            Remove
          </MenuItem>
        </Menu>
      </div>
      <div id={panel}>{open && <ContactFields contact={contact} />}</div>
    </li>
  );
}

function ContactFields({ contact }: { contact: Contact }) {
  const approves = useId();
  const update = async (fields: Partial<Omit<Contact, 'id' | 'clientId' | 'position'>>) => {
    const answer = await ask('contacts.update', { id: contact.id, ...fields });
    if (answer.ok) return null;
    // Main knows more of e-mail addresses than the pattern here.
    return answer.error.code === 'invalid_input' && fields.email
      ? 'Write it as name@example.com.'
      : answer.error.message;
  };
  const name = useKept(contact.name, (typed) =>
    typed.trim() === '' ? 'Give the person a name.' : update({ name: typed.trim() }),
  );
  const role = useKept(contact.role, (typed) => update({ role: typed.trim() }));
  const email = useKept(contact.email, (typed) => {
    const text = typed.trim();
    return text === '' || EMAIL.test(text)
      ? update({ email: text })
      : 'Write it as name@example.com.';
  });
  const phone = useKept(contact.phone, (typed) => update({ phone: typed.trim() }));

  const fields = [
    { label: 'Name', kept: name, max: 120, type: 'text' },
    { label: 'Role', kept: role, max: 120, type: 'text', placeholder: 'Owner' },
    { label: 'E-mail', kept: email, max: 254, type: 'email', placeholder: 'ada@example.com' },
    { label: 'Phone', kept: phone, max: 60, type: 'tel' },
  ];
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 px-4 pt-1 pb-4">
      {fields.map(({ label, kept: { problem, onChange, ...kept }, max, type, placeholder }) => (
        <Field key={label} label={label} {...(problem && { error: problem })}>
          <Input
            {...kept}
            type={type}
            maxLength={max}
            placeholder={placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      ))}
      <div className="col-span-2 flex items-center gap-2.5">
        <Switch
          checked={contact.approves}
          aria-labelledby={approves}
          onChange={(next) =>
            void update({ approves: next }).then((problem) => problem && toast.failed(problem))
          }
        />
        <span id={approves}>Approves posts</span>
      </div>
    </div>
  );
}
