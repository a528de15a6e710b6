import { v7 } from 'uuid';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { Incoming, IncomingFile } from './incoming.ts';
import { isEmpty, kindOf, noSpace, notTaken, tooLarge } from './media-problem.ts';
import { signatureOf } from './signature.ts';
import { isNoSpace, type VideoImportError } from './video-import.ts';

/** What a page that was closed has begun is dropped after that, ms. */
const IDLE = 10 * 60_000;
/** Files that may come in at once. */
const MOST = 8;

interface Receiving {
  fileName: string;
  bytes: number;
  file: IncomingFile;
  /** Pieces are written one after the other. */
  turn: Promise<unknown>;
  idle: NodeJS.Timeout;
}

export interface ReceivingOptions {
  incoming: Incoming;
  largest: number;
  /** Takes over a whole file; nothing of it is left afterwards but what was kept. */
  keep(fileName: string, file: IncomingFile): Promise<Result<MediaView, VideoImportError>>;
}

/** Files that come in pieces, because the page must not name paths on this machine. */
export function createReceiving({ incoming, largest, keep }: ReceivingOptions) {
  const open = new Map<string, Receiving>();

  /** It belongs to nobody any more; what is being written is waited for. */
  function take(id: string): Receiving | null {
    const found = open.get(id);
    if (!found) return null;
    open.delete(id);
    clearTimeout(found.idle);
    return found;
  }

  async function cancel(id: string): Promise<void> {
    const found = take(id);
    await found?.turn.catch(() => undefined);
    await found?.file.drop();
  }

  const timer = (id: string) => setTimeout(() => void cancel(id), IDLE).unref();

  async function write(id: string, { file, fileName, bytes }: Receiving, piece: Uint8Array) {
    if (file.bytes() === 0) {
      const signature = signatureOf(piece);
      if (kindOf(signature) === null) return notTaken(fileName, signature);
    }
    if (file.bytes() + piece.byteLength > bytes)
      return fail('unreadable', `“${fileName}” was changed while it was added. Add it again.`);
    try {
      await file.write(piece);
    } catch (error) {
      if (isNoSpace(error)) return noSpace();
      throw error;
    }
    return ok({ id, bytes: file.bytes() });
  }

  return {
    async begin(fileName: string, bytes: number) {
      if (bytes === 0) return isEmpty(fileName);
      if (bytes > largest) return tooLarge(fileName, 'is larger than 4 GB');
      if (open.size >= MOST)
        return fail('busy', 'Several files are being added already. Wait until they are in.');
      try {
        if (!(await incoming.hasRoomFor(bytes))) return noSpace();
        const file = await incoming.begin();
        const id = v7();
        open.set(id, { fileName, bytes, file, turn: Promise.resolve(), idle: timer(id) });
        return ok({ id });
      } catch (error) {
        if (isNoSpace(error)) return noSpace();
        throw error;
      }
    },

    /** The next bytes. What is refused is dropped: it has to be begun again. */
    async append(id: string, piece: Uint8Array) {
      const found = open.get(id);
      if (!found) return gone();
      clearTimeout(found.idle);
      found.idle = timer(id);
      const turn = found.turn.then(() => write(id, found, piece));
      found.turn = turn.catch(() => undefined);
      const result = await turn.catch(async (error: unknown) => {
        await cancel(id);
        throw error;
      });
      if (!result.ok) await cancel(id);
      return result;
    },

    async finish(id: string) {
      const found = take(id);
      if (!found) return gone();
      await found.turn;
      if (found.file.bytes() === found.bytes) return keep(found.fileName, found.file);
      await found.file.drop();
      return fail('unreadable', `“${found.fileName}” did not come in whole. Add it again.`);
    },

    cancel,

    async close(): Promise<void> {
      await Promise.all([...open.keys()].map(cancel));
    },
  };
}

const gone = () => fail('not_found', 'This file is not being added any more. Add it again.');
