import type { Pds, PdsAccount } from './pds.ts';

/** A post as the Bluesky lexicon has it, as far as we look at it. */
export interface PublishedPost {
  text: string;
  createdAt: string;
  facets: { index: { byteStart: number; byteEnd: number }; features: Record<string, unknown>[] }[];
  images: { alt: string; cid: string; mimeType: string; size: number; ratio: number }[];
}

interface PostRecord {
  text: string;
  createdAt: string;
  facets?: PublishedPost['facets'];
  embed?: {
    images: {
      alt: string;
      image: { ref: { $link: string }; mimeType: string; size: number };
      aspectRatio: { width: number; height: number };
    }[];
  };
}

/** What is really in the account's repository. */
export async function publishedPosts(pds: Pds, account: PdsAccount): Promise<PublishedPost[]> {
  const records = await pds.records(account.did);
  return records.map(({ value }) => {
    const { text, createdAt, facets = [], embed } = value as unknown as PostRecord;
    const images = (embed?.images ?? []).map(({ alt, image, aspectRatio }) => ({
      alt,
      cid: image.ref.$link,
      mimeType: image.mimeType,
      size: image.size,
      ratio: aspectRatio.width / aspectRatio.height,
    }));
    return { text, createdAt, facets, images };
  });
}

/** What each facet covers, cut out of the text by its UTF-8 offsets, with its feature. */
export function facetsOf({ text, facets }: PublishedPost): [covers: string, feature: object][] {
  const bytes = Buffer.from(text);
  return facets
    .toSorted((a, b) => a.index.byteStart - b.index.byteStart)
    .map(({ index, features }) => [
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features[0] ?? {},
    ]);
}
