import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { addMedia, type Draft } from './draft.ts';
import { isVideoFile, keepVideo } from './keep-video.ts';

/** A file on its way into the workspace. */
export interface MediaImport {
  key: string;
  fileName: string;
  /** To look at meanwhile; null until there is something to see of it. */
  url: string | null;
  /** From 0 to 1; null where it takes no time worth telling. */
  share: number | null;
  cancel: () => void;
}

const LARGEST = 100 * 1024 * 1024;
const TAKEN = 'Only images and videos can be added to a post.';

/** Takes files in one after the other and puts each into the draft when it is kept. */
export function useMediaImport(change: (edit: (draft: Draft) => Draft) => void) {
  const [imports, setImports] = useState<readonly MediaImport[]>([]);
  const running = useRef(new Set<AbortController>());

  // Nobody waits for a video any more whose composer is gone.
  useEffect(() => {
    const { current } = running;
    return () => {
      for (const ending of current) ending.abort();
    };
  }, []);

  const take = useCallback(
    async (files: readonly File[]) => {
      const fit = files.filter((file) => file.type.startsWith('image/') || isVideoFile(file));
      if (fit.length < files.length) toast.failed(TAKEN);
      const waiting = fit.map((file) => begin(file, running.current));
      setImports((current) => [...current, ...waiting.map((item) => item.import)]);
      for (const { file, import: item, ending } of waiting) {
        const { key, fileName } = item;
        const update = (now: Partial<MediaImport>) =>
          setImports((current) => current.map((at) => (at.key === key ? { ...at, ...now } : at)));
        const problem = isVideoFile(file)
          ? await keepVideo(file, {
              signal: ending.signal,
              onShare: (share) => update({ share }),
              onPicture: (url) => update({ url }),
              onKept: (media) =>
                change((draft) => addMedia(draft, { media, altText: '', crop: null })),
            })
          : await keepImage(file, fileName, change);
        if (problem) toast.failed(problem);
        running.current.delete(ending);
        setImports((current) => {
          const done = current.find((at) => at.key === key);
          if (done?.url) URL.revokeObjectURL(done.url);
          return current.filter((at) => at.key !== key);
        });
      }
    },
    [change],
  );

  return { imports, take };
}

function begin(file: File, running: Set<AbortController>) {
  const ending = new AbortController();
  running.add(ending);
  const isVideo = isVideoFile(file);
  const item: MediaImport = {
    key: crypto.randomUUID(),
    fileName: file.name || 'Pasted image',
    url: isVideo ? null : URL.createObjectURL(file),
    share: isVideo ? 0 : null,
    cancel: () => ending.abort(),
  };
  return { file, import: item, ending };
}

/** @returns the sentence to show where it could not be kept. */
async function keepImage(
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
  change((draft) => addMedia(draft, { media: answer.value, altText: '', crop: null }));
  return null;
}
