import { type FileHandle, open } from 'node:fs/promises';
import {
  CustomSource,
  EncodedPacketSink,
  Input,
  type InputTrack,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import {
  SIGNATURE_BYTES,
  type Signature,
  signatureOf,
  VIDEO_TYPES,
  type VideoType,
} from './signature.ts';
import { isWhole } from './video-container.ts';

export interface VideoFacts {
  mimeType: VideoType;
  /** Pixels as a person sees it, its rotation applied. */
  width: number;
  height: number;
  /** Milliseconds. */
  duration: number;
}

export type VideoProblem =
  | { code: 'not_a_video'; signature: Signature }
  | { code: 'empty' }
  | { code: 'no_picture' }
  | { code: 'codec'; codec: string | null }
  /** Cut off or damaged. */
  | { code: 'unreadable' };

export type VideoResult = { ok: true; value: VideoFacts } | { ok: false; problem: VideoProblem };

/** Codecs that the networks decode. */
const TAKEN: ReadonlySet<string | null> = new Set(['avc', 'hevc', 'vp8', 'vp9', 'av1']);

/**
 * What a video is, read by ranges and never whole: its index, and its first and last frames. That it ends where it
 * should is looked at, so that a copy that was cut off is found here and not by a network.
 */
export async function videoFacts(path: string): Promise<VideoResult> {
  const file = await open(path, 'r');
  let input: Input | null = null;
  try {
    const { size } = await file.stat();
    if (size === 0) return problem({ code: 'empty' });
    const signature = signatureOf(await readAt(file, 0, Math.min(SIGNATURE_BYTES, size)));
    const mimeType = VIDEO_TYPES.find((type) => type === signature);
    if (!mimeType) return problem({ code: 'not_a_video', signature });
    const read = (start: number, end: number) => readAt(file, start, end);
    if (!(await isWhole(mimeType, size, read))) return problem({ code: 'unreadable' });
    input = new Input({
      formats: [MP4, QTFF, WEBM],
      source: new CustomSource({ getSize: () => size, read, maxCacheSize: 4 * 1024 * 1024 }),
    });
    const [track] = await input.getVideoTracks();
    if (!track) return problem({ code: 'no_picture' });
    const codec = await track.getCodec();
    if (!TAKEN.has(codec)) return problem({ code: 'codec', codec });
    for (const each of await input.getTracks()) if (!(await hasItsEnds(each))) return CUT;
    // WebM keeps no length of its last frame, but one of the whole.
    const told = (await input.getDurationFromMetadata()) ?? 0;
    const duration = Math.round(1000 * Math.max(await input.computeDuration(), told));
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    if (!(duration > 0 && width >= 1 && height >= 1)) return CUT;
    return {
      ok: true,
      value: { mimeType, width: Math.round(width), height: Math.round(height), duration },
    };
  } catch {
    // Why the reader gave up says nothing to a person: the file is cut off or damaged.
    return CUT;
  } finally {
    input?.dispose();
    await file.close();
  }
}

const problem = (value: VideoProblem) => ({ ok: false as const, problem: value });
const CUT = problem({ code: 'unreadable' });

/** Whether the first and the last of its packets can be read whole; a track without any says nothing. */
async function hasItsEnds(track: InputTrack): Promise<boolean> {
  if (!track.isVideoTrack() && !track.isAudioTrack()) return true;
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (first === null) return !track.isVideoTrack();
  const last = await sink.getPacket(Number.POSITIVE_INFINITY);
  return last !== null && last.data.byteLength > 0;
}

/** @throws where the file ends before */
async function readAt(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let at = 0;
  while (at < bytes.byteLength) {
    const { bytesRead } = await file.read(bytes, at, bytes.byteLength - at, start + at);
    if (bytesRead === 0) throw new Error('The file ends early');
    at += bytesRead;
  }
  return bytes;
}
