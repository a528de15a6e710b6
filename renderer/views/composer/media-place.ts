import type { Finding } from '../../../shared/domain/preflight.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';

const DESCRIPTIONS: ReadonlySet<string> = new Set(['alt_text_missing', 'alt_text_too_long']);

/** Brings the focus to the image or video that a finding is about, to where it can be mended. False where it is about none. */
export function focusMedia(finding: Finding, media: readonly PostMedia[]): boolean {
  const item = mediaOf(finding, media);
  const place = item && document.querySelector(`[data-media="${item.media.id}"]`);
  if (!place) return false;
  const wanted = DESCRIPTIONS.has(finding.code) ? 'textarea' : '[data-crop], textarea, button';
  const control = place.querySelector<HTMLElement>(wanted);
  place.scrollIntoView({ block: 'nearest' });
  control?.focus();
  return control !== null;
}

/** Findings about a file name it. */
export const mediaOf = ({ message }: Finding, media: readonly PostMedia[]): PostMedia | undefined =>
  media.find((item) => message.includes(`“${item.media.fileName}”`));
