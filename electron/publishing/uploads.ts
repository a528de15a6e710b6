import type { Log } from '../log.ts';
import type { OutgoingPost } from '../platforms/platform.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import { progressOf, type UploadProgress } from './progress.ts';

/** Real ms between two notes of one upload. What is over sooner is not noted at all. */
const EVERY = 1000;

type Files = Pick<OutgoingPost, 'images' | 'video'>;

/**
 * The same files, telling how much of them has left. An adapter reads in order and sends what it has read before
 * it reads on; the call that counts may follow the read that goes to the end.
 */
async function watchedFiles(
  { images, video }: Files,
  tell: (upload: UploadProgress) => void,
): Promise<Files> {
  const sizes = await Promise.all(images.map(async (image) => (await image.read()).bytes.length));
  const bytes = sizes.reduce((sum, size) => sum + size, video?.bytes ?? 0);
  const sentBefore = (index: number) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0);
  return {
    images: images.map((image, index) => ({
      ...image,
      read: () => {
        tell({ sent: sentBefore(index), bytes, isLast: index === images.length - 1 });
        return image.read();
      },
    })),
    video: video && {
      ...video,
      read: (start, end) => {
        tell({ sent: start, bytes, isLast: end >= bytes });
        return video.read(start, end);
      },
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

/** Uploads under way: how far they are stands in the ledger, and each can be ended before it is whole. */
export function createUploads({ ledger, log }: { ledger: Ledger; log: Log }) {
  const underWay = new Map<string, AbortController>();

  /** Read and written in one go: what an adapter saves meanwhile is not lost. */
  function write(id: string, upload: UploadProgress) {
    const row = ledger.get(id);
    if (row?.state !== 'sending') return null;
    const before = progressOf(row);
    const progress = { ...before, upload };
    const { sent = -1, isLast = false } = before.upload ?? {};
    if (sent !== upload.sent || isLast !== upload.isLast)
      ledger.change({ id, from: 'sending', path: [], set: { progress } });
    return progress;
  }

  return {
    /** Sends a post whose files are watched. @param signal ends it with everything else */
    async watch<Value>(
      deliveryId: string,
      files: Files,
      signal: AbortSignal,
      send: (files: Files, signal: AbortSignal) => Promise<Value>,
    ): Promise<Value> {
      if (files.images.length === 0 && !files.video) return send(files, signal);
      const stopping = new AbortController();
      let latest: UploadProgress | null = null;
      let noted: UploadProgress | null = null;
      const note = () => {
        if (!latest) return;
        try {
          noted = latest;
          // Another ClientNest on the same workspace may have been asked to stop it.
          if (write(deliveryId, latest)?.stopped) stopping.abort();
        } catch (error) {
          log.warn('How far an upload is was not noted', { error });
        }
      };
      const timer = setInterval(note, EVERY);
      underWay.set(deliveryId, stopping);
      try {
        const watched = await watchedFiles(files, (upload) => {
          latest = upload;
          // From here on it can't be stopped any more.
          if (upload.isLast && noted && !noted.isLast) note();
        });
        return await send(watched, AbortSignal.any([signal, stopping.signal]));
      } finally {
        clearInterval(timer);
        underWay.delete(deliveryId);
      }
    },

    /** Where it is under way in this process, it ends now. */
    stop: (deliveryId: string): void => underWay.get(deliveryId)?.abort(),
  };
}

/** Whether it can be ended without a doubt: its files are on their way, and the call that counts comes after them. */
export const canStop = ({ upload, partlyOut, stopped }: ReturnType<typeof progressOf>): boolean =>
  upload !== undefined && !upload.isLast && partlyOut !== true && stopped !== true;

/** What was stopped is not tried again, once it is sure that nothing is out. */
export function unlessStopped(outcome: Outcome, stopped: boolean | undefined): Outcome {
  if (stopped !== true || outcome.path.at(-1) !== 'prepared') return outcome;
  const wasSending = outcome.path[0] === 'rejected';
  return {
    ...outcome,
    path: [...outcome.path, 'cancelled'],
    nextAttemptAt: null,
    ...CALLED_OFF,
    ...(wasSending && { response: { class: 'stopped', httpStatus: null, message: STOPPED } }),
  };
}

/** How a delivery stands that the person has called off. */
export const CALLED_OFF = { errorCode: 'called_off', errorMessage: 'You called it off.' };
const STOPPED = 'You stopped it while it was uploaded. Nothing of it is out.';
