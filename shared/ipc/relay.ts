import { z } from 'zod';
import { empty } from './fields.ts';
import { route } from './route.ts';

/** The person's own S3-compatible bucket, from which networks fetch files by their address. */
export const relay = z.strictObject({
  /** `https://s3.eu-central-1.amazonaws.com`; plain http is for this computer only. */
  endpoint: z.string().trim().min(1).max(500),
  region: z.string().trim().min(1).max(100),
  bucket: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/),
  accessKeyId: z.string().trim().min(1).max(256),
  /** Before the name of each file: `clientnest/`; empty for none. */
  prefix: z
    .string()
    .trim()
    .max(200)
    .regex(/^([A-Za-z0-9_-][A-Za-z0-9._-]*\/?)*$/),
  /** The bucket in the path of the address, not in its host: as MinIO and most others want it. */
  pathStyle: z.boolean(),
  /** Where the bucket is public; null for addresses that are signed and end after an hour. */
  publicUrl: z.string().trim().min(1).max(500).nullable(),
});

const state = z.strictObject({
  relay: relay.nullable(),
  /** The secret key itself is never told. */
  hasSecret: z.boolean(),
});

export const relayRoutes = {
  'relay.get': route(() => ({
    summary:
      'The media relay: a bucket of the person’s own, for networks that fetch files by an address.',
    input: empty,
    output: state,
    errors: ['keychain_unavailable'],
    requires: 'read',
  })),
  'relay.save': route(() => ({
    summary: 'Sets the media relay up, or changes it. Without a secret key the kept one stays.',
    input: relay.extend({ secretAccessKey: z.string().trim().min(1).max(256).optional() }),
    output: state,
    errors: ['insecure_address', 'secret_missing', 'keychain_unavailable'],
    requires: 'manage',
  })),
  'relay.test': route(() => ({
    summary:
      'Puts a small file into the bucket, fetches it by its address as a network would, and takes it away again.',
    input: empty,
    output: z.strictObject({ tookMs: z.int().min(0) }),
    errors: ['not_set_up', 'test_failed'],
    requires: 'manage',
  })),
  'relay.remove': route(() => ({
    summary:
      'Forgets the bucket and its secret key. What ClientNest has put there is taken away first, as far as the bucket answers.',
    input: empty,
    output: state,
    errors: ['keychain_unavailable'],
    requires: 'manage',
  })),
};
