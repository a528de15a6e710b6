/** ms that a fetch may take. */
const TIMEOUT = 10_000;

export type Fetched = { bytes: Buffer } | { failed: 'timeout' | 'unreachable' | 'too_large' };

/**
 * Fetches a file as the networks do, for real: they have no other way to it. Loopback and http are allowed here.
 * @param limit bytes
 */
export async function fetchMedia(url: string | null, limit: number): Promise<Fetched> {
  if (url === null || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return { failed: 'unreachable' };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok || !response.body) return { failed: 'unreachable' };
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.byteLength;
      if (length > limit) return { failed: 'too_large' };
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { failed: (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}
