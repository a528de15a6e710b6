import { TIKTOK } from '../../../shared/domain/networks/tiktok.ts';

/** Where each part of TikTok answers: on hosts of their own, or all at one origin elsewhere. */
export function hostsOf(serviceUrl: string) {
  const isTikTok = new URL(serviceUrl).origin === new URL(TIKTOK.defaultServiceUrl).origin;
  const { origin } = new URL(serviceUrl);
  return {
    /** Pages for people. */
    site: origin,
    api: isTikTok ? 'https://open.tiktokapis.com' : origin,
    /** Whether a video may be sent there: the address comes in an answer. */
    takesUploads(url: URL): boolean {
      if (!isTikTok) return url.origin === origin;
      return url.protocol === 'https:' && url.hostname.endsWith('.tiktokapis.com');
    },
  };
}

/** @param kind photos have a page of another kind */
export const postUrl = (
  serviceUrl: string,
  handle: string,
  id: string,
  kind: 'video' | 'photo',
): string => `${hostsOf(serviceUrl).site}/@${encodeURIComponent(handle)}/${kind}/${id}`;
