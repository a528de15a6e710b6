/** Most bytes of a file that come into the workspace in one piece. */
export const MEDIA_PIECE = 4 * 1024 * 1024;
