import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { WordList } from '../../ui/word-list.tsx';
import { ClientSection } from './client-section.tsx';

/** What is this client's alone: a post of another client that has it is asked about. */
export function MarksSection({ client }: { client: ClientProfile }) {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);

  async function keep(marks: readonly string[]): Promise<boolean> {
    const answer = await ask('clients.mark', { id: client.id, marks: [...marks] });
    setProblem(answer.ok ? null : answer.error.message);
    if (answer.ok) queries.setQueryData(routeKey('clients.get', { id: client.id }), answer.value);
    return answer.ok;
  }

  return (
    <ClientSection
      id="marks"
      title="Only theirs"
      description={`Before a post of another client goes out with one of these, ClientNest asks whether it belongs there. The name ${client.name} and the handles of its accounts are known already.`}
    >
      <Card className="p-4">
        <Field
          label="Handles, addresses, phrases"
          hint="@harbour, harbour-books.com, Read by the sea. Enter adds one."
          {...(problem && { error: problem })}
        >
          <WordList
            noun="mark"
            words={client.marks}
            maxLength={200}
            placeholder="@harbour"
            onAdd={(added) => keep([...client.marks, ...added])}
            onRemove={(mark) => {
              const before = client.marks;
              void keep(before.filter((one) => one !== mark));
              toast.undoable(`“${mark}” is not asked about any more.`, () => void keep(before));
            }}
          />
        </Field>
      </Card>
    </ClientSection>
  );
}
