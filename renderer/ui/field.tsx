import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, createContext, type ReactNode, use, useId, useState } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';

interface Wiring {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}
const FieldContext = createContext<Wiring | null>(null);

/** What a control inside a `Field` must carry, so that label, hint and error belong to it. */
export function useFieldWiring() {
  const field = use(FieldContext);
  return field
    ? {
        id: field.id,
        'aria-describedby': field.describedBy,
        'aria-invalid': field.invalid || undefined,
        'aria-required': field.required || undefined,
      }
    : {};
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Says what to do. Takes the hint's place. */
  error?: ReactNode;
  /** Marked, because most fields are needed. */
  optional?: boolean;
  required?: boolean;
  className?: string;
  children: ReactNode;
}

export function Field({
  label,
  hint,
  error,
  optional = false,
  required = false,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note ? `${id}-note` : undefined;
  return (
    <FieldContext value={{ id, describedBy: noteId, invalid: Boolean(error), required }}>
      <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
        <label htmlFor={id} className="flex items-baseline gap-1.5 font-medium">
          {label}
          {optional && <span className="text-small font-normal text-muted">optional</span>}
        </label>
        {children}
        {error ? (
          <p id={noteId} role="alert" className="flex gap-1.5 text-small text-failed">
            <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />
            <span>{error}</span>
          </p>
        ) : (
          hint && (
            <p id={noteId} className="text-small text-muted">
              {hint}
            </p>
          )
        )}
      </div>
    </FieldContext>
  );
}

export const controlClasses =
  'w-full rounded-control border border-edge bg-well text-ink shadow-lift transition-colors hover:border-faint focus:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent disabled:opacity-50 aria-invalid:border-failed';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      {...useFieldWiring()}
      {...rest}
      className={cx(controlClasses, 'h-8 px-2.5', className)}
    />
  );
}

/** In a row of a list: words until it is pointed at or written in. */
export const QuietInput = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input
    autoComplete="off"
    spellCheck={false}
    {...useFieldWiring()}
    {...rest}
    className={cx(
      'h-8 w-full min-w-0 rounded-control border border-transparent bg-transparent px-2.5 text-ink transition-colors hover:border-edge focus:border-accent focus:bg-well focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent aria-invalid:border-failed',
      className,
    )}
  />
);

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...useFieldWiring()}
      {...rest}
      className={cx(controlClasses, 'resize-none px-2.5 py-1.5', className)}
    />
  );
}

/** A secret that can be looked at while it is typed. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...rest} type={shown ? 'text' : 'password'} className={cx('pr-9', className)} />
      <IconButton
        label={shown ? 'Hide' : 'Show'}
        pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5 aria-pressed:bg-transparent"
      >
        {shown ? <EyeOff size={16} /> : <Eye size={16} />}
      </IconButton>
    </div>
  );
}
