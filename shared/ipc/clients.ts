import { z } from 'zod';
import { DEFAULT_LATENESS } from '../domain/lateness.ts';
import { colour, epochMs, id } from './fields.ts';
import { route } from './route.ts';

export const client = z.strictObject({
  id,
  name: z.string(),
  colour,
  notes: z.string(),
  archivedAt: epochMs.nullable(),
  createdAt: epochMs,
  updatedAt: epochMs,
  /** How late a post may still go out by itself, in minutes; after that it is missed and the person decides. */
  latenessMinutes: z.int().min(0),
  /** How many accounts and upcoming posts belong to the client. */
  accountCount: z.int().min(0),
  upcomingCount: z.int().min(0),
});

const brandVoice = z.strictObject({
  tone: z.string().trim().max(2000),
  audience: z.string().trim().max(2000),
  language: z
    .string()
    .regex(/^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language such as en-GB')
    .max(35),
  use: z.array(z.string().trim().min(1).max(80)).max(200),
  avoid: z.array(z.string().trim().min(1).max(80)).max(200),
  notes: z.string().max(10_000),
});

const tag = z
  .string()
  .trim()
  .max(100)
  .describe('`{network}` stands for the network; empty leaves the parameter out');

/** What a client is promised, how it sounds, and what is nobody else’s. */
export const clientProfile = client.extend({
  voice: brandVoice.nullable(),
  /** Handles, addresses and phrases that are this client’s alone. */
  marks: z.array(z.string()),
  /** Promised for a calendar month; null where nothing is promised. */
  retainerPosts: z.int().min(1).nullable(),
  retainerMinutes: z.int().min(1).nullable(),
  /** UTM parameters that links get; null leaves links as they are. */
  linkTags: z.strictObject({ source: tag, medium: tag, campaign: tag }).nullable(),
});

const fields = {
  name: z.string().trim().min(1).max(120),
  colour,
  notes: z.string().max(10_000),
  latenessMinutes: z.int().min(0).max(10_080).describe('At most a week'),
};

export const clientRoutes = {
  'clients.list': route(() => ({
    summary: 'All clients by name, archived ones only when asked for.',
    input: z.strictObject({ archived: z.boolean().default(false) }),
    output: z.array(client),
    errors: [],
    requires: 'read',
  })),
  'clients.get': route(() => ({
    summary:
      'One client, with its voice, its marks, what it is promised and how its links are tagged.',
    input: z.strictObject({ id }),
    output: clientProfile,
    errors: ['not_found'],
    requires: 'read',
  })),
  'clients.create': route(() => ({
    summary: 'Adds a client. Without a colour, the next of the palette is taken.',
    input: z.strictObject({
      name: fields.name,
      colour: colour.optional(),
      notes: fields.notes.default(''),
      latenessMinutes: fields.latenessMinutes.default(DEFAULT_LATENESS),
    }),
    output: client,
    errors: ['name_taken'],
    requires: 'edit',
  })),
  'clients.update': route(() => ({
    summary: 'Changes the named fields of a client.',
    input: z.strictObject({
      id,
      name: fields.name.optional(),
      colour: colour.optional(),
      notes: fields.notes.optional(),
      latenessMinutes: fields.latenessMinutes.optional(),
      voice: brandVoice.nullable().optional(),
      retainerPosts: z.int().min(1).max(10_000).nullable().optional(),
      retainerMinutes: z.int().min(1).max(60_000).nullable().optional(),
      linkTags: clientProfile.shape.linkTags.optional(),
    }),
    output: client,
    errors: ['not_found', 'name_taken'],
    requires: 'edit',
  })),
  'clients.mark': route(() => ({
    summary:
      'Says what is this client’s alone: handles, addresses, phrases. Posts of other clients that have it are asked about.',
    input: z.strictObject({ id, marks: z.array(z.string().trim().min(1).max(200)).max(200) }),
    output: clientProfile,
    errors: ['not_found', 'everybodys'],
    requires: 'edit',
  })),
  'clients.archive': route(() => ({
    summary:
      'Puts a client away. Refused while posts of the client are scheduled or being published.',
    input: z.strictObject({ id }),
    output: client,
    errors: ['not_found', 'posts_scheduled'],
    requires: 'edit',
  })),
  'clients.costs': route(() => ({
    summary:
      'What publishing cost on networks that charge for it, by month of the profile’s zone, newest first.',
    input: z.strictObject({ id }),
    output: z.array(
      z.strictObject({
        /** `2026-11` */
        month: z.string(),
        /** Millionths of a US dollar. */
        microUsd: z.int().min(0),
        /** A post to one account, whatever it is made of. */
        posts: z.int().min(1),
      }),
    ),
    errors: ['not_found'],
    requires: 'read',
  })),
  'clients.restore': route(() => ({
    summary: 'Brings an archived client back.',
    input: z.strictObject({ id }),
    output: client,
    errors: ['not_found', 'name_taken'],
    requires: 'edit',
  })),
};
