import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { isSigned } from './aws-signature.ts';

/** The server's only access key; its secret is the same. */
export const BUCKET_KEY = 'S3RVER';

/** An S3-compatible server on 127.0.0.1 with one bucket, `relay`. It wants every request signed. */
export async function startBucket() {
  const directory = mkdtempSync(join(tmpdir(), 'clientnest-bucket-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'relay', configs: [] }],
  });
  // The server itself looks at the access key only.
  server.middleware.unshift(async (context, next) => {
    const { method, url, headers } = context.req;
    if (isSigned({ method: method ?? '', url: url ?? '', headers }, BUCKET_KEY)) return next();
    context.status = 403;
    context.body = '<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message></Error>';
  });
  const { port } = await server.run();
  return {
    url: `http://127.0.0.1:${port}`,
    /** Keys of what is in the bucket. */
    keys: () =>
      readdirSync(join(directory, 'relay'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('._S3rver_object'))
        .map((name) => name.slice(0, -'._S3rver_object'.length)),
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
