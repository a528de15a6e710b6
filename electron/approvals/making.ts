import { v7 } from 'uuid';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import { resolveWallTime } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Client, Post } from '../../shared/ipc/views.ts';
import type { ApprovalParts } from './options.ts';
import { createPackPages } from './pack-page.ts';
import { saveFile } from './save-file.ts';
import { shownFingerprint } from './shown.ts';

type NewPack = Omit<ParsedInput<'approvals.writePack'>, 'path'>;
type Refusal = RouteErrorCode<'approvals.writePack'>;
type Made<Code extends string = Refusal> = Promise<Result<RouteOutput<'approvals.makePack'>, Code>>;

/** What can be shown to a client and still be changed by the answer. */
const IN_A_PACK: ReadonlySet<PostStatus> = new Set(['in_review', 'approved', 'scheduled']);

/** Makes the file that a client answers, and remembers what was in it. */
export function createMaking(options: ApprovalParts) {
  const { database, clock, log, posts, clients, profiles, settings, rows, keys } = options;
  const pageOf = createPackPages(options);

  function postsFor({ clientId, postIds }: NewPack): Result<Post[], Refusal> {
    const found: Post[] = [];
    for (const id of new Set(postIds)) {
      const post = posts.get(id);
      if (!post.ok) return post;
      if (post.value.clientId !== clientId)
        return fail('wrong_client', 'A post of this pack belongs to another client. Leave it out.');
      if (!IN_A_PACK.has(post.value.status))
        return fail(
          'not_allowed',
          'A post of this pack is neither in review nor scheduled. Submit it for review first, or leave it out.',
        );
      found.push(post.value);
    }
    return ok(found.sort(byTime));
  }

  function check(input: NewPack): Result<{ client: Client; shown: Post[] }, Refusal> {
    const client = clients.get(input.clientId);
    if (!client.ok) return client;
    const shown = postsFor(input);
    if (!shown.ok) return shown;
    if (input.format === 'pdf' && !options.printPdf)
      return fail(
        'not_supported',
        'A PDF is printed by the ClientNest application. Make an HTML pack here, or open the application.',
      );
    return ok({ client: client.value, shown: shown.value });
  }

  const endOf = (day: string): number | null => {
    try {
      return resolveWallTime(`${day}T23:59`, profiles.timeZone()).at;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  };

  async function bytesOf(html: string, format: NewPack['format']): Promise<Uint8Array> {
    if (format === 'html') return Buffer.from(html, 'utf8');
    if (!options.printPdf) throw new Error('There is nothing that prints');
    return options.printPdf(html);
  }

  async function make(input: NewPack, path: string, replaces: boolean): Made {
    // Looked at again: the dialog may have been open for a while.
    const checked = check(input);
    if (!checked.ok) return checked;
    const { client, shown } = checked.value;
    const id = v7();
    const { title, message, format } = input;
    const answerBy = input.answerBy === null ? null : endOf(input.answerBy);
    let key: string;
    try {
      key = await keys.of(id);
    } catch (error) {
      log.warn('The key of a pack could not be made', { error });
      return fail(
        'keychain_unavailable',
        'The keychain of this machine does not answer, so the pack could not be signed. Unlock it, then try again.',
      );
    }
    const html = await pageOf({
      ...{ id, key, title, message, client, answerBy, posts: shown },
      profile: profiles.get(),
      zone: profiles.timeZone(),
      hourCycle: settings.get().hourCycle,
      font: (await options.readFont?.().catch(() => null)) ?? null,
    });
    const bytes = await bytesOf(html, format);
    const now = clock.now();
    // Before the file is out: answers to a pack that nobody knows could not be taken.
    database.raw
      .transaction(() => {
        const inPack = shown.map((post) => ({
          postId: post.id,
          fingerprint: shownFingerprint(post),
        }));
        rows().insert({ id, clientId: client.id, title, answerBy }, inPack, now);
        for (const post of shown) {
          keepShown(post, now);
          // What is written from here on is another entry of its history than what the client sees.
          posts.versions.closeEntry(post.id);
        }
      })
      .immediate();
    const saved = await saveFile(path, bytes, replaces);
    if (!saved.ok) {
      rows().erase(id);
      return saved;
    }
    const pack = rows().one(id);
    if (!pack) throw new Error('A pack that was just made is gone');
    options.tell(pack);
    return ok({ pack, file: path, bytes: bytes.byteLength });
  }

  function keepShown({ id: postId, version, ...post }: Post, now: number): void {
    const { text, threading, firstComment, category, labelIds } = post;
    const targets = post.targets.map((target) => ({
      accountId: target.accountId,
      text: target.text,
    }));
    const media = post.media.map(({ media: { id: mediaId }, ...said }) => ({ mediaId, ...said }));
    const content = { text, threading, firstComment, category, labelIds, targets, media };
    rows().keepVersion({ id: v7(), postId, version, content: JSON.stringify(content), now });
  }

  return {
    /** To where the person chooses. */
    async choose(input: NewPack): Made<Refusal | 'cancelled'> {
      const checked = check(input);
      if (!checked.ok) return checked;
      if (!options.chooseSaveFile)
        return fail('not_supported', 'There is no dialog here. Name a path: approvals.writePack.');
      const path = await options.chooseSaveFile({
        fileName: `${fileNameOf(`${checked.value.client.name} – ${input.title}`)}.${input.format}`,
        kind: input.format === 'pdf' ? 'PDF' : 'Web page',
      });
      return path === null
        ? fail('cancelled', 'No place was chosen, so nothing was made.')
        : make(input, path, true);
    },

    /** To a path of the caller's; a file that is there stays. */
    write: ({ path, ...input }: ParsedInput<'approvals.writePack'>): Made =>
      make(input, path, false),
  };
}

const byTime = (one: Post, other: Post): number =>
  (one.scheduledAt ?? Number.POSITIVE_INFINITY) - (other.scheduledAt ?? Number.POSITIVE_INFINITY) ||
  (one.id < other.id ? -1 : 1);

/** As the name of a file, on every system. */
const fileNameOf = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 100) || 'Posts';
