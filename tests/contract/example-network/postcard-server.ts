import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PostcardServer {
  url: string;
  /** By the key that they were put under. */
  posts: Map<string, string>;
  /** Ends the connection after the next post was taken, instead of answering. */
  loseNext: boolean;
  stop(): Promise<void>;
}

const TOKEN = 'Bearer a-token';
const LIMIT = 200;

/** The network of docs/adding-a-network.md, on loopback. */
export async function startPostcard(): Promise<PostcardServer> {
  const posts = new Map<string, string>();
  const server = createServer(async (incoming, outgoing) => {
    const send = (status: number, body: object | null) => {
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(body ? JSON.stringify(body) : undefined);
    };
    const { method = 'GET', url = '/', headers } = incoming;
    if (headers.authorization !== TOKEN) return send(401, { error: 'Who are you?' });
    if (url === '/api/me') return send(200, { id: '7', handle: 'ada', name: 'Ada' });
    const key = /^\/api\/posts\/([\w-]+)$/.exec(url)?.[1];
    if (key === undefined) return send(404, { error: 'Nothing here' });
    const told = { id: key, url: `https://postcard.example/ada/${key}` };
    if (method === 'PUT') {
      const { text } = JSON.parse(await read(incoming)) as { text: string };
      if ([...text].length > LIMIT) return send(422, { error: 'Too long' });
      posts.set(key, text);
      if (running.loseNext) {
        running.loseNext = false;
        return void incoming.socket.destroy();
      }
      return send(200, told);
    }
    if (method === 'DELETE') {
      posts.delete(key);
      return send(204, null);
    }
    return posts.has(key) ? send(200, told) : send(404, { error: 'No such post' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const running: PostcardServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    loseNext: false,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return running;
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
