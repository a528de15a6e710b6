import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

interface VideoOptions {
  format?: 'mp4' | 'mov' | 'webm';
  /** Pixels before it is turned. */
  width?: number;
  height?: number;
  rotation?: 0 | 90 | 180 | 270;
  seconds?: number;
  /** Bytes of each of its ten frames a second. */
  frameBytes?: number;
  /** Where the index of an MP4 goes. */
  index?: 'first' | 'last' | 'fragments';
  codec?: 'vp9' | 'prores';
  sound?: boolean;
  picture?: boolean;
}

const RATE = 10;

/** A video whose container is in order; its frames are noise, which nothing that is tested decodes. */
export async function video({
  format = 'mp4',
  width = 320,
  height = 180,
  rotation = 0,
  seconds = 2,
  frameBytes = 600,
  index = 'first',
  codec = 'vp9',
  sound = false,
  picture = true,
}: VideoOptions = {}): Promise<Buffer> {
  const fastStart = ({ first: 'in-memory', last: false, fragments: 'fragmented' } as const)[index];
  const target = new BufferTarget();
  const output = new Output({
    target,
    format: {
      mp4: () => new Mp4OutputFormat({ fastStart }),
      mov: () => new MovOutputFormat({ fastStart }),
      webm: () => new WebMOutputFormat(),
    }[format](),
  });
  const frames = new EncodedVideoPacketSource(codec);
  const tones = new EncodedAudioPacketSource('opus');
  if (picture) output.addVideoTrack(frames, { rotation });
  if (sound) output.addAudioTrack(tones);
  await output.start();
  for (let frame = 0; frame < seconds * RATE; frame++) {
    const key = frame % RATE === 0 ? 'key' : 'delta';
    const at = frame / RATE;
    if (picture)
      await frames.add(
        new EncodedPacket(noise(frameBytes, frame), key, at, 1 / RATE),
        codec === 'prores'
          ? { decoderConfig: { codec: 'apch', codedWidth: width, codedHeight: height } }
          : {
              decoderConfig: {
                codec: 'vp09.00.10.08',
                codedWidth: width,
                codedHeight: height,
                colorSpace: {
                  primaries: 'bt709',
                  transfer: 'bt709',
                  matrix: 'bt709',
                  fullRange: false,
                },
              },
            },
      );
    if (sound)
      await tones.add(new EncodedPacket(noise(80, frame), 'key', at, 1 / RATE), {
        decoderConfig: { codec: 'opus', numberOfChannels: 2, sampleRate: 48_000 },
      });
  }
  await output.finalize();
  if (!target.buffer) throw new Error('The video was not written');
  return Buffer.from(target.buffer);
}

/** The same for the same seed, so that a test that fails fails again. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed * 2_654_435_761 + 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
