import { randomUUID } from 'node:crypto';
import type { UploadBody } from './upload.ts';

/** A form with one file that is read while it is sent (RFC 7578). */
export interface Multipart {
  contentType: string;
  content: UploadBody;
}

/** The form, never whole in memory. Names and types are ours: nothing in them has to be escaped. */
export function multipartOf(
  fields: Readonly<Record<string, string>>,
  file: { name: string; fileName: string; mimeType: string; content: UploadBody },
): Multipart {
  const boundary = `clientnest-${randomUUID()}`;
  const part = (disposition: string, type = '') =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${type}\r\n`;
  const before = Object.entries(fields).map(
    ([name, value]) => `${part(`name="${name}"`)}${value}\r\n`,
  );
  const { name, fileName, mimeType, content } = file;
  const start = part(`name="${name}"; filename="${fileName}"`, `content-type: ${mimeType}\r\n`);
  const head = Buffer.from(before.join('') + start);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    content: {
      bytes: head.byteLength + content.bytes + tail.byteLength,
      async *pieces() {
        yield head;
        yield* content.pieces();
        yield tail;
      },
    },
  };
}

export const isMultipart = (
  body: Multipart | Readonly<Record<string, unknown>>,
): body is Multipart => typeof body.contentType === 'string' && typeof body.content === 'object';
