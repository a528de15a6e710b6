/** What has a meaning of its own in LinkedIn's little text format. */
const RESERVED = /[\\|{}@[\]()<>#*_~]/g;

/**
 * A text as LinkedIn's `commentary` takes it. An unescaped character of the format cuts the text there,
 * without an error.
 * Source: learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format, read on 2026-11-23.
 */
export const escapeLinkedIn = (text: string): string => text.replace(RESERVED, '\\$&');
