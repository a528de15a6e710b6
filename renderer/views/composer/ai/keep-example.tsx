import { Check, FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { PromptFeature } from '../../../../shared/domain/prompts/features.ts';
import { call, sentenceOf } from '../../../ipc/client.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** Values that a prompt can be tried with again. */
export interface Example {
  feature: PromptFeature;
  clientId: string;
  /** Of these it gets its name. */
  about: string;
  values: Record<string, string>;
}

/** As long as a name may be read at a glance, in characters. */
const LONGEST = 60;

/** Keeps what was just asked with as an example for the test bench. */
export function KeepExample({ example }: { example: Example }) {
  const [state, setState] = useState<'kept' | 'busy' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    const { feature, clientId, about, values } = example;
    setState('busy');
    setProblem(null);
    try {
      const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
      await call('prompts.saveExample', {
        ...{ feature, clientId, id: null, name: nameOf(about) },
        values: Object.fromEntries(filled),
      });
      setState('kept');
    } catch (error) {
      setState(null);
      setProblem(sentenceOf(error));
    }
  };
  return (
    <>
      <Button
        size="compact"
        tone="ghost"
        className="text-muted"
        busy={state === 'busy'}
        disabled={state === 'kept'}
        icon={state === 'kept' ? <Check size={14} /> : <FlaskConical size={14} />}
        onClick={() => void keep()}
      >
        {state === 'kept' ? 'Kept for the test bench' : 'Keep as an example'}
      </Button>
      {problem && (
        <Notice tone="failed" live>
          {problem}
        </Notice>
      )}
    </>
  );
}

function nameOf(about: string): string {
  const line = about.replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > LONGEST
    ? `${letters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`
    : line || 'Example';
}
