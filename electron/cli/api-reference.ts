import type { z } from 'zod';
import { account } from '../../shared/ipc/accounts.ts';
import { appStatus, backup } from '../../shared/ipc/app.ts';
import { client } from '../../shared/ipc/clients.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { delivery, deliveryAttempt } from '../../shared/ipc/deliveries.ts';
import { events } from '../../shared/ipc/events.ts';
import { media } from '../../shared/ipc/media.ts';
import { finding, post, postCard, postMedia, postTarget } from '../../shared/ipc/posts.ts';
import { profile } from '../../shared/ipc/profiles.ts';
import { COMMON_ERRORS, type Permission, type RouteDeclaration } from '../../shared/ipc/route.ts';
import { settings } from '../../shared/ipc/settings.ts';
import { type Field, fieldsOf, jsonSchemaOf, nested, typeOf } from './json-schema.ts';

const SHAPES: Readonly<Record<string, z.ZodType>> = {
  Account: account,
  AppStatus: appStatus,
  Backup: backup,
  Client: client,
  Delivery: delivery,
  DeliveryAttempt: deliveryAttempt,
  Finding: finding,
  Media: media,
  Post: post,
  PostCard: postCard,
  PostMedia: postMedia,
  PostTarget: postTarget,
  Profile: profile,
  Settings: settings,
};
const nameOf = new Map<unknown, string>(
  Object.entries(SHAPES).map(([name, schema]) => [schema, name]),
);

const PERMISSIONS: Readonly<Record<Permission, string>> = {
  anyone: 'anyone, also while the workspace is not open',
  read: 'read',
  edit: 'edit',
  publish: 'publish',
  manage: 'manage',
  local_files: 'the command line only: it names files on this computer',
};

/** The API reference as Markdown, made from the contract. */
export function apiReference(): string {
  const routes = Object.entries(contract) as [string, RouteDeclaration][];
  const domains = [...new Set(routes.map(([name]) => domainOf(name)))];
  return `# API reference

Made from the contract in \`shared/ipc\` by \`npm run docs\`; do not edit it here.

The window calls these routes over one IPC channel, the command line by their name:
\`npm run -s cli -- clients.create '{"name":"Bakery"}'\`. Every answer is an envelope,
\`{"ok":true,"value":…}\` or \`{"ok":false,"error":{"code":…,"message":…,"details":…}}\`.
Unknown fields are refused. Ids are UUIDs, times are UTC epoch milliseconds.

Any route may answer with ${COMMON_ERRORS.map((code) => `\`${code}\``).join(', ')}.
With \`invalid_input\`, \`details.fields\` lists each wrong field as \`{path, message}\`.

${domains.map((domain) => `- [${domain}](#${domain.toLowerCase()})`).join('\n')}
- [Shapes](#shapes)
- [Events](#events)

${domains.map((domain) => domainChapter(domain, routes)).join('\n')}
## Shapes

${Object.entries(SHAPES).map(shapeChapter).join('\n')}
## Events

What the core tells the window. \`serve\` prints those about the app, accounts, posts, deliveries and
the runner as lines of JSON, with the name as \`event\`.

${Object.entries(events).map(eventChapter).join('\n')}`;
}

const domainOf = (name: string) => name.slice(0, name.indexOf('.'));

function domainChapter(domain: string, routes: readonly [string, RouteDeclaration][]): string {
  const own = routes.filter(([name]) => domainOf(name) === domain);
  return `## ${domain}\n\n${own.map(([name, route]) => routeChapter(name, route)).join('\n')}`;
}

function routeChapter(name: string, route: RouteDeclaration): string {
  const input = nested(jsonSchemaOf(route.input, 'input', nameOf), 'input');
  const output = jsonSchemaOf(route.output, 'output', nameOf);
  const ownFields = nested(output, 'output');
  const errors = route.errors.map((code) => `\`${code}\``).join(', ');
  return [
    `### ${name}`,
    route.summary,
    `Needs: ${PERMISSIONS[route.requires]}. Errors: ${errors || 'only the common ones'}.`,
    input.length > 0 ? `Input:\n\n${table(input)}` : 'Input: `{}`.',
    `Value: ${typeOf(output)}.${ownFields.length > 0 ? `\n\n${table(ownFields)}` : ''}\n`,
  ].join('\n\n');
}

function shapeChapter([name, schema]: [string, z.ZodType]): string {
  const others = new Map([...nameOf].filter(([other]) => other !== schema));
  return `### ${name}\n\n${table(fieldsOf(jsonSchemaOf(schema, 'output', others), 'output'))}\n`;
}

function eventChapter([name, payload]: [string, z.ZodType]): string {
  const fields = fieldsOf(jsonSchemaOf(payload, 'output', nameOf), 'output');
  return `### ${name}\n\n${fields.length > 0 ? table(fields) : 'No fields.'}\n`;
}

function table(fields: readonly Field[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = fields.map(
    ({ path, type, notes }) => `| \`${path}\` | ${cell(type)} | ${cell(notes)} |`,
  );
  return ['| field | type | |', '|---|---|---|', ...rows].join('\n');
}
