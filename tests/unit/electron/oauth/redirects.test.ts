import { expect, it } from 'vitest';
import { addressesOf } from '../../../../electron/oauth/redirects.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';

it('tells the address to register as the network wants it written', () => {
  const registered = (network: 'tiktok' | 'linkedin' | 'x') => {
    const { oauth } = NETWORKS[network];
    return oauth?.redirects.flatMap((way) => addressesOf(oauth, way)) ?? [];
  };
  // developers.tiktok.com/doc/login-kit-desktop: `*` stands for any port, and without it there is none.
  expect(registered('tiktok')).toEqual(['http://127.0.0.1:*/callback/']);
  expect(registered('linkedin')).toContain('http://127.0.0.1/callback');
  expect(registered('x')).toContain('http://127.0.0.1:47811/callback');
});
