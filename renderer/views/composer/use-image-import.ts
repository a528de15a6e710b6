import { useCallback, useState } from 'react';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { addMedia, type Draft } from './draft.ts';

/** An image on its way into the workspace. */
export interface ImageImport {
  key: string;
  fileName: string;
  /** To look at meanwhile. */
  url: string;
}

const LARGEST = 100 * 1024 * 1024;

/** Takes files in one after the other and puts each into the draft when it is kept. */
export function useImageImport(change: (edit: (draft: Draft) => Draft) => void) {
  const [imports, setImports] = useState<readonly ImageImport[]>([]);

  const take = useCallback(
    async (files: readonly File[]) => {
      const images = files.filter(({ type }) => type.startsWith('image/'));
      if (images.length < files.length) toast.failed('Only images can be added to a post.');
      const waiting = images.map((file) => ({
        file,
        import: {
          key: crypto.randomUUID(),
          fileName: file.name || 'Pasted image',
          url: URL.createObjectURL(file),
        },
      }));
      setImports((current) => [...current, ...waiting.map((item) => item.import)]);
      for (const { file, import: item } of waiting) {
        const problem = await keep(file, item.fileName, change);
        if (problem) toast.failed(problem);
        setImports((current) => current.filter(({ key }) => key !== item.key));
        URL.revokeObjectURL(item.url);
      }
    },
    [change],
  );

  return { imports, take };
}

/** @returns the sentence to show where it could not be kept. */
async function keep(
  file: File,
  fileName: string,
  change: (edit: (draft: Draft) => Draft) => void,
): Promise<string | null> {
  if (file.size > LARGEST) return `“${fileName}” is larger than 100 MB. Make it smaller first.`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return `“${fileName}” could not be read. Is it still there?`;
  }
  const answer = await ask('media.import', { fileName: fileName.slice(-255), bytes });
  if (!answer.ok) return answer.error.message;
  change((draft) => addMedia(draft, { media: answer.value, altText: '' }));
  return null;
}
