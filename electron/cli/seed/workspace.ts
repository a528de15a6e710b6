import { z } from 'zod';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { Services } from '../../core.ts';
import type { Database } from '../../database/database.ts';
import { type Picture, paintPictures } from '../../demo/pictures.ts';
import { createRandom, type Random } from '../../demo/random.ts';
import { plantClients } from './clients.ts';
import { plantSizes, prepareNumbers } from './numbers.ts';
import { plantPosts, type SamplePicture } from './posts.ts';
import { VOICES } from './voices.ts';

/** Marks a sample workspace, in a setting that no screen reads. */
const MARK = 'sample';
const sample = z.object({ seed: z.string(), posts: z.number(), clients: z.number() });

export type Sample = z.output<typeof sample>;

/** The sample that a workspace has; `other` where it holds a person's own work, null where it is empty. */
export function samplesIn({ raw }: Database): Sample | 'other' | null {
  const mark = raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(MARK);
  if (typeof mark === 'string') return sample.parse(JSON.parse(mark));
  const used = raw
    .prepare('SELECT EXISTS (SELECT 1 FROM clients) OR EXISTS (SELECT 1 FROM profiles)')
    .pluck()
    .get();
  return used ? 'other' : null;
}

export interface WorkspacePlan extends Sample {
  /** UTC epoch milliseconds. */
  now: number;
  zone: string;
}

/** Fills an empty workspace; answers how many posts there are of each status. */
export async function plantWorkspace(
  services: Services,
  { seed, posts, clients: clientCount, now, zone }: WorkspacePlan,
): Promise<Map<PostStatus, number>> {
  const random = createRandom(seed);
  const voices = VOICES.slice(0, clientCount);
  const pictures: SamplePicture[][] = [];
  for (const voice of voices) {
    const painted = await paintPictures(voice, random);
    pictures.push(await keepPictures(services, painted, now, random));
  }

  const { raw } = services.database;
  // Pages that do not fit are encrypted and written again and again: 512 MB, for this run only.
  raw.pragma('cache_size = -524288');
  const counts = raw
    .transaction(() => {
      const { id } = services.profiles.save({
        name: 'Robin Sample',
        email: 'robin@studio.example',
        bio: 'Social media for good places. This workspace is a sample: everything in it is invented.',
        timeZone: zone,
      });
      raw.prepare('UPDATE profiles SET id = ? WHERE id = ?').run(random.id(now), id);
      const clients = plantClients(raw, voices, now, random);
      // Drawn by themselves, so that the posts of a seed stay what they are.
      const drawn = createRandom(`${seed} numbers`);
      const numbers = prepareNumbers(raw, now, drawn);
      plantSizes(
        raw,
        clients.flatMap(({ accounts }) => accounts),
        now,
        drawn,
      );
      const planted = plantPosts(
        raw,
        { count: posts, now, zone, clients, pictures, numbers },
        random,
      );
      raw
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?)')
        .run(MARK, JSON.stringify({ seed, posts, clients: clientCount }));
      return planted;
    })
    .immediate();
  raw.pragma('wal_checkpoint(TRUNCATE)');
  return counts;
}

/** Through the media service, like a person's own pictures; then under ids that repeat. */
async function keepPictures(
  { media, database }: Services,
  pictures: readonly Picture[],
  now: number,
  random: Random,
): Promise<SamplePicture[]> {
  const rename = database.raw.prepare('UPDATE media SET id = ? WHERE id = ?');
  const kept: SamplePicture[] = [];
  for (const { fileName, altText, bytes } of pictures) {
    const imported = await media.importBytes(fileName, bytes);
    if (!imported.ok) throw new Error(`${fileName}: ${imported.error.message}`);
    const mediaId = random.id(now);
    rename.run(mediaId, imported.value.id);
    kept.push({ mediaId, altText });
  }
  return kept;
}
