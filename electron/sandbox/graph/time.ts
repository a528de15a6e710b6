/** Times as the Graph API writes them: ISO 8601, without ms, with an offset that has no colon. */
export const graphTime = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}+0000`;
