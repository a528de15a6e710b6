const HIDDEN = '[hidden]';

/** Fields that are never written, whatever is in them: secrets, and what people wrote. */
const HIDDEN_FIELDS =
  /pass|secret|token|jwt|authori[sz]ation|cookie|session|credential|^(key|text|alttext|body|notes|bio|email|query|excerpt)$|key$/i;

/** Shapes of secrets inside other text. */
const SECRETS: readonly RegExp[] = [
  // JSON Web Tokens, RFC 7519.
  /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g,
  // Bluesky app passwords.
  /\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g,
  // Mastodon access tokens, 256 bits as base64url.
  /(?<![\w-])[\w-]{43}(?![\w-])/g,
  // Keys in hexadecimal, 128 bits and more.
  /\b[0-9a-f]{32,}\b/gi,
  /\b(bearer|dpop|basic)\s+[\w.~+/=-]{8,}/gi,
  // User and password of a URL.
  /(?<=:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g,
  /(?<=[?&](?:access_token|refresh_token|code|token|key|password)=)[^&\s#]+/gi,
];

const DEPTH = 5;
const LENGTH = 4_000;

/** A copy of a field that may be written to a log: JSON values only, bounded, without secrets. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function' || value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      HIDDEN_FIELDS.test(name) ? HIDDEN : redact(field, depth + 1),
    ]),
  );
}

export function redactText(text: string): string {
  const short = text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
  return SECRETS.reduce((left, shape) => left.replace(shape, HIDDEN), short);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    message: redactText(error.message),
    ...('code' in error ? { code: redact(error.code, depth + 1) } : {}),
    // A cause mostly has the same stack again.
    ...(error.stack && depth <= 1 ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
