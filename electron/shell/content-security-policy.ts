/**
 * The policy of every page: only what the bundle brings, no inline code, no connection but our own scheme.
 * Inline styles need the nonce of this very load (Radix writes a few).
 * @param devServer Vite's address in development, which needs a WebSocket for hot reload.
 */
export function contentSecurityPolicy(nonce: string, devServer: string | null = null): string {
  const hotReload = devServer ? ` ${devServer.replace(/^http/, 'ws').replace(/\/$/, '')}` : '';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self'${hotReload}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** For files that are data, never a page: even opened as one, they can run nothing. */
export const DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
