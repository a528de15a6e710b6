import { describe, expect, it } from 'vitest';
import { isOwnPage } from '../../../../electron/shell/origin.ts';

describe('isOwnPage', () => {
  it('knows the pages of the bundle', () => {
    expect(isOwnPage('app://bundle/')).toBe(true);
    expect(isOwnPage('app://bundle/posts/1?client=2')).toBe(true);
  });

  it.each([
    'https://bundle/',
    'app://bundle.evil/',
    'app://bundle@evil/',
    'app://user:pass@bundle/',
    'app://bundle:80/',
    'app:bundle/',
    'file:///bundle/',
    'data:text/html,app://bundle/',
    'javascript:alert(1)',
    'about:blank',
    'app://bundle/media/018f3c1e-0000-7000-8000-000000000000',
    'not an address',
    '',
  ])('does not take %s for one', (address) => {
    expect(isOwnPage(address)).toBe(false);
  });
});
