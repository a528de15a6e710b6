import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetPath, isPlaceInApp, readAsset } from '../../../../electron/shell/assets.ts';

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-assets-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), 'page');
  writeFileSync(join(root, 'assets', 'a b.js'), 'script');
  writeFileSync(join(folder, 'secret'), 'secret');
  symlinkSync(join(folder, 'secret'), join(root, 'leads-out.js'));
  symlinkSync(join(root, 'index.html'), join(root, 'stays-in.html'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('assetPath', () => {
  it('finds what is inside', () => {
    expect(assetPath(root, '/assets/a%20b.js')).toBe(join(root, 'assets', 'a b.js'));
    expect(assetPath(root, '/')).toBe(root);
  });

  it.each([
    '/..%2f..%2fsecret',
    '/../secret',
    '/assets/../../secret',
    '/%2e%2e/secret',
    '/..%5csecret',
    '/..\\secret',
    '/%2fetc%2fpasswd',
    '/index.html%00.js',
    '/%00',
    '/C:/Windows/win.ini',
    '/C%3a/Windows/win.ini',
    '/index.html::$DATA',
    '/assets/%252e%252e/secret',
    '/%e0%a4%a',
    '/.../secret',
    '/..%20/secret',
    '/index.html.',
    '/a%0ab',
  ])('refuses %s', (pathname) => {
    expect(assetPath(root, pathname)).toBeNull();
  });

  it('never leaves the folder, whatever is asked', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '%00',
        'C:',
        '~',
        '...',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        for (const joiner of ['/', '%2f', '\\', '']) {
          const path = assetPath(root, `/${pieces.join(joiner)}`);
          if (path === null) continue;
          expect(path === root || path.startsWith(root + sep)).toBe(true);
          expect(path).not.toContain('\0');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('readAsset', () => {
  it('reads a file, and follows a link that stays inside', async () => {
    expect((await readAsset(root, join(root, 'index.html')))?.toString()).toBe('page');
    expect((await readAsset(root, join(root, 'stays-in.html')))?.toString()).toBe('page');
  });

  it('has no file where a link leads out, where there is a folder, where there is nothing', async () => {
    expect(await readAsset(root, join(root, 'leads-out.js'))).toBeNull();
    expect(await readAsset(root, join(root, 'assets'))).toBeNull();
    expect(await readAsset(root, join(root, 'nothing.js'))).toBeNull();
  });
});

describe('isPlaceInApp', () => {
  it('tells places from files', () => {
    expect(['/', '/calendar', '/posts/018f3c1e'].every(isPlaceInApp)).toBe(true);
    expect(['/a.js', '/assets/a.css', '/media', '/media/x'].some(isPlaceInApp)).toBe(false);
  });
});
