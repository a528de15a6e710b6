import path from 'node:path';
import { type HostileLlm, startHostileLlm } from '../support/hostile-llm.ts';
import { openPlainBrowser } from '../support/plain-browser.ts';
import type { Call, Desk } from './shots.ts';

// What the demo has none of, because somebody has to think of it: ideas, words kept, a table, a client's yes.

const COFFEE = 'Brio Coffee Roasters';

async function client(call: Call, name = COFFEE) {
  const found = (await call('clients.list', {})).find((one) => one.name === name);
  if (!found) throw new Error(`The demo has no client ${name}.`);
  return found;
}

const IDEAS = [
  'How a bean gets from Huila to Neukölln, in five pictures',
  'Ask: filter or espresso? Answer with the recipe of the winner',
  'Why we do not sell dark roast, kindly',
];

/** Ideas on the shelf. */
export async function thinkOf(call: Call): Promise<void> {
  const { id } = await client(call);
  for (const text of IDEAS) await call('ideas.create', { clientId: id, text });
}

/** Words that come back. */
export async function fillLibrary(call: Call): Promise<void> {
  const { id } = await client(call);
  const keep = (name: string, text: string) =>
    call('library.create', { clientId: id, kind: 'snippet', name, content: { text } });
  await keep('Opening hours', 'Open every day from eight to six, Sundays from nine.');
  await keep('Subscription', 'Fresh beans every second Tuesday, and the first bag is on us.');
  await keep('Brewing, V60', '15 g of coffee, 250 g of water at 94 °C, two and a half minutes.');
}

/** A post that has been written twice. */
export async function rewritten(call: Call): Promise<string> {
  const { id: clientId } = await client(call);
  const accounts = await call('accounts.list', { clientId });
  const { id, version } = await call('posts.create', {
    clientId,
    text: 'New on the shelf: Huila from Colombia. Red apple and caramel, roasted on Tuesday.',
    targets: accounts.slice(0, 1).map((account) => ({ accountId: account.id })),
  });
  await call('posts.update', {
    id,
    expectedVersion: version,
    text: 'Back on the shelf: Huila from Colombia. Red apple, caramel and a little lime, roasted this morning.',
  });
  return id;
}

/** The table that the guide brings in: four rows, and one that needs a look. */
export const DECEMBER = [
  'Client;Date;Time;Text;Accounts',
  `${COFFEE};01.12.2026;09:00;Advent box: 24 mornings, 24 coffees;Facebook`,
  `${COFFEE};04.12.2026;12:15;Cupping on Friday at six, six places;Bluesky`,
  `${COFFEE};08.12.2026;25:00;Grinder settings for your moka pot;Facebook`,
  `${COFFEE};11.12.2026;16:00;Last orders for Christmas: the 18th;Bluesky`,
  `${COFFEE};;;A word of thanks at the end of the year;`,
].join('\n');

/** Drafts of December that wait for the client. */
async function submitted(call: Call): Promise<string[]> {
  const { id: clientId } = await client(call);
  const waiting = await call('posts.list', { statuses: ['in_review'], clientId, limit: 20 });
  if (waiting.posts.length > 0) return waiting.posts.map(({ id }) => id);
  const accounts = await call('accounts.list', { clientId });
  const account = accounts.find(({ network }) => network === 'bluesky');
  if (!account) throw new Error('The demo has no account on Bluesky.');
  const texts = [
    'Advent box: 24 mornings, 24 coffees. Order until the 27th.',
    'Cupping on Friday at six. Six places, and you need to know nothing.',
    'Closed on the 24th and 25th, open in between, with cinnamon rolls.',
  ];
  const postIds: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { id } = await call('posts.create', {
      clientId,
      text,
      targets: [{ accountId: account.id }],
    });
    const wallTime = `2026-12-0${index + 2}T09:00`;
    await call('posts.plan', { id, at: { wallTime, zone: 'Europe/Berlin' } });
    postIds.push(id);
  }
  await call('approvals.submit', { postIds });
  return postIds;
}

/** A pack of them in `folder`. */
export async function savePack({ app, call, folder }: Desk): Promise<string> {
  const file = path.join(folder, 'pack.html');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  const { id: clientId } = await client(call);
  await call('approvals.makePack', {
    clientId,
    postIds: await submitted(call),
    title: 'December',
    message: 'Hello, here is the start of December. Tell me what you think.',
  });
  return file;
}

/** The pack as the client sees it, in a browser. */
export async function pictureOfPack(desk: Desk): Promise<Buffer> {
  const browser = await openPlainBrowser(desk.folder);
  try {
    const page = await browser.open(await savePack(desk));
    await page.getByRole('radio', { name: 'Approve' }).first().check();
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}

/** A client with a promise, a contact and time worked. */
export async function promised(call: Call): Promise<string> {
  const { id } = await client(call);
  await call('clients.update', { id, retainerPosts: 16, retainerMinutes: 600 });
  await call('contacts.create', { clientId: id, name: 'Noa Brio', email: 'noa@brio.example' });
  return id;
}

let model: HostileLlm | null = null;

/** A post of the coffee roasters that is still to come. */
export async function coffeePost(call: Call): Promise<string> {
  const { id: clientId } = await client(call);
  const { posts } = await call('posts.list', { clientId, statuses: ['scheduled'], limit: 1 });
  const [post] = posts;
  if (!post) throw new Error(`The demo has no post of ${COFFEE} to come.`);
  return post.id;
}

/** Has posts for a topic written, by a model that says what it is told. */
export async function written({ page, call }: Pick<Desk, 'page' | 'call'>): Promise<void> {
  model = await startHostileLlm();
  const models = [{ name: 'small', price: null, context: null, sees: false }];
  const connection = await call('ai.addConnection', {
    ...{ name: 'On this desk', kind: 'other', baseUrl: model.url, models },
  });
  await call('ai.setKey', { id: connection.id, key: 'none' });
  const post = await call('posts.get', { id: await coffeePost(call) });
  const accounts = await call('accounts.list', {});
  const network = accounts.find(({ id }) => id === post.targets[0]?.accountId)?.network;
  const posts = [
    'Washed at 1,800 metres, rested for a month, on our bar from Saturday: Huila is back.',
    'What do you taste first, the red apple or the panela? Come and tell us on Saturday.',
    'Eleven weeks at sea, and now it is in your cup. The new Huila, from Saturday at eight.',
  ].map((text) => ({ network, text }));
  model.next({ pieces: [JSON.stringify({ posts })] });
  await page.keyboard.press('ControlOrMeta+j');
  const panel = page.getByRole('complementary', { name: 'Write with AI' });
  await panel.getByText('On this desk').waitFor();
  await panel.getByRole('button', { name: 'Generate', exact: true }).click();
  await panel
    .getByRole('textbox', { name: 'What is it about?' })
    .fill('The new washed coffee from Huila, on the bar from Saturday');
  await panel.getByRole('button', { name: 'Write three' }).click();
  await panel.getByRole('listitem', { name: 'Variant 3' }).waitFor();
}

/** The model is gone again, and nobody is told of it. */
export async function forgetModel({ call }: Pick<Desk, 'call'>): Promise<void> {
  for (const { id } of await call('ai.connections', {})) await call('ai.removeConnection', { id });
  await model?.stop();
  model = null;
}
