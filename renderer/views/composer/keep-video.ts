import { MEDIA_PIECE } from '../../../shared/domain/media-piece.ts';
import type { Media } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { videoPoster } from './video-poster.ts';

/** By what the system says of it, or by its name; what it really is, main finds out. */
export const isVideoFile = ({ type, name }: Pick<File, 'type' | 'name'>): boolean =>
  type.startsWith('video/') || (type === '' && /\.(mp4|m4v|mov|webm|mkv|avi)$/i.test(name));

interface KeepVideoOptions {
  signal: AbortSignal;
  /** From 0 to 1. */
  onShare: (share: number) => void;
  /** A picture of it, to be revoked by whoever is told of it. */
  onPicture: (url: string) => void;
  onKept: (media: Media) => void;
}

/**
 * Sends a video to main piece by piece, with a picture of it.
 * @returns the sentence to show where it could not be kept; null also where it was ended
 */
export async function keepVideo(file: File, options: KeepVideoOptions): Promise<string | null> {
  const { signal, onPicture, onKept } = options;
  if (signal.aborted) return null;
  const picture = videoPoster(file).then((poster) => {
    if (poster && !signal.aborted) onPicture(URL.createObjectURL(poster));
    return poster;
  });
  const sent = await send(file, options);
  if (sent === null || typeof sent === 'string') return sent;
  const poster = await picture;
  if (poster && sent.durationMs !== null) {
    const bytes = new Uint8Array(await poster.arrayBuffer());
    // Without it, its length stands in its place.
    await ask('media.setPoster', { id: sent.id, bytes });
  }
  if (!signal.aborted) onKept(sent);
  return null;
}

async function send(
  file: File,
  { signal, onShare }: Pick<KeepVideoOptions, 'signal' | 'onShare'>,
): Promise<Media | string | null> {
  const begun = await ask('media.begin', { fileName: file.name.slice(-255), bytes: file.size });
  if (!begun.ok) return begun.error.message;
  const { id } = begun.value;
  for (let at = 0; at < file.size; at += MEDIA_PIECE) {
    const bytes = await readPiece(file, at);
    if (signal.aborted || bytes === null) {
      await ask('media.cancel', { id });
      return signal.aborted ? null : `“${file.name}” could not be read. Is it still there?`;
    }
    const answer = await ask('media.append', { id, bytes });
    if (!answer.ok) return signal.aborted ? null : answer.error.message;
    onShare(answer.value.bytes / file.size);
  }
  const kept = await ask('media.finish', { id });
  return kept.ok ? kept.value : kept.error.message;
}

const readPiece = async (file: File, at: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    return new Uint8Array(await file.slice(at, at + MEDIA_PIECE).arrayBuffer());
  } catch {
    // Moved or deleted since it was chosen.
    return null;
  }
};
