import { useQueryClient } from '@tanstack/react-query';
import type { BrandVoice } from '../../../shared/domain/brand-voice.ts';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useKept } from '../../app/use-kept.ts';
import { routeKey } from '../../ipc/queries.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { WordList } from '../../ui/word-list.tsx';
import { ClientSection } from './client-section.tsx';
import { languageChoices } from './languages.ts';
import { useKeepClient } from './use-client-profile.ts';

const SILENT: BrandVoice = { tone: '', audience: '', language: '', use: [], avoid: [], notes: '' };

const isSilent = ({ use, avoid, ...said }: BrandVoice): boolean =>
  use.length === 0 && avoid.length === 0 && Object.values(said).every((text) => text === '');

/** How the client sounds, at hand for whoever writes. */
export function VoiceSection({ client }: { client: ClientProfile }) {
  const queries = useQueryClient();
  const keep = useKeepClient(client.id);
  const key = routeKey('clients.get', { id: client.id });
  const voice = client.voice ?? SILENT;

  const keepPart = (part: Partial<BrandVoice>): Promise<string | null> => {
    const before = queries.getQueryData<ClientProfile>(key)?.voice ?? SILENT;
    const next = { ...SILENT, ...before, ...part };
    const said = { ...next, use: [...next.use], avoid: [...next.avoid] };
    // Another field may be left before main has answered: it goes on from here.
    queries.setQueryData<ClientProfile>(key, (old) => old && { ...old, voice: said });
    return keep({ voice: isSilent(said) ? null : said });
  };
  const tell = async (kept: Promise<string | null>): Promise<boolean> => {
    const problem = await kept;
    if (problem !== null) toast.failed(problem);
    return problem === null;
  };

  const words = (list: 'use' | 'avoid') => ({
    noun: 'word',
    words: voice[list],
    onAdd: (added: string[]) => tell(keepPart({ [list]: [...voice[list], ...added] })),
    onRemove: (word: string) => {
      const before = voice[list];
      void tell(keepPart({ [list]: before.filter((one) => one !== word) }));
      toast.undoable(`“${word}” is off the list.`, () => void tell(keepPart({ [list]: before })));
    },
  });

  return (
    <ClientSection
      id="voice"
      title="Voice"
      description={`How ${client.name} sounds, written down once.`}
    >
      <Card className="grid grid-cols-2 gap-4 p-4">
        <VoiceText
          label="Tone"
          placeholder="Warm, plain, never salesy"
          stored={voice.tone}
          keep={(tone) => keepPart({ tone: tone.trim() })}
        />
        <VoiceText
          label="Audience"
          placeholder="Neighbours, and people who bake at home"
          stored={voice.audience}
          keep={(audience) => keepPart({ audience: audience.trim() })}
        />
        <Field label="Words to use" hint="Enter adds one.">
          <WordList {...words('use')} placeholder="sourdough" />
        </Field>
        <Field label="Words to avoid">
          <WordList {...words('avoid')} placeholder="artisanal" />
        </Field>
        <Field label="Language" className="col-span-2">
          <Combobox
            value={voice.language}
            onChange={(language) => void tell(keepPart({ language }))}
            choices={languageChoices(voice.language)}
            searchPlaceholder="Search a language"
            className="max-w-64"
          />
        </Field>
        <VoiceText
          label="More about the voice"
          rows={3}
          className="col-span-2"
          placeholder="Emoji now and then. Prices never in the first line."
          stored={voice.notes}
          keep={(notes) => keepPart({ notes: notes.trim() })}
        />
      </Card>
    </ClientSection>
  );
}

interface VoiceTextProps {
  label: string;
  placeholder: string;
  stored: string;
  rows?: number;
  className?: string;
  keep: (text: string) => Promise<string | null>;
}

function VoiceText({ label, placeholder, stored, rows, className, keep }: VoiceTextProps) {
  const { problem, onChange, ...kept } = useKept(stored, keep);
  const control = {
    ...kept,
    placeholder,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <Field label={label} {...(problem && { error: problem })} {...(className && { className })}>
      {rows === undefined ? (
        <Input {...control} maxLength={2000} />
      ) : (
        <Textarea {...control} rows={rows} maxLength={10_000} />
      )}
    </Field>
  );
}
