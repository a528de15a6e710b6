import type { AuthorisationToken } from '../authorisation.ts';
import { lettersOf } from '../chance.ts';
import { graphError, invalid, unsupported } from '../graph/errors.ts';
import type { Params } from '../graph/params.ts';
import { typeOf } from '../graph/picture.ts';
import type { Answer, Call, NetworkParts } from '../network.ts';
import type { Change, Page, State, Upload } from './state.ts';

const PHOTO_BYTES = 10_000_000;
/** Ms that a video is worked on. */
const PROCESSING = 1500;

export interface UploadParts {
  seed: number;
  now(): number;
  newId(): string;
  media: NetworkParts['media'];
  state: State;
  applicationId: string;
  record(change: Change): void;
}

/** Photos, and files in pieces. Source: developers.facebook.com/docs/graph-api/guides/upload. */
export function createUploads(parts: UploadParts) {
  const { seed, now, newId, media, state, applicationId, record } = parts;

  const there = ({ pieces }: Upload): number =>
    pieces.reduce((length, piece) => length + piece.length, 0);

  return {
    async photo(params: Params, page: Page): Promise<Answer> {
      const upload = await params.upload('source');
      if (!upload || upload.bytes.length === 0)
        return graphError(324, '(#324) Requires upload file');
      const type = typeOf(upload.bytes);
      if (type === null || !type.startsWith('image/'))
        return graphError(324, '(#324) Missing or invalid image file');
      if (upload.bytes.length > PHOTO_BYTES)
        return graphError(1, 'The photo is too large', { subcode: 2069019 });
      if (params.flag('published') !== false)
        return invalid('The sandbox takes only photos that are not published by themselves');
      const photo = {
        id: newId(),
        pageId: page.id,
        sha256: media.keep(upload.bytes),
        altText: params.text('alt_text_custom'),
        createdAt: now(),
      };
      record({ kind: 'photo', ...photo });
      return { status: 200, body: { id: photo.id } };
    },

    begin(params: Params, id: string, holder: AuthorisationToken): Answer {
      if (id !== applicationId && id !== 'app') return unsupported('POST', id);
      const length = params.number('file_length');
      const type = params.text('file_type');
      if (length === null || !Number.isInteger(length) || length <= 0)
        return invalid('The parameter file_length is required');
      if (!['video/mp4', 'image/jpeg', 'image/png', 'application/pdf'].includes(type ?? ''))
        return invalid('The parameter file_type is not one that can be uploaded');
      const upload = {
        id: `upload:${newId()}`,
        personId: holder.personId,
        length,
        type: type ?? '',
      };
      record({ kind: 'upload', ...upload });
      return { status: 200, body: { id: upload.id } };
    },

    state(id: string): Answer {
      const upload = state.upload(id);
      return upload
        ? { status: 200, body: { id, file_offset: there(upload) } }
        : unsupported('GET', id);
    },

    /** A piece, right where the last one ended. The handle comes with the last. */
    piece({ headers, body }: Call, id: string): Answer {
      const upload = state.upload(id);
      if (!upload) return unsupported('POST', id);
      const offset = Number(headers.file_offset);
      if (!Number.isInteger(offset)) return invalid('The header file_offset is required');
      if (offset !== there(upload))
        return graphError(6001, 'The offset is not where the upload has come to', { status: 412 });
      if (offset + body.length > upload.length)
        return graphError(6002, 'This is more than file_length said', { status: 412 });
      if (body.length > 0)
        record({ kind: 'piece', id, offset, length: body.length, sha256: media.keep(body) });
      if (there(upload) < upload.length)
        return { status: 200, body: { id, file_offset: there(upload) } };
      if (upload.handle === null) {
        const whole = Buffer.concat(
          upload.pieces.map(({ sha256 }) => media.read(sha256) ?? Buffer.alloc(0)),
        );
        const handle = `2:${lettersOf('abcdefghijklmnopqrstuvwxyz', 24, seed, id)}`;
        record({ kind: 'upload_whole', id, handle, sha256: media.keep(whole) });
      }
      return { status: 200, body: { h: upload.handle } };
    },

    /** The video that a handle stands for, as it is then worked on; or the refusal. */
    video(
      params: Params,
      page: Page,
      processing: number | null,
    ): Extract<Change, { kind: 'video' }> | Answer {
      const upload = state.uploadByHandle(params.text('fbuploader_video_file_chunk') ?? '');
      const bytes = upload?.sha256 ? media.read(upload.sha256) : null;
      if (!upload?.sha256 || !bytes)
        return graphError(6000, 'There was a problem uploading your video file.', {
          subcode: 1363030,
        });
      if (typeOf(bytes) !== 'video/mp4')
        return graphError(
          352,
          'The video file you selected is in a format that we don’t support.',
          {
            subcode: 1363022,
          },
        );
      const takes = processing ?? PROCESSING;
      return {
        kind: 'video',
        id: newId(),
        pageId: page.id,
        sha256: upload.sha256,
        description: params.text('description') ?? '',
        createdAt: now(),
        readyAt: Number.isFinite(takes) ? now() + takes : null,
        postId: `${page.id}_${newId()}`,
      };
    },
  };
}
