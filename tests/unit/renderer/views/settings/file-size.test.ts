import { describe, expect, it } from 'vitest';
import { fileSize } from '../../../../../renderer/views/settings/file-size.ts';

describe('fileSize', () => {
  it.each([
    [0, '0 kB'],
    [12, '0.1 kB'],
    [1_500, '1.5 kB'],
    [843_211, '843 kB'],
    [999_600, '1 MB'],
    [1_432_000, '1.4 MB'],
    [25_300_000_000, '25 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});
