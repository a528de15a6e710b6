import { LayoutTemplate } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { type LibraryKindOf, useLibrary } from '../library/use-library.ts';

/** As many as stand in a line; the rest is under Insert. */
const SHOWN = 3;

interface TemplateStartProps {
  clientId: string;
  onTemplate: (template: LibraryKindOf<'template'>) => void;
}

/** On an empty post: what it may begin with. Nothing where no template is kept. */
export function TemplateStart({ clientId, onTemplate }: TemplateStartProps) {
  const templates = useLibrary(clientId).filter((item) => item.kind === 'template');
  if (templates.length === 0) return null;
  return (
    <fieldset className="mx-6 mb-2 flex min-w-0 shrink-0 flex-wrap items-center gap-1.5">
      <legend className="sr-only">Start from a template</legend>
      <span aria-hidden className="mr-1 text-small text-muted">
        Start from a template
      </span>
      {templates.slice(0, SHOWN).map((template) => (
        <Button
          key={template.id}
          size="compact"
          icon={<LayoutTemplate size={14} className="text-muted" />}
          onClick={() => onTemplate(template)}
        >
          <span className="max-w-40 truncate">{template.name}</span>
        </Button>
      ))}
    </fieldset>
  );
}
