import { useQueryClient } from '@tanstack/react-query';
import type { LinkTags } from '../../../shared/domain/link-tags.ts';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useKept } from '../../app/use-kept.ts';
import { routeKey } from '../../ipc/queries.ts';
import { Field, Input } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { ClientSection } from './client-section.tsx';
import { useKeepClient } from './use-client-profile.ts';

const NONE: LinkTags = { source: '', medium: '', campaign: '' };
const PARTS = [
  { name: 'source', label: 'Source', placeholder: '{network}' },
  { name: 'medium', label: 'Medium', placeholder: 'social' },
  { name: 'campaign', label: 'Campaign', placeholder: 'autumn-menu' },
] as const;

/** What links of the client's posts get, so that visits from them can be told apart. */
export function LinksSection({ client }: { client: ClientProfile }) {
  const queries = useQueryClient();
  const keep = useKeepClient(client.id);
  const key = routeKey('clients.get', { id: client.id });
  const tags = client.linkTags ?? NONE;
  const sample = PARTS.flatMap(({ name }) =>
    tags[name] === ''
      ? []
      : [`utm_${name}=${encodeURIComponent(tags[name].replaceAll('{network}', 'bluesky'))}`],
  );
  const keepPart = (part: Partial<LinkTags>): Promise<string | null> => {
    const before = queries.getQueryData<ClientProfile>(key)?.linkTags ?? NONE;
    const next = { ...before, ...part };
    queries.setQueryData<ClientProfile>(key, (old) => old && { ...old, linkTags: next });
    const isEmpty = Object.values(next).every((text) => text === '');
    return keep({ linkTags: isEmpty ? null : next });
  };
  return (
    <ClientSection
      id="links"
      title="Link tags"
      description="Visits from links can be told apart by them in the client’s web statistics. {network} stands for where the post goes."
    >
      <Card className="p-4">
        <div className="grid grid-cols-3 gap-4">
          {PARTS.map(({ name, label, placeholder }) => (
            <TagField
              key={name}
              label={label}
              placeholder={placeholder}
              stored={tags[name]}
              keep={(text) => keepPart({ [name]: text.trim() })}
            />
          ))}
        </div>
        <p className="mt-3 truncate text-small text-muted">
          {sample.length === 0
            ? 'All empty: links stay as you write them.'
            : `A link becomes example.com/?${sample.join('&')}`}
        </p>
      </Card>
    </ClientSection>
  );
}

interface TagFieldProps {
  label: string;
  placeholder: string;
  stored: string;
  keep: (text: string) => Promise<string | null>;
}

function TagField({ label, placeholder, stored, keep }: TagFieldProps) {
  const { value, problem, onChange, onBlur } = useKept(stored, keep);
  return (
    <Field label={label} {...(problem && { error: problem })}>
      <Input
        maxLength={100}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
    </Field>
  );
}
