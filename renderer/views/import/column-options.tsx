import type { Account } from '../../../shared/ipc/views.ts';
import { ZonePicker } from '../../app/zone-picker.tsx';
import { useClients } from '../../ipc/queries.ts';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { AccountChips } from './account-chips.tsx';
import { ClockInput } from './clock-input.tsx';
import type { Options, Preview } from './use-import.ts';

interface ColumnOptionsProps {
  preview: Preview;
  accounts: readonly Account[];
  onChange: (options: Partial<Options>) => void;
}

/** What holds where a row does not say it itself. */
export function ColumnOptions({ preview, accounts, onChange }: ColumnOptionsProps) {
  const { options, dates, columns } = preview;
  const clients = useClients().data ?? [];
  const here = accounts.filter(({ clientId }) => clientId === options.clientId);
  return (
    <section className="flex flex-col gap-4 rounded-card border border-hairline bg-panel p-4">
      <h3 className="font-medium">Where a row does not say it</h3>
      <Field label="Client">
        <Select
          value={options.clientId ?? 'none'}
          onChange={(value) =>
            onChange({ clientId: value === 'none' ? null : value, accountIds: [] })
          }
          choices={[
            { value: 'none', label: 'As its accounts say' },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      {here.length > 0 && (
        <div>
          <div className="mb-1.5 font-medium" id="default-accounts">
            Accounts
          </div>
          <AccountChips
            labelledBy="default-accounts"
            accounts={here}
            chosen={options.accountIds}
            onChange={(accountIds) => onChange({ accountIds })}
          />
        </div>
      )}
      <Field label="Time zone">
        <ZonePicker value={options.zone} onChange={(zone) => onChange({ zone })} />
      </Field>
      {dates && (
        <>
          <ClockInput
            label="Time"
            className="w-28"
            value={options.dayTime}
            onChange={(dayTime) => onChange({ dayTime })}
          />
          <div>
            <div className="mb-1.5 font-medium">Posts with a time are</div>
            <Segmented
              label="Posts with a time are"
              value={options.timed}
              onChange={(timed) => onChange({ timed })}
              choices={[
                { value: 'schedule', label: 'Scheduled' },
                { value: 'plan', label: 'Planned drafts' },
              ]}
            />
            <p className="mt-1.5 text-small text-muted">
              {options.timed === 'schedule'
                ? 'They go out by themselves at their time.'
                : 'They stand on the calendar, and nothing is sent.'}
            </p>
          </div>
        </>
      )}
      {columns.length > 0 && (
        <div className="flex items-center gap-3 border-t border-hairline pt-3">
          <span id="header-row" className="flex-1">
            The first row names the columns
          </span>
          <Switch
            aria-labelledby="header-row"
            checked={options.hasHeader}
            onChange={(hasHeader) => onChange({ hasHeader })}
          />
        </div>
      )}
    </section>
  );
}
