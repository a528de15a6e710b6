/**
 * A real Bluesky server (the reference PDS with its directory of DIDs) in its own process.
 * Tells its address over the parent's channel and ends with it. Started by pds.ts.
 */
import { Server } from 'node:net';
import { TestNetworkNoAppView } from '@atproto/dev-env';

// The server listens on every interface unless told; tests stay on loopback.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [port, ...rest] = args;
  const here = typeof port === 'number' ? { port, host: '127.0.0.1' } : port;
  return (listen as (...args: unknown[]) => Server).call(this, here, ...rest);
} as typeof listen;

const network = await TestNetworkNoAppView.create();
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  if (message !== 'stop') return;
  await network.close();
  process.exit(0);
});
process.send?.({ url: `http://127.0.0.1:${network.pds.port}` });
