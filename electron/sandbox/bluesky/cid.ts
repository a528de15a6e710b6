import { createHash } from 'node:crypto';

/** Base 32 of RFC 4648 in lower case, without padding; `b` is its multibase letter. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const CODEC = { dagCbor: 0x71, raw: 0x55 };

/** CIDv1 of an uploaded file. Source: atproto.com/specs/data-model. */
export const cidOfBytes = (bytes: Uint8Array): string =>
  cidOf(CODEC.raw, createHash('sha256').update(bytes).digest());

/** CIDv1 of a record, from its JSON: the hash of its DAG-CBOR. */
export const cidOfRecord = (record: unknown): string =>
  cidOf(CODEC.dagCbor, createHash('sha256').update(encode(record)).digest());

const cidOf = (codec: number, hash: Uint8Array): string =>
  `b${base32([0x01, codec, 0x12, 0x20, ...hash])}`;

function base32(bytes: readonly number[]): string {
  let letters = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += ALPHABET[(buffer >> (bits - 5)) & 31];
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? letters + ALPHABET[(buffer << (5 - bits)) & 31] : letters;
}

/** The bytes that a CID stands for. */
function unbase32(letters: string): Buffer {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const letter of letters) {
    buffer = (buffer << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((buffer >> bits) & 255);
    buffer &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

/** DAG-CBOR of a record's JSON, where `$link` and `$bytes` stand for links and bytes. Source: ipld.io/specs. */
function encode(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xf6]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number')
    return value < 0 ? head(1, -1 - value) : head(0, Math.trunc(value));
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(3, bytes.length), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)]);
  const fields = value as Record<string, unknown>;
  if (typeof fields.$link === 'string') {
    const cid = Buffer.concat([Buffer.from([0]), unbase32(fields.$link.slice(1))]);
    return Buffer.concat([head(6, 42), head(2, cid.length), cid]);
  }
  if (typeof fields.$bytes === 'string') {
    const bytes = Buffer.from(fields.$bytes, 'base64');
    return Buffer.concat([head(2, bytes.length), bytes]);
  }
  const entries = Object.entries(fields)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => [Buffer.from(name), field] as const)
    .sort(([a], [b]) => a.length - b.length || Buffer.compare(a, b));
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([name, field]) => [head(3, name.length), name, encode(field)]),
  ]);
}

function head(major: number, length: number): Buffer {
  const kind = major << 5;
  if (length < 24) return Buffer.from([kind | length]);
  if (length < 0x100) return Buffer.from([kind | 24, length]);
  if (length < 0x10000) return Buffer.from([kind | 25, length >> 8, length & 255]);
  const wide = Buffer.alloc(length < 0x100000000 ? 5 : 9);
  wide[0] = kind | (wide.length === 5 ? 26 : 27);
  if (wide.length === 5) wide.writeUInt32BE(length, 1);
  else wide.writeBigUInt64BE(BigInt(length), 1);
  return wide;
}
