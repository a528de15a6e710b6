import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGE_TYPES, signatureOf, VIDEO_TYPES } from '../../../../electron/media/signature.ts';
import { flat } from '../../../support/images.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const isoBox = (brands: string) =>
  bytes(`\0\0\0${String.fromCharCode(8 + brands.length)}ftyp${brands}`);

const apng = (...chunks: string[]) =>
  bytes(`\x89PNG\r\n\x1a\n${chunks.map((name) => `\0\0\0\x02${name}..CRC.`).join('')}`);

describe('what the first bytes say', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('knows %s', async (format) => {
    expect(signatureOf(await flat(20, 20).toFormat(format).toBuffer())).toBe(`image/${format}`);
  });

  it.each([
    ['a HEIC photo', isoBox('heic\0\0\0\0mif1heic'), 'heic'],
    ['a HEIF sequence', isoBox('msf1\0\0\0\0hevc'), 'heic'],
    ['AVIF with the general brand first', isoBox('mif1\0\0\0\0avifmiaf'), 'image/avif'],
    ['an MP4', isoBox('isom\0\0\0\0mp41'), 'video/mp4'],
    ['a QuickTime movie', isoBox('qt  \0\0\0\0'), 'video/quicktime'],
    ['an old QuickTime movie', bytes('\0\0\0\x08wide\0\0'), 'video/quicktime'],
    ['a WebM', bytes('\x1aE\xdf\xa3...B\x82\x84webm'), 'video/webm'],
    ['a Matroska film', bytes('\x1aE\xdf\xa3...B\x82\x88matroska'), 'video'],
    ['an AVI', bytes('RIFF\0\0\0\0AVI '), 'video'],
    ['an animated PNG', apng('IHDR', 'acTL', 'IDAT'), 'image/apng'],
    ['a PNG that says so too late', apng('IHDR', 'IDAT', 'acTL'), 'image/png'],
    ['a PDF', bytes('%PDF-1.7'), 'pdf'],
    ['a TIFF', bytes('II*\0'), 'tiff'],
    ['a TIFF of the other order', bytes('MM\0*'), 'tiff'],
    ['a BMP', bytes('BM....'), 'bmp'],
    ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'svg'],
    ['an SVG with a declaration', bytes('\n<?xml version="1.0"?><svg/>'), 'svg'],
    ['a text', bytes('hello'), 'unknown'],
    ['nothing', bytes(''), 'unknown'],
    ['a wave sound', bytes('RIFF\0\0\0\0WAVE'), 'unknown'],
  ])('knows %s', (_what, content, signature) => {
    expect(signatureOf(content)).toBe(signature);
  });

  it('answers for any bytes', () => {
    const others = ['heic', 'video', 'pdf', 'svg', 'tiff', 'bmp', 'unknown'];
    const known: string[] = [...IMAGE_TYPES, ...VIDEO_TYPES, ...others];
    const start = fc.constantFrom(
      ...['', '\0\0\0\x20ftyp', 'RIFF', '<', '\xff\xd8', '\x89PNG\r\n\x1a\n'].map(bytes),
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 400 }), (head, tail) => {
        expect(known).toContain(signatureOf(Uint8Array.from([...head, ...tail])));
      }),
    );
  });
});
