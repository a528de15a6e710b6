import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PAGES, relayPage } from '../../../../electron/oauth/pages.ts';

/** Runs the page's script as a browser does, as far as it uses one; where it goes and what it shows. */
function open(search: string, path = '/callback') {
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(relayPage(path)) ?? [];
  let went: string | null = null;
  const elements: Record<string, { textContent: string }> = {
    say: { textContent: '' },
    address: { textContent: '' },
  };
  runInNewContext(script, {
    URLSearchParams,
    location: {
      search,
      replace: (to: string) => {
        went = to;
      },
    },
    document: { getElementById: (id: string) => elements[id] },
  });
  return { went, shown: elements.address?.textContent };
}

describe('the page that passes a sign-in on', () => {
  it('goes to the port in the state, with the whole answer, and shows the same to copy', () => {
    const search = '?code=abc&state=49152.kqp3J0Cw1nV8rT6y';
    const target = `http://127.0.0.1:49152/callback${search}`;
    expect(open(search)).toEqual({ went: target, shown: target });
  });

  it.each([
    ['', 'no state'],
    ['?state=80.x', 'a port of the system'],
    ['?state=70000.x', 'no port'],
    ['?state=@evil.example:80.x', 'somebody else’s address'],
    ['?state=49152@evil.example', 'a name behind the port'],
  ])('goes nowhere with %s: %s', (search) => {
    expect(open(search)).toEqual({ went: null, shown: '' });
  });

  it('holds no other network’s path, and can’t be broken out of by it', () => {
    expect(relayPage('/</script><b>')).not.toContain('</script><b>');
  });
});

it('the pages on loopback run nothing and load nothing', () => {
  for (const html of Object.values(PAGES)) expect(html).not.toMatch(/<script|<img|<link|https?:/);
});
