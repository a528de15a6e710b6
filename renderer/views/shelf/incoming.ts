import { isVideoFile } from '../composer/keep-video.ts';

/** What came from outside the window: files, or a text. */
export interface Incoming {
  files: readonly File[];
  text: string;
}

/** A post has no more. */
const MOST_FILES = 20;

const isMediaFile = (file: File): boolean => file.type.startsWith('image/') || isVideoFile(file);

/** What is worth a draft in what was dropped or pasted; null where nothing is. */
export function incomingOf(data: DataTransfer): Incoming | null {
  const files = [...data.files].filter(isMediaFile).slice(0, MOST_FILES);
  if (files.length > 0) return { files, text: '' };
  const text = (data.getData('text/uri-list') || data.getData('text/plain')).trim();
  return text === '' ? null : { files, text: text.slice(0, 100_000) };
}
