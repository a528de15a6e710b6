import { createHash } from 'node:crypto';
import { lettersOf } from '../chance.ts';
import type { Answer, Call, NetworkParts } from '../network.ts';
import type { Authorised } from './access.ts';
import { badParameter, denied, invalid, notFound } from './refusals.ts';
import type { Asset, Change, State } from './state.ts';

const HOUR = 60 * 60_000;
/** Ms that a video is worked on; images are done at once. */
const PROCESSING = 1500;
/** Bytes of all pieces of a video but the last. */
const PIECE = 4_194_304;
const VIDEO = { least: 75_000, most: 500_000_000 };
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export interface AssetParts {
  seed: number;
  now(): number;
  media: NetworkParts['media'];
  state: State;
  newId(): string;
  record(change: Change): void;
}

export type Assets = ReturnType<typeof createAssets>;

/** Images and videos. Source: …/community-management/shares/images-api, videos-api. */
export function createAssets({ seed, now, media, state, newId, record }: AssetParts) {
  const statusOf = (urn: string): string => {
    const done = state.done(urn);
    if (!done) return 'WAITING_UPLOAD';
    if (done.readyAt === null || done.readyAt > now()) return 'PROCESSING';
    return done.mimeType === null ? 'PROCESSING_FAILED' : 'AVAILABLE';
  };

  function newAsset(kind: 'image' | 'video', owner: string, size: number | null): Asset {
    const name = `${kind === 'image' ? 'D4E' : 'D4D'}${lettersOf(LETTERS, 16, seed, kind, newId())}`;
    const count = size === null ? 1 : Math.ceil(size / PIECE);
    const asset = {
      urn: `urn:li:${kind}:${name}`,
      owner,
      createdAt: now(),
      urlEndsAt: now() + 24 * HOUR,
      uploadToken: kind === 'video' ? lettersOf(LETTERS, 24, seed, 'upload', name) : '',
      size,
      pieces: Array.from({ length: count }, (_, index) => ({
        first: index * PIECE,
        last: size === null ? Number.MAX_SAFE_INTEGER : Math.min((index + 1) * PIECE, size) - 1,
      })),
    };
    record({ kind: 'asset', ...asset });
    return asset;
  }

  const addressOf = (origin: string, { urn }: Asset, index: number) =>
    `${origin}/dms-uploads/${urn.slice(urn.lastIndexOf(':') + 1)}/${index}?sau=${lettersOf(LETTERS, 20, seed, urn, index)}`;

  const finish = (urn: string, sha256: string, mimeType: string | null, takes: number) =>
    record({
      ...{ kind: 'asset_done', urn, sha256, mimeType },
      readyAt: Number.isFinite(takes) ? now() + takes : null,
    });

  /** The owner that a request names, or what is wrong with it. */
  function ownerIn(body: Record<string, unknown>, { person }: Authorised): string | Answer {
    const owner = body.owner;
    if (typeof owner !== 'string') return invalid('owner', 'field is required but not found');
    return state.speaksFor(person.id, owner) ? owner : denied('assets.INITIALIZE_UPLOAD');
  }

  return {
    statusOf,

    beginImage(call: Call, request: Record<string, unknown>, authorised: Authorised): Answer {
      const owner = ownerIn(request, authorised);
      if (typeof owner !== 'string') return owner;
      const asset = newAsset('image', owner, null);
      const { urn: image, urlEndsAt: uploadUrlExpiresAt } = asset;
      const uploadUrl = addressOf(call.origin, asset, 0);
      return { status: 200, body: { value: { uploadUrlExpiresAt, uploadUrl, image } } };
    },

    beginVideo(call: Call, request: Record<string, unknown>, authorised: Authorised): Answer {
      const owner = ownerIn(request, authorised);
      if (typeof owner !== 'string') return owner;
      const size = request.fileSizeBytes;
      if (typeof size !== 'number' || !Number.isSafeInteger(size))
        return invalid('fileSizeBytes', 'field is required but not found');
      if (size < VIDEO.least || size > VIDEO.most)
        return badParameter(`fileSizeBytes must be from ${VIDEO.least} to ${VIDEO.most}`);
      const asset = newAsset('video', owner, size);
      const { urn: video, urlEndsAt: uploadUrlsExpireAt, uploadToken } = asset;
      const uploadInstructions = asset.pieces.map(({ first, last }, index) => ({
        uploadUrl: addressOf(call.origin, asset, index),
        lastByte: last,
        firstByte: first,
      }));
      return {
        status: 200,
        body: { value: { uploadUrlsExpireAt, video, uploadInstructions, uploadToken } },
      };
    },

    /** The bytes of an image or of a piece. The address is the permission; images need the token besides. */
    put(call: Call, name: string, index: number, isAuthorised: boolean): Answer {
      const asset = state.asset(`urn:li:image:${name}`) ?? state.asset(`urn:li:video:${name}`);
      const piece = asset?.pieces[index];
      if (
        !asset ||
        !piece ||
        call.query.get('sau') !== lettersOf(LETTERS, 20, seed, asset.urn, index)
      )
        return notFound('upload');
      if (asset.urlEndsAt <= now()) return denied('upload.EXPIRED');
      const { urn, size } = asset;
      if (size === null && !isAuthorised) return denied('upload.PUT');
      if (size !== null && call.body.length !== piece.last - piece.first + 1)
        return badParameter(
          `Expected ${piece.last - piece.first + 1} bytes and received ${call.body.length}`,
        );
      const sha256 = media.keep(call.body);
      const etag = `/ambry-video/signedId/${lettersOf(LETTERS, 30, seed, urn, index, sha256)}`;
      if (size === null) finish(urn, sha256, imageType(call.body), call.processing ?? 0);
      else record({ kind: 'piece', urn, index, sha256, etag });
      return { status: size === null ? 201 : 200, headers: { etag }, body: '' };
    },

    finalize(call: Call, request: Record<string, unknown>, { person }: Authorised): Answer {
      const urn = typeof request.video === 'string' ? request.video : '';
      const asset = state.asset(urn);
      if (!asset || asset.size === null) return notFound(urn);
      if (!state.speaksFor(person.id, asset.owner)) return denied('videos.FINALIZE_UPLOAD');
      if (request.uploadToken !== asset.uploadToken) return badParameter('Invalid uploadToken');
      if (state.done(urn)) return badParameter('The upload was finalized before');
      const ids = Array.isArray(request.uploadedPartIds) ? request.uploadedPartIds : [];
      const pieces = asset.pieces.map((_, index) => state.piece(urn, index));
      if (
        ids.length !== pieces.length ||
        pieces.some((piece, index) => !piece || piece.etag !== ids[index])
      )
        return badParameter('uploadedPartIds do not match the parts that were uploaded, in order');
      const hash = createHash('sha256');
      let start: Buffer | null = null;
      for (const piece of pieces) {
        const bytes = media.read(piece?.sha256 ?? '') ?? Buffer.alloc(0);
        start ??= bytes;
        hash.update(bytes);
      }
      const isMp4 = start?.toString('latin1', 4, 8) === 'ftyp';
      finish(urn, hash.digest('hex'), isMp4 ? 'video/mp4' : null, call.processing ?? PROCESSING);
      return { status: 200, body: '' };
    },

    get(urn: string, { person }: Authorised): Answer {
      const asset = state.asset(urn);
      if (!asset) return notFound(urn);
      if (!state.speaksFor(person.id, asset.owner)) return denied('assets.GET');
      return { status: 200, body: { id: urn, owner: asset.owner, status: statusOf(urn) } };
    },
  };
}

/** By its first bytes; null where it is none that LinkedIn takes. */
function imageType(bytes: Buffer): string | null {
  const start = bytes.toString('hex', 0, 8);
  if (start.startsWith('ffd8ff')) return 'image/jpeg';
  if (start.startsWith('89504e470d0a1a0a')) return 'image/png';
  return start.startsWith('47494638') ? 'image/gif' : null;
}
