import { type Agent, AppBskyRichtextFacet, BlobRef, jsonToLex, RichText } from '@atproto/api';
import { z } from 'zod';
import { callFailedIn } from '../call-failed.ts';
import type { OutgoingImage, OutgoingVideo } from '../platform.ts';
import { progressReader } from '../progress.ts';

type Facet = AppBskyRichtextFacet.Main;

/** A record by its address and its content: com.atproto.repo.strongRef. */
export const strongRef = z.object({ uri: z.string().startsWith('at://'), cid: z.string().min(1) });
export type StrongRef = z.output<typeof strongRef>;

/** What a record answers, and the talk that it is in. */
export interface ReplyRefs {
  root: StrongRef;
  parent: StrongRef;
}

/** What was sent already, by content, so that the next try goes on from there. */
const savedProgress = z.object({
  /** Blob references as JSON, by the SHA-256 of the image. */
  blobs: z
    .record(
      z.string(),
      z.object({ blob: z.unknown(), width: z.int().min(1), height: z.int().min(1) }),
    )
    .default({}),
  /** DIDs of mentioned handles; null where a handle is nobody's. */
  mentions: z.record(z.string(), z.string().nullable()).default({}),
  /** The video: under way at the video service, or what it became. */
  video: z
    .object({ sha256: z.string(), jobId: z.string().nullable(), blob: z.unknown() })
    .nullable()
    .default(null),
  /** The records that are written, in order: parts, then the first comment. */
  parts: z.array(strongRef).default([]),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

/** What one record says. */
export interface RecordContent {
  text: string;
  /** UTC epoch ms. */
  createdAt: number;
  images?: readonly OutgoingImage[];
  video?: OutgoingVideo | null;
  reply?: ReplyRefs;
}

/** What a record is built with. */
export interface Building {
  agent: Agent;
  saved: SavedProgress;
  save(): Promise<void>;
  /** Uploads a video. */
  film(video: OutgoingVideo): Promise<BlobRef>;
}

/** The record as it is written, the same at every try. Source: lexicons/app/bsky/feed/post.json. */
export async function buildRecord(content: RecordContent, building: Building) {
  const { text, createdAt, reply } = content;
  const facets = await facetsOf(text, building);
  const embed = await embedOf(content, building);
  return {
    $type: COLLECTION,
    text,
    createdAt: new Date(createdAt).toISOString(),
    ...(facets.length > 0 ? { facets } : {}),
    ...(embed ? { embed } : {}),
    ...(reply ? { reply } : {}),
  };
}

async function embedOf({ images = [], video }: RecordContent, building: Building) {
  if (video) {
    const { altText, width, height } = video;
    return {
      $type: 'app.bsky.embed.video' as const,
      video: await building.film(video),
      ...(altText.trim() === '' ? {} : { alt: altText }),
      aspectRatio: { width, height },
    };
  }
  const embedded = [];
  for (const image of images) embedded.push(await uploaded(image, building));
  return embedded.length > 0 ? { $type: 'app.bsky.embed.images' as const, images: embedded } : null;
}

export const COLLECTION = 'app.bsky.feed.post';

/** Uploads an image, or takes the reference of an earlier upload. */
async function uploaded(image: OutgoingImage, { agent, saved, save }: Building) {
  const earlier = saved.blobs[image.sha256];
  const kept = earlier ? jsonToLex(earlier.blob as never) : null;
  if (earlier && kept instanceof BlobRef) return imageEmbed(kept, image.altText, earlier);
  const { bytes, mimeType, width, height } = await image.read();
  const { data } = await agent.com.atproto.repo.uploadBlob(bytes, { encoding: mimeType });
  saved.blobs[image.sha256] = { blob: data.blob.toJSON(), width, height };
  await save();
  return imageEmbed(data.blob, image.altText, { width, height });
}

const imageEmbed = (
  blob: BlobRef,
  alt: string,
  { width, height }: { width: number; height: number },
) => ({ image: blob, alt, aspectRatio: { width, height } });

/** Links, tags and mentions by UTF-8 offsets, as the network's own client finds them. */
async function facetsOf(text: string, building: Building): Promise<Facet[]> {
  const richText = new RichText({ text });
  richText.detectFacetsWithoutResolution();
  const facets: Facet[] = [];
  for (const facet of richText.facets ?? []) {
    const mention = facet.features.find(AppBskyRichtextFacet.isMention);
    const resolved = mention ? await withDid(facet, mention.did, building) : facet;
    // A detected link may be no valid URI, and one bad facet would have the whole record refused.
    if (resolved && AppBskyRichtextFacet.validateMain(resolved).success) facets.push(resolved);
  }
  return facets;
}

/** Before it is resolved, the client keeps the handle where the DID belongs. */
async function withDid(
  facet: Facet,
  handle: string,
  { agent, saved, save }: Building,
): Promise<Facet | null> {
  if (saved.mentions[handle] === undefined) {
    saved.mentions[handle] = await resolve(agent, handle);
    await save();
  }
  const did = saved.mentions[handle];
  if (!did) return null;
  return { ...facet, features: [{ $type: 'app.bsky.richtext.facet#mention', did: did as never }] };
}

/** A handle that is nobody's stays plain text; a network that can't say fails the try instead. */
async function resolve(agent: Agent, handle: string): Promise<string | null> {
  try {
    const { data } = await agent.com.atproto.identity.resolveHandle({ handle });
    return data.did;
  } catch (error) {
    const failed = callFailedIn(error)?.failure;
    if (failed?.class === 'refused' || failed?.class === 'service_error') return null;
    throw error;
  }
}
