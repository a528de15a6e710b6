import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AiModelView } from '../../../shared/ipc/views.ts';
import { dollarsOf, microDollarsIn } from '../../app/ai-cost.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';

/** A line of the price table as it is written. */
export interface ModelDraft {
  key: string;
  name: string;
  in: string;
  cached: string;
  out: string;
  context: number | null;
  sees: boolean;
}

let lastKey = 0;
export const draftOf = ({ name, price, context, sees }: AiModelView): ModelDraft => ({
  ...{ key: String(++lastKey), name, context, sees },
  in: price ? dollarsOf(price.in) : '',
  cached: price ? dollarsOf(price.cached) : '',
  out: price ? dollarsOf(price.out) : '',
});

export const newModel = (name = ''): ModelDraft =>
  draftOf({ name, price: null, context: null, sees: false });

const isPrice = (written: string) => written.trim() === '' || microDollarsIn(written) !== null;

/** What is wrong with a line; null where it can be kept. */
function wrongIn(draft: ModelDraft): string | null {
  if (draft.name.trim() === '') return 'A model needs its name.';
  if (![draft.in, draft.cached, draft.out].every(isPrice))
    return `Write the prices of “${draft.name}” as dollars, such as 0.27.`;
  const written = [draft.in, draft.out].filter((price) => price.trim() !== '').length;
  return written === 1 ? `“${draft.name}” needs both prices, or none.` : null;
}

/** The table as it is kept, or the first thing that is wrong. */
export function modelsOf(drafts: readonly ModelDraft[]): AiModelView[] | string {
  const wrong = drafts.map(wrongIn).find((found) => found !== null);
  if (wrong) return wrong;
  const names = drafts.map(({ name }) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `“${twice}” is there twice.`;
  return drafts.map((draft) => {
    const into = microDollarsIn(draft.in);
    const out = microDollarsIn(draft.out);
    const cached = microDollarsIn(draft.cached);
    return {
      ...{ name: draft.name.trim(), context: draft.context, sees: draft.sees },
      price: into === null || out === null ? null : { in: into, cached: cached ?? into, out },
    };
  });
}

interface AiModelsProps {
  models: readonly ModelDraft[];
  onChange: (models: ModelDraft[]) => void;
  /** Beside the button that adds one. */
  children: ReactNode;
}

/** Models and what they cost. The first one is used unless another is asked for. */
export function AiModels({ models, onChange, children }: AiModelsProps) {
  const set = (at: number, change: Partial<ModelDraft>) =>
    onChange(models.map((model, index) => (index === at ? { ...model, ...change } : model)));
  return (
    <div className="flex flex-col items-start gap-2">
      {models.length > 0 && (
        <table className="w-full border-separate border-spacing-x-1 border-spacing-y-1">
          <thead className="text-left text-small text-muted">
            <tr>
              <th scope="col" className="font-normal">
                Model
              </th>
              <th scope="col" className="w-20 font-normal">
                $ in
              </th>
              <th scope="col" className="w-20 font-normal">
                $ cached
              </th>
              <th scope="col" className="w-20 font-normal">
                $ out
              </th>
              <th scope="col" className="w-14 font-normal">
                Images
              </th>
              <td className="w-8" />
            </tr>
          </thead>
          <tbody>
            {models.map((model, at) => {
              const name = model.name || `model ${at + 1}`;
              return (
                <tr key={model.key}>
                  <td>
                    <Input
                      aria-label={`Name of model ${at + 1}`}
                      maxLength={200}
                      value={model.name}
                      onChange={(event) => set(at, { name: event.target.value })}
                    />
                  </td>
                  {(['in', 'cached', 'out'] as const).map((field) => (
                    <td key={field}>
                      <Input
                        aria-label={`${PRICE_NAMES[field]} of ${name}, dollars for a million tokens`}
                        aria-invalid={!isPrice(model[field]) || undefined}
                        inputMode="decimal"
                        maxLength={14}
                        placeholder="–"
                        className="tabular-nums"
                        value={model[field]}
                        onChange={(event) => set(at, { [field]: event.target.value })}
                      />
                    </td>
                  ))}
                  <td>
                    <Switch
                      label={`${name} reads images`}
                      checked={model.sees}
                      onChange={(sees) => set(at, { sees })}
                    />
                  </td>
                  <td>
                    <IconButton
                      label={`Take ${name} out`}
                      onClick={() => onChange(models.filter((_, index) => index !== at))}
                    >
                      <X size={16} />
                    </IconButton>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className="flex gap-2">
        <Button
          size="compact"
          icon={<Plus size={14} />}
          onClick={() => onChange([...models, newModel()])}
        >
          Add a model
        </Button>
        {children}
      </div>
    </div>
  );
}

const PRICE_NAMES = { in: 'Price in', cached: 'Price cached', out: 'Price out' };
