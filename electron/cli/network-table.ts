import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type ImageLimit,
  NETWORK_IDS,
  type NetworkCapabilities,
  type NetworkId,
  type Source,
  type TextLimit,
  type VideoLimit,
} from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';

/** What an adapter may be able to do, and when it says that it is. */
const OPERATIONS = {
  'sign in through the browser': ({ signIn }) => signIn.includes('oauth'),
  'sign in with an app password': ({ signIn }) => signIn.includes('app_password'),
  'sign in with an access token': ({ signIn }) => signIn.includes('access_token'),
  'renew a session': ({ signIn }) => signIn.includes('oauth'),
  'read the account': () => true,
  'publish text': ({ mediaRequired }) => !mediaRequired,
  'publish images': ({ images }) => images.count > 0,
  'publish a video': ({ video }) => video !== null,
  'publish a thread': ({ thread }) => thread !== undefined,
  'write the first comment': ({ firstComment }) => firstComment,
  'go on after an interruption': () => true,
  'find out what a lost answer was': () => true,
  'schedule there': ({ nativeSchedule }) => nativeSchedule !== undefined,
  'read metrics': ({ metrics }) => metrics.length > 0,
  'read comments': ({ comments }) => comments.read,
  'answer comments': ({ comments }) => comments.reply,
  'hide comments': ({ comments }) => comments.hide,
  'like what people say': ({ comments }) => comments.like,
  'read mentions': ({ mentions }) => mentions !== undefined,
  'answer mentions': ({ mentions, comments }) => mentions !== undefined && comments.reply,
  'remove comments': ({ comments }) => comments.remove,
  'remove a post': ({ removal }) => removal,
} satisfies Readonly<Record<string, (network: NetworkCapabilities) => boolean>>;
type Operation = keyof typeof OPERATIONS;
const NAMES = Object.keys(OPERATIONS) as Operation[];

const shown = z.union([
  z.strictObject({ file: z.string(), name: z.string() }),
  /** Why there is nothing to show, e.g. tokens that never end. */
  z.strictObject({ none: z.string().min(1) }),
]);
type Shown = z.output<typeof shown>;
/** The tests that show what a network's adapter can do, by operation. */
export type ShownBy = Readonly<
  Partial<Record<NetworkId, Readonly<Partial<Record<Operation, Shown>>>>>
>;

const shows = z.partialRecord(z.enum(NAMES), shown);

/**
 * Reads `<folder>/<network>/shows.json`: for each operation a test and its file, as they are called there.
 * @throws where an operation is none, or a test of that name is not in the file
 */
export function readShownBy(folder: string): ShownBy {
  const networks = readdirSync(folder).filter((name) => NETWORK_IDS.some((id) => id === name));
  return Object.fromEntries(
    networks.map((id) => {
      const list = join(folder, id, 'shows.json');
      const found = existsSync(list) ? shows.parse(JSON.parse(readFileSync(list, 'utf8'))) : {};
      for (const one of Object.values(found)) {
        if ('none' in one) continue;
        const { file, name } = one;
        const source = readFileSync(join(folder, id, file), 'utf8');
        if (!isNamedIn(source, name))
          throw new Error(`${list} names a test that is not in ${file}: ${name}`);
      }
      return [id, found];
    }),
  );
}

/** Whether a test begins with that name, quoted one way or another. */
const isNamedIn = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) =>
    source.includes(`${quote}${name.replaceAll(quote, `\\${quote}`)}`),
  );

/** What is promised, and no test is named for. */
export const unshown = (shownBy: ShownBy): string[] =>
  NETWORK_IDS.flatMap((id) =>
    NAMES.filter((name) => OPERATIONS[name](NETWORKS[id]) && !shownBy[id]?.[name]).map(
      (name) => `tests/contract/${id}/shows.json names no test for: ${name}`,
    ),
  );

/** Networks × operations × the test that shows it, as Markdown. */
export function networkTable(shownBy: ShownBy): string {
  const networks = NETWORK_IDS.map((id) => NETWORKS[id]);
  const names = networks.map(({ name }) => `[${name}](#${name.toLowerCase()})`);
  const rows = NAMES.map((name) => {
    const cells = networks.map((network) => (OPERATIONS[name](network) ? 'yes' : '–'));
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return `# Networks

Made by \`npm run docs\` from the capability records in \`shared/domain/networks/\` and from the tests that
\`tests/contract/<network>/shows.json\` names; do not edit it here. \`npm test\` fails where a promise has no test.

| | ${names.join(' | ')} |
|---|${networks.map(() => ':-:').join('|')}|
${rows.join('\n')}

A dash is what the network, or ClientNest on it, does not do; the app then does not offer it.

${networks.map((network) => chapter(network, shownBy[network.id] ?? {})).join('\n')}`;
}

function chapter(network: NetworkCapabilities, tests: ShownBy[NetworkId]): string {
  const rows = NAMES.filter((name) => OPERATIONS[name](network)).map((name) => {
    return `| ${name} | ${cellOf(network.id, tests?.[name])} |`;
  });
  return `## ${network.name}

${limits(network).join('\n')}

| operation | the test that shows it |
|---|---|
${rows.join('\n')}
`;
}

function cellOf(id: NetworkId, of: Shown | undefined): string {
  if (of === undefined) return '**no test is named**';
  return 'none' in of ? of.none : `[${escaped(of.name)}](../tests/contract/${id}/${of.file})`;
}

const escaped = (text: string) => text.replace(/[|[\]]/g, '\\$&');
const from = ({ page, readOn }: Source) => `(${page}, read on ${readOn})`;
const megabytes = (bytes: number) => `${Number((bytes / 1_000_000).toPrecision(3))} MB`;

function limits({ text, images, video, thread, metrics, price, rateLimits }: NetworkCapabilities) {
  const lines = [`- Text: ${textLimit(text)}`, `- Images: ${imageLimit(images)}`];
  if (video) lines.push(`- Video: ${videoLimit(video)}`);
  if (thread)
    lines.push(`- Threads: ${thread.most ?? 'any number of'} parts ${from(thread.source)}`);
  if (metrics.length > 0) lines.push(`- Metrics: ${metrics.join(', ')}`);
  if (price)
    lines.push(
      `- Price: $${price.post} a post, $${price.postWithLink} with a link ${from(price.source)}`,
    );
  for (const { bucket, count, window, source } of rateLimits)
    lines.push(`- Calls (\`${bucket}\`): ${count} in ${span(window)} ${from(source)}`);
  return lines;
}

const UNITS: Readonly<Record<TextLimit['unit'], string>> = {
  graphemes: 'characters (graphemes)',
  code_points: 'characters (code points)',
  x_weighted: 'characters, weighted',
  utf16: 'characters (UTF-16)',
  emoji_bytes: 'characters, an emoji as its bytes',
};

function textLimit({ limit, unit, escaping, bytes, linkLength, source }: TextLimit): string {
  const parts = [
    `${limit} ${UNITS[unit]}`,
    ...(escaping ? ['counted after escaping'] : []),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
    ...(linkLength === undefined ? [] : [`a link counts ${linkLength}`]),
  ];
  return `${parts.join(', ')} ${from(source)}`;
}

const imageLimit = ({ count, bytes, mimeTypes, transfer, source }: ImageLimit): string =>
  `up to ${count}, ${megabytes(bytes)} each, ${types(mimeTypes)}${fetched(transfer)} ${from(source)}`;

const videoLimit = ({
  bytes,
  leastBytes,
  side,
  seconds,
  mimeTypes,
  transfer,
  source,
}: VideoLimit): string =>
  `${seconds.least} to ${seconds.most} seconds, ${leastBytes === undefined ? '' : `${leastBytes / 1000} kB to `}${megabytes(bytes)}, ${side ? `${side.least} to ${side.most} pixels a side, ` : ''}${types(mimeTypes)}${fetched(transfer)} ${from(source)}`;

const types = (mimeTypes: readonly string[]) =>
  mimeTypes.map((type) => type.slice(type.indexOf('/') + 1).toUpperCase()).join(', ');
const fetched = (transfer: ImageLimit['transfer']) =>
  transfer === 'fetched_by_url' ? ', fetched from the media relay' : '';

/** @param window ms */
function span(window: number): string {
  const minutes = Math.round(window / 60_000);
  if (minutes % 1440 === 0) return minutes === 1440 ? 'a day' : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
