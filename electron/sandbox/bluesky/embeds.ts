/** The pictures of a post as the app view shows them, with addresses instead of blobs. */
export function pictures(origin: string, did: string, { embed }: Record<string, unknown>) {
  const { $type, images } = (embed ?? {}) as { $type?: string; images?: PictureRecord[] };
  if ($type !== 'app.bsky.embed.images' || !images) return {};
  const address = (cid: string) =>
    `${origin}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid })}`;
  const shown = images.map(({ alt, aspectRatio, image: { ref } }) => ({
    thumb: address(ref.$link),
    fullsize: address(ref.$link),
    alt,
    ...(aspectRatio ? { aspectRatio } : {}),
  }));
  return { embed: { $type: 'app.bsky.embed.images#view', images: shown } };
}

interface PictureRecord {
  alt: string;
  aspectRatio?: { width: number; height: number };
  image: { ref: { $link: string } };
}
