import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** DER (ITU-T X.690), as far as a certificate needs it. */
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const hex = (digits: string) => Buffer.from(digits, 'hex');
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const COMMON_NAME = der(0x06, hex('550403'));
const ALT_NAMES = der(0x06, hex('551d11'));
const name = (text: string) =>
  sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
const time = (text: string) => der(0x17, Buffer.from(text));
const pem = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`;

/** A certificate for this machine that nobody vouches for: it itself, or somebody whom nobody knows. */
function certificate(issuer: 'itself' | 'a stranger') {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer =
    issuer === 'itself'
      ? keys.privateKey
      : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const body = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.concat([hex('01'), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    name(issuer === 'itself' ? 'localhost' : 'Somebody'),
    sequence(time('260101000000Z'), time('460101000000Z')),
    name('localhost'),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        sequence(
          ALT_NAMES,
          der(0x04, sequence(der(0x82, Buffer.from('localhost')), der(0x87, hex('7f000001')))),
        ),
      ),
    ),
  );
  const signature = sign('sha256', body, signer);
  const whole = sequence(body, ECDSA_WITH_SHA256, der(0x03, hex('00'), signature));
  return {
    cert: pem('CERTIFICATE', whole),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

/** A server on loopback with such a certificate, which takes down whatever reaches it. */
export async function startSelfSigned(issuer: 'itself' | 'a stranger') {
  const requests: string[] = [];
  const server = createServer(certificate(issuer), (request, response) => {
    requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
