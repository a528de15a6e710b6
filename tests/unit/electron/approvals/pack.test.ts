import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onColour } from '../../../../electron/approvals/pack/brand.ts';
import { escapeHtml, escapeName, scriptJson } from '../../../../electron/approvals/pack/escape.ts';
import {
  answersFileName,
  type PackPage,
  packHtml,
} from '../../../../electron/approvals/pack/html.ts';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--<script>',
  ']]><style>*{display:none}</style>',
  'line\u2028separator\u2029and',
  'right\u202eto left\u2066isolated',
  'nul\0 and bell\x07',
  'half \ud800 a pair',
  'javascript:alert(1)',
  '&lt;already&gt; &amp; escaped',
];

const page = (words: string): PackPage => ({
  id: '01930000-0000-7000-8000-000000000001',
  key: 'ab'.repeat(32),
  title: words,
  message: words,
  client: { name: words, colour: '#c2410c' },
  from: words,
  mail: words,
  answerBy: words,
  posts: [
    {
      id: '01930000-0000-7000-8000-000000000002',
      fingerprint: 'cd'.repeat(32),
      when: words,
      isScheduled: true,
      versions: [
        {
          accounts: [
            { networkName: 'Bluesky', handle: words, displayName: words, practice: false },
            { networkName: 'Mastodon', handle: words, displayName: words, practice: true },
          ],
          parts: [words, words],
          firstComment: words,
        },
      ],
      pictures: [
        { src: 'data:image/webp;base64,AAAA', altText: words, fileName: words, length: '0:42' },
        { src: null, altText: '', fileName: words, length: null },
      ],
    },
  ],
  font: null,
});

/** Every tag with the names of its attributes: hostile words must not add a single one. */
const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));

describe('the pack', () => {
  it.each(HOSTILE)('shows “%s” as text and nothing else', (words) => {
    const html = packHtml(page(words));
    expect(tagsOf(html)).toEqual(tagsOf(packHtml(page('harmless'))));
  });

  it('has the elements of harmless words, whatever a post says', () => {
    const harmless = tagsOf(packHtml(page('harmless')));
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary', minLength: 1, maxLength: 80 })
          .filter((words) => /[a-z]/i.test(words) && !/[@#:]/.test(words)),
        (words) => {
          expect(tagsOf(packHtml(page(`x${words}x`)))).toEqual(harmless);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('asks nobody for anything, and names its own code by hash', () => {
    const html = packHtml(page('A post'));
    const policy = /content="(default-src[^"]+)"/.exec(html)?.[1] ?? '';
    const [style] = /(?<=<style>)[\s\S]*?(?=<\/style>)/.exec(html) ?? [''];
    const script = html.slice(html.lastIndexOf('<script>') + 8, html.lastIndexOf('</script>'));
    const hash = (source: string) => createHash('sha256').update(source).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${hash(style)}'; script-src 'sha256-${hash(script)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/(?:src|href)=["'](?!data:)/);
    expect(html).not.toMatch(/url\((?!data:)|@import/);
    expect(html).not.toContain('style="');
  });

  it('says of practice accounts that nothing is really published there, and of no others', () => {
    const [post] = page('a post').posts;
    const [version] = post?.versions ?? [];
    const shown = (...practice: boolean[]) =>
      packHtml({
        ...page('a post'),
        posts: [
          {
            ...(post as PackPage['posts'][number]),
            versions: [
              {
                ...(version as PackPage['posts'][number]['versions'][number]),
                accounts: practice.map((one, index) => ({
                  ...{ networkName: 'X', handle: `h${index}`, displayName: '', practice: one },
                })),
              },
            ],
          },
        ],
      });
    expect(shown(false, false)).not.toContain('really published');
    expect(shown(true)).toMatch(/Practice account: [^<]+not really published/);
    expect(shown(true, true)).toMatch(/Practice accounts: [^<]+not really published/);
    const mixed = shown(false, true);
    expect(mixed.match(/not really published/g)).toHaveLength(1);
    expect(mixed).toMatch(/@h1<\/bdi> <span class="practice">\(practice account, not really/);
  });

  it('hands its data to the page as it is', () => {
    for (const words of HOSTILE) {
      const [json = ''] = /(?<=id="pack">).*?(?=<\/script>)/s.exec(packHtml(page(words))) ?? [];
      const data = JSON.parse(json);
      expect(data.title).toBe(JSON.parse(JSON.stringify(words)));
      expect(data.posts).toHaveLength(1);
    }
  });
});

describe('escaping', () => {
  it('leaves no markup, and loses no words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
        expect(scriptJson(text)).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(scriptJson(text))).toBe(text);
      }),
    );
    expect(escapeHtml('a & b < c')).toBe('a &amp; b &lt; c');
  });

  it('takes what turns the direction out of names', () => {
    expect(escapeName('Ada\u202e evil\u2066')).toBe('Ada evil');
  });
});

it('names the answers after the client', () => {
  expect(answersFileName('Café Löwe & Söhne')).toBe('cafe-lowe-sohne-answers.json');
  expect(answersFileName('  //..  ')).toBe('client-answers.json');
  expect(answersFileName('مقهى')).toBe('مقهى-answers.json');
});

it('writes on the client’s colour so that it can be read', () => {
  expect(onColour('#ffffff')).toBe('#000');
  expect(onColour('#1e3a8a')).toBe('#fff');
  expect(onColour('#facc15')).toBe('#000');
});
