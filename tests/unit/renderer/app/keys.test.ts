import { describe, expect, it } from 'vitest';
import { isStep, type Press, stepsOf } from '../../../../renderer/app/keys.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('stepsOf', () => {
  it('reads a single press, a held one and a sequence', () => {
    expect(stepsOf('n')).toEqual([['n']]);
    expect(stepsOf('mod+shift+p')).toEqual([['mod', 'shift', 'p']]);
    expect(stepsOf('g c')).toEqual([['g'], ['c']]);
  });
});

describe('isStep', () => {
  it('takes Ctrl for mod, and ⌘ on a Mac', () => {
    const step = ['mod', 'k'];
    expect(isStep(step, press('k', { ctrlKey: true }), false)).toBe(true);
    expect(isStep(step, press('k', { metaKey: true }), false)).toBe(false);
    expect(isStep(step, press('k', { metaKey: true }), true)).toBe(true);
    expect(isStep(step, press('k', { ctrlKey: true }), true)).toBe(false);
  });

  it('wants nothing held that the shortcut does not name', () => {
    expect(isStep(['n'], press('n'), false)).toBe(true);
    expect(isStep(['n'], press('n', { ctrlKey: true }), false)).toBe(false);
    expect(isStep(['n'], press('n', { altKey: true }), false)).toBe(false);
    expect(isStep(['n'], press('N', { shiftKey: true }), false)).toBe(false);
  });

  it('takes a sign however the keyboard makes it', () => {
    expect(isStep(['?'], press('?', { shiftKey: true }), false)).toBe(true);
    expect(isStep(['?'], press('?'), false)).toBe(true);
    expect(isStep(['/'], press('/', { shiftKey: true }), false)).toBe(true);
  });

  it('knows named keys', () => {
    expect(isStep(['left'], press('ArrowLeft'), false)).toBe(true);
    expect(isStep(['space'], press(' '), false)).toBe(true);
  });
});
