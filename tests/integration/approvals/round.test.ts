import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signatureOf } from '../../../electron/approvals/keys.ts';
import type { ApprovalAnswer, PackAnswers } from '../../../shared/domain/approval.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { startCore, type TestCore } from '../../support/core.ts';
import { photo } from '../../support/images.ts';

let test: TestCore;
let folder: string;
let clientId: string;

const HOUR = 3_600_000;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-packs-'));
  test = await startCore();
  await value(test.call('profiles.save', { name: 'Ines', timeZone: 'UTC' }));
  clientId = (await value(test.call('clients.create', { name: 'Café Löwe' }))).id;
});
afterEach(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

async function value<Value>(
  answer: Promise<
    { ok: true; value: Value } | { ok: false; error: { code: string; message: string } }
  >,
): Promise<Value> {
  const settled = await answer;
  if (!settled.ok) throw new Error(`${settled.error.code}: ${settled.error.message}`);
  return settled.value;
}

/** A post in review, planned in so many hours. */
async function inReview(text: string, inHours: number | null = 24): Promise<Post> {
  const { id } = await value(test.call('posts.create', { clientId, text }));
  if (inHours !== null) {
    const wallTime = new Date(test.clock.now() + inHours * HOUR).toISOString().slice(0, 16);
    await value(test.call('posts.plan', { id, at: { wallTime, zone: 'UTC' } }));
  }
  const { done } = await value(test.call('approvals.submit', { postIds: [id] }));
  expect(done).toEqual([id]);
  return value(test.call('posts.get', { id }));
}

let files = 0;
async function pack(posts: readonly Post[], more: { title?: string; answerBy?: string } = {}) {
  const path = join(folder, `pack-${++files}.html`);
  const made = await value(
    test.invoke(
      'approvals.writePack',
      { clientId, postIds: posts.map(({ id }) => id), title: 'December', path, ...more },
      'cli',
    ) as ReturnType<typeof test.call<'approvals.writePack'>>,
  );
  const html = readFileSync(path, 'utf8');
  const [json = ''] = /(?<=id="pack">).*?(?=<\/script>)/s.exec(html) ?? [];
  return {
    ...made.pack,
    html,
    data: JSON.parse(json) as {
      id: string;
      key: string;
      posts: { id: string; fingerprint: string }[];
    },
  };
}
type Pack = Awaited<ReturnType<typeof pack>>;

type Say = { post: Post; answer: ApprovalAnswer; text?: string; at?: number };

/** What the pack's page saves. */
function answers({ data }: Pack, said: readonly Say[], author = 'Ada'): string {
  const file: PackAnswers = {
    pack: data.id,
    author,
    savedAt: test.clock.now(),
    answers: said.map(({ post, answer, text = '', at = test.clock.now() }) => ({
      postId: post.id,
      fingerprint: data.posts.find(({ id }) => id === post.id)?.fingerprint ?? '',
      answer,
      text,
      at,
    })),
  };
  return JSON.stringify({
    kind: 'clientnest-answers',
    version: 1,
    ...file,
    signature: signatureOf(data.key, file),
  });
}

const read = (text: string) => test.call('approvals.readAnswers', { text });
const take = (text: string, posts: readonly Post[], schedule = false) =>
  value(test.call('approvals.takeAnswers', { text, postIds: posts.map(({ id }) => id), schedule }));
const post = ({ id }: Post) => value(test.call('posts.get', { id }));
const notes = async ({ id }: Post) =>
  (await value(test.call('postNotes.list', { postId: id }))).map(
    ({ kind, author, text }) => `${author || 'me'} ${kind}${text ? `: ${text}` : ''}`,
  );
const standings = async (text: string) =>
  (await value(read(text))).answers.map(({ standing, effect }) => `${standing} ${effect}`);

describe('review', () => {
  it('keeps the planned time, there and back', async () => {
    const planned = await inReview('Bread');
    expect(planned).toMatchObject({ status: 'in_review', scheduledAt: expect.any(Number) });
    await value(test.call('approvals.withdraw', { postIds: [planned.id] }));
    expect(await post(planned)).toMatchObject({
      status: 'draft',
      scheduledAt: planned.scheduledAt,
    });
    expect(await notes(planned)).toEqual(['me submitted', 'me withdrawn']);
  });

  it('says of each post by itself why it can’t be submitted', async () => {
    const blank = await value(test.call('posts.create', { clientId }));
    const good = await value(test.call('posts.create', { clientId, text: 'Cake' }));
    const outcome = await value(test.call('approvals.submit', { postIds: [blank.id, good.id] }));
    expect(outcome).toEqual({
      done: [good.id],
      refused: [{ postId: blank.id, message: 'There is nothing to look at in this post yet.' }],
    });
    // Again: it is there already, and says so only once.
    await value(test.call('approvals.submit', { postIds: [good.id] }));
    expect(await notes(good)).toEqual(['me submitted']);
  });
});

describe('a round', () => {
  it('takes approvals, a change and a comment, with who said so', async () => {
    const [one, two, three, four] = [
      await inReview('One'),
      await inReview('Two'),
      await inReview('Three'),
      await inReview('Four'),
    ];
    const made = await pack([one, two, three, four]);
    const file = answers(made, [
      { post: one, answer: 'approve' },
      { post: two, answer: 'approve', text: 'Lovely' },
      { post: three, answer: 'change', text: 'No oranges, please' },
      { post: four, answer: 'comment', text: 'Who took the picture?' },
    ]);
    const reading = await value(read(file));
    expect(reading).toMatchObject({
      author: 'Ada',
      unanswered: 0,
      pack: { id: made.id, posts: 4, answered: 0 },
    });
    expect(reading.answers.map(({ effect }) => effect)).toEqual([
      'approve',
      'approve',
      'to_draft',
      'note',
    ]);
    expect((await post(one)).status).toBe('in_review');

    const { taken, refused } = await take(file, [one, two, three, four]);
    expect(refused).toEqual([]);
    expect(taken.map(({ status }) => status)).toEqual([
      'approved',
      'approved',
      'draft',
      'in_review',
    ]);
    expect(await post(three)).toMatchObject({ status: 'draft', scheduledAt: three.scheduledAt });
    expect(await notes(two)).toEqual(['me submitted', 'Ada approved: Lovely']);
    expect(await notes(three)).toEqual([
      'me submitted',
      'Ada change_requested: No oranges, please',
    ]);
    const [row] = await value(test.call('approvals.packs', { clientId }));
    expect(row).toMatchObject({ posts: 4, answered: 4, approved: 2, changes: 1 });
  });

  it('schedules what is approved at its planned time, where that was asked for and can be', async () => {
    const timed = await inReview('Timed', 30);
    const untimed = await inReview('Untimed', null);
    const past = await inReview('Past', 1);
    const made = await pack([timed, untimed, past]);
    test.clock.advance(2 * HOUR);
    const file = answers(
      made,
      [timed, untimed, past].map((one) => ({ post: one, answer: 'approve' as const })),
    );
    const result = await take(file, [timed, untimed, past], true);
    expect(result.taken.map(({ status }) => status)).toEqual(['approved', 'approved', 'approved']);
    expect(result.notScheduled.map(({ message }) => message)).toEqual([
      // It has no account: the pre-flight check is the same as ever.
      expect.stringMatching(/account/),
      'It has no planned time.',
      'Its planned time is over. Choose a new one.',
    ]);
  });

  it('is undone as a whole, and can then be taken again', async () => {
    const [one, two] = [await inReview('One'), await inReview('Two')];
    const made = await pack([one, two]);
    const file = answers(made, [
      { post: one, answer: 'approve' },
      { post: two, answer: 'change', text: 'Shorter' },
    ]);
    const { id } = await take(file, [one, two]);
    expect(await value(test.call('approvals.takeBack', { id }))).toEqual({
      done: [one.id, two.id],
      refused: [],
    });
    for (const each of [one, two]) {
      expect(await post(each)).toMatchObject({
        status: 'in_review',
        scheduledAt: each.scheduledAt,
      });
      expect(await notes(each)).toEqual(['me submitted']);
    }
    expect(await standings(file)).toEqual(['applied approve', 'applied to_draft']);
    await take(file, [one, two]);
    expect((await post(one)).status).toBe('approved');
  });

  it('is not undone over what came after it', async () => {
    const one = await inReview('One');
    const file = answers(await pack([one]), [{ post: one, answer: 'approve' }]);
    const { id } = await take(file, [one]);
    const now = await post(one);
    await value(
      test.call('posts.update', { id: one.id, expectedVersion: now.version, text: 'Newer' }),
    );
    const back = await value(test.call('approvals.takeBack', { id }));
    expect(back.refused).toEqual([
      { postId: one.id, message: 'This post was changed since, so it stays as it is.' },
    ]);
    expect(await post(one)).toMatchObject({ text: 'Newer', status: 'in_review' });
  });
});

describe('answers that can’t be taken as they are', () => {
  it('are refused whole where a single letter was changed', async () => {
    const one = await inReview('One');
    const made = await pack([one]);
    const file = answers(made, [{ post: one, answer: 'change', text: 'No' }]);
    const tampered: [string, string][] = [
      ['"change"', '"approve"'],
      ['"No"', '"Yes"'],
      ['"Ada"', '"Eve"'],
      [made.data.posts[0]?.fingerprint ?? '', 'f'.repeat(64)],
      [`"savedAt":${test.clock.now()}`, `"savedAt":${test.clock.now() + 1}`],
    ];
    for (const [before, after] of tampered) {
      expect(file).toContain(before);
      const answer = await read(file.replaceAll(before, after));
      expect(answer, after).toMatchObject({ ok: false, error: { code: 'forged' } });
    }
    const taken = await test.call('approvals.takeAnswers', {
      text: file.replace('"change"', '"approve"'),
      postIds: [one.id],
    });
    expect(taken).toMatchObject({ ok: false, error: { code: 'forged' } });
    expect((await post(one)).status).toBe('in_review');
  });

  it('are refused from another pack, another workspace, and with posts that were not in it', async () => {
    const [one, two] = [await inReview('One'), await inReview('Two')];
    const [first, second] = [await pack([one]), await pack([two])];
    const mixed = { ...first, data: { ...first.data, key: second.data.key } };
    expect(await read(answers(mixed, [{ post: one, answer: 'approve' }]))).toMatchObject({
      error: { code: 'forged' },
    });
    const alien = answers(first, [{ post: { ...two }, answer: 'approve' }]).replace(
      /"fingerprint":""/,
      `"fingerprint":"${'a'.repeat(64)}"`,
    );
    expect((await read(alien)).ok).toBe(false);
    const elsewhere = await startCore();
    expect(
      await elsewhere.call('approvals.readAnswers', {
        text: answers(first, [{ post: one, answer: 'approve' }]),
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'unknown_pack' },
    });
    await elsewhere.close();
  });

  it('are refused to a closed pack, until it is opened again', async () => {
    const one = await inReview('One');
    const made = await pack([one]);
    const file = answers(made, [{ post: one, answer: 'approve' }]);
    await value(test.call('approvals.closePack', { id: made.id, closed: true }));
    expect(await read(file)).toMatchObject({
      ok: false,
      error: { code: 'closed', details: { packId: made.id } },
    });
    await value(test.call('approvals.closePack', { id: made.id, closed: false }));
    expect((await read(file)).ok).toBe(true);
  });

  it('are taken once, however often they come', async () => {
    const one = await inReview('One');
    const file = answers(await pack([one]), [{ post: one, answer: 'comment', text: 'Nice' }]);
    await take(file, [one]);
    expect(await standings(file)).toEqual(['repeated none']);
    const again = await take(file, [one]);
    expect(again).toMatchObject({ taken: [], refused: [] });
    expect(await notes(one)).toEqual(['me submitted', 'Ada commented: Nice']);
  });

  it('give way to a newer answer of the same person', async () => {
    const one = await inReview('One');
    const made = await pack([one]);
    const earlier = answers(made, [{ post: one, answer: 'approve' }]);
    test.clock.advance(HOUR);
    const later = answers(made, [{ post: one, answer: 'change', text: 'On second thought' }]);
    await take(later, [one]);
    expect(await standings(earlier)).toEqual(['stale none']);
    const result = await take(earlier, [one]);
    expect(result.refused).toEqual([
      { postId: one.id, message: 'There is a newer answer of theirs to this post.' },
    ]);
    expect((await post(one)).status).toBe('draft');
  });

  it('of a post that was edited since are shown as such, and never taken by themselves', async () => {
    const [one, two] = [await inReview('Bread at nine'), await inReview('Cake')];
    const made = await pack([one, two]);
    const now = await post(one);
    test.clock.advance(HOUR);
    await value(
      test.call('posts.update', { id: one.id, expectedVersion: now.version, text: 'Bread at ten' }),
    );
    const file = answers(made, [
      { post: one, answer: 'approve' },
      { post: two, answer: 'approve' },
    ]);
    const { answers: both } = await value(read(file));
    expect(both[0]).toMatchObject({
      standing: 'edited_since',
      shownText: 'Bread at nine',
      nowText: 'Bread at ten',
    });
    expect(both[1]).toMatchObject({ standing: 'applied', shownText: null });
    await take(file, [two]);
    expect((await post(one)).status).toBe('in_review');
    const { posts: inPack } = await value(test.call('approvals.pack', { id: made.id }));
    expect(inPack[0]).toMatchObject({ edited: true, answer: { standing: 'edited_since' } });
    // The person looked at it, and takes it after all.
    expect(await standings(file)).toEqual(['edited_since approve', 'repeated none']);
    await take(file, [one]);
    expect((await post(one)).status).toBe('approved');
    expect(await standings(file)).toEqual(['repeated none', 'repeated none']);
  });

  it('of a post that went on are kept as a note; of one that is gone they are told', async () => {
    const [drafted, removed] = [await inReview('Drafted'), await inReview('Removed')];
    const made = await pack([drafted, removed]);
    await value(test.call('approvals.withdraw', { postIds: [drafted.id] }));
    await value(test.call('posts.remove', { id: removed.id }));
    const file = answers(made, [
      { post: drafted, answer: 'approve' },
      { post: removed, answer: 'change', text: 'Bigger' },
    ]);
    expect(await standings(file)).toEqual(['stale note', 'stale none']);
    const { taken, refused } = await take(file, [drafted, removed]);
    expect(taken).toMatchObject([{ postId: drafted.id, status: 'draft' }]);
    expect(refused).toMatchObject([
      { postId: removed.id, message: expect.stringContaining('removed') },
    ]);
    expect(await notes(drafted)).toContain('Ada approved');
  });

  it('are read from a mail that wrapped and quoted them', async () => {
    const one = await inReview('One');
    const file = answers(await pack([one]), [
      { post: one, answer: 'change', text: 'Größer, bitte 🙂' },
    ]);
    const armoured = Buffer.from(file).toString('base64').replace(/.{50}/g, '$&\n> ');
    const mail = `Hi Ines,\n> -----BEGIN CLIENTNEST ANSWERS-----\n> ${armoured}\n> -----END CLIENTNEST ANSWERS-----\nBest`;
    const reading = await value(read(mail));
    expect(reading.answers[0]).toMatchObject({ text: 'Größer, bitte 🙂', standing: 'applied' });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'Dear Ines, all good'],
    ['other JSON', '{"hello":1}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a prototype', '{"kind":"clientnest-answers","version":1,"__proto__":{"pack":"x"}}'],
    ['a constructor', '{"kind":"clientnest-answers","constructor":{"prototype":{}}}'],
    ['a broken armour', '-----BEGIN CLIENTNEST ANSWERS-----%%%-----END CLIENTNEST ANSWERS-----'],
    ['deep nesting', '['.repeat(50_000)],
  ])('are refused with a sentence where they are %s', async (_, text) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      error: { code: 'malformed', message: expect.stringMatching(/\.$/) },
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('are refused where they are far too large, and where they are of a newer version', async () => {
    expect(await read('x'.repeat(1_000_001))).toMatchObject({
      ok: false,
      error: { code: 'too_large' },
    });
    expect(await read('{"kind":"clientnest-answers","version":2,"other":true}')).toMatchObject({
      error: { code: 'malformed', message: expect.stringContaining('newer ClientNest') },
    });
  });

  it('say things as text: what is unseen in them is taken out', async () => {
    const one = await inReview('One');
    const file = answers(
      await pack([one]),
      [{ post: one, answer: 'comment', text: 'a\u202eb\0<b>' }],
      'Eve\u2066\n\u202e',
    );
    await take(file, [one]);
    expect(await notes(one)).toEqual(['me submitted', 'Eve commented: ab<b>']);
  });
});

describe('a pack', () => {
  it('has the posts by time, with their pictures, and nothing that asks for anything', async () => {
    const media = await value(
      test.call('media.import', {
        fileName: 'bread.jpg',
        bytes: new Uint8Array(await photo(1600, 1200)),
      }),
    );
    const late = await inReview('Late', 48);
    const early = await inReview('Early', 24);
    const { version } = await post(early);
    await value(
      test.call('posts.update', {
        id: early.id,
        expectedVersion: version,
        media: [{ mediaId: media.id, altText: 'A loaf' }],
      }),
    );
    const made = await pack([late, early], { answerBy: '2030-01-31' });
    expect(made.data.posts.map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(made.html).toMatch(/<img src="data:image\/webp;base64,[A-Za-z0-9+/=]+" alt="A loaf">/);
    expect(made.html).toMatch(/Thursday,? 31 January 2030/);
    expect(made.html).not.toMatch(/https?:\/\//);
    expect(made.answerBy).toBe(Date.parse('2030-01-31T23:59:00Z'));
  });

  it('shows the part of a picture that is sent, and nothing else of it', async () => {
    const half = (background: string) => ({
      create: { width: 800, height: 800, channels: 3 as const, background },
    });
    const picture = await sharp({
      ...half('#dc1e1e'),
      create: { ...half('#dc1e1e').create, width: 1600 },
    })
      .composite([{ input: half('#14a03c'), left: 800, top: 0 }])
      .png()
      .toBuffer();
    const { id: mediaId } = await value(
      test.call('media.import', { fileName: 'halves.png', bytes: new Uint8Array(picture) }),
    );
    const cut = await inReview('Cut');
    const crop = { x: 0.5, y: 0, width: 0.5, height: 1 };
    const { id, version } = await post(cut);
    await value(
      test.call('posts.update', {
        ...{ id, expectedVersion: version },
        media: [{ mediaId, altText: 'Green', crop }],
      }),
    );
    const { html } = await pack([cut]);
    const [, base64 = ''] =
      /data:image\/webp;base64,([A-Za-z0-9+/=]+)" alt="Green"/.exec(html) ?? [];
    const shown = sharp(Buffer.from(base64, 'base64'));
    expect(await shown.metadata()).toMatchObject({ width: 800, height: 800 });
    const [red, green, blue] = (await shown.stats()).channels.map(({ mean }) => Math.round(mean));
    expect(Math.abs((red ?? 0) - 0x14)).toBeLessThan(8);
    expect(Math.abs((green ?? 0) - 0xa0)).toBeLessThan(8);
    expect(Math.abs((blue ?? 0) - 0x3c)).toBeLessThan(8);
  });

  it('is refused for drafts, for others’ posts, and as a PDF where nothing prints', async () => {
    const draft = await value(test.call('posts.create', { clientId, text: 'Draft' }));
    const other = await value(test.call('clients.create', { name: 'Other' }));
    const make = (input: object) =>
      test.invoke(
        'approvals.writePack',
        { clientId, title: 'T', path: join(folder, 'x.html'), ...input },
        'cli',
      );
    expect(await make({ postIds: [draft.id] })).toMatchObject({ error: { code: 'not_allowed' } });
    const ready = await inReview('Ready');
    expect(await make({ clientId: other.id, postIds: [ready.id] })).toMatchObject({
      error: { code: 'wrong_client' },
    });
    expect(await make({ postIds: [ready.id], format: 'pdf' })).toMatchObject({
      error: { code: 'not_supported' },
    });
    expect(await value(test.call('approvals.packs', {}))).toEqual([]);
  });

  it('replaces no file, and is forgotten where it could not be saved', async () => {
    const ready = await inReview('Ready');
    await pack([ready]);
    const path = join(folder, `pack-${files}.html`);
    const again = await test.invoke(
      'approvals.writePack',
      { clientId, postIds: [ready.id], title: 'T', path },
      'cli',
    );
    expect(again).toMatchObject({ ok: false, error: { code: 'unwritable' } });
    expect(await value(test.call('approvals.packs', {}))).toHaveLength(1);
    // A window may not name a path at all.
    expect(
      await test.invoke('approvals.writePack', { clientId, postIds: [ready.id], title: 'T', path }),
    ).toMatchObject({ error: { code: 'forbidden' } });
  });

  it('has a key of its own, that only the keychain can make again', async () => {
    const ready = await inReview('Ready');
    const [one, two] = [await pack([ready]), await pack([ready])];
    expect(one.data.key).not.toBe(two.data.key);
    const secret =
      [...test.keychain.entries].find(([name]) => name.endsWith('approval-secret'))?.[1] ?? '';
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(test.log.lines)).not.toContain(secret);
    expect(one.html).not.toContain(secret);
  });
});
