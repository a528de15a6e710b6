/** The media of a post as the app view shows them, with addresses instead of blobs. */
export function embedOf(origin: string, did: string, { embed }: Record<string, unknown>) {
  const { $type, images, video, alt, aspectRatio } = (embed ?? {}) as EmbedRecord;
  const address = (cid: string) =>
    `${origin}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid })}`;
  if ($type === 'app.bsky.embed.images' && images)
    return { embed: { $type: 'app.bsky.embed.images#view', images: images.map(picture(address)) } };
  if ($type !== 'app.bsky.embed.video' || !video) return {};
  const cid = video.ref.$link;
  return {
    embed: {
      $type: 'app.bsky.embed.video#view',
      ...{ cid, playlist: address(cid) },
      ...(alt === undefined ? {} : { alt }),
      ...(aspectRatio ? { aspectRatio } : {}),
    },
  };
}

const picture =
  (address: (cid: string) => string) =>
  ({ alt, aspectRatio, image: { ref } }: PictureRecord) => ({
    thumb: address(ref.$link),
    fullsize: address(ref.$link),
    alt,
    ...(aspectRatio ? { aspectRatio } : {}),
  });

interface Shape {
  width: number;
  height: number;
}
interface BlobRecord {
  ref: { $link: string };
}
interface PictureRecord {
  alt: string;
  aspectRatio?: Shape;
  image: BlobRecord;
}
interface EmbedRecord {
  $type?: string;
  images?: PictureRecord[];
  video?: BlobRecord;
  alt?: string;
  aspectRatio?: Shape;
}
