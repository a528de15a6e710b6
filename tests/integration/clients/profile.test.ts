import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let id: string;
beforeEach(() => {
  workspace = openServices();
  id = must(workspace.clients.create({ name: 'Bakery', notes: '' })).id;
});
afterEach(() => workspace.close());

const profile = () => must(workspace.clients.profile(id));
const VOICE = {
  tone: 'Warm',
  audience: 'Neighbours',
  language: 'en-GB',
  use: ['rye'],
  avoid: ['cheap'],
  notes: '',
};

describe('what is known of a client', () => {
  it('is nothing at first', () => {
    expect(profile()).toMatchObject({
      voice: null,
      marks: [],
      retainerPosts: null,
      retainerMinutes: null,
      linkTags: null,
    });
  });

  it('is kept field by field, and can be taken back', () => {
    const { clients } = workspace;
    const linkTags = { source: '{network}', medium: 'social', campaign: '' };
    must(clients.update({ id, voice: VOICE }));
    must(clients.update({ id, linkTags, retainerPosts: 12 }));
    expect(profile()).toMatchObject({ voice: VOICE, linkTags, retainerPosts: 12 });
    must(clients.update({ id, voice: null, retainerPosts: null }));
    expect(profile()).toMatchObject({ voice: null, linkTags, retainerPosts: null });
  });

  it('has marks as they are looked for, each once', async () => {
    const marks = ['https://www.Bakery.test/', '@Ada', '@ada', 'Crumb  by crumb'];
    expect(must(await workspace.clients.mark({ id, marks })).marks).toEqual([
      'https://www.Bakery.test/',
      '@Ada',
      'Crumb by crumb',
    ]);
    const real = ['https://www.Bakery.co.uk/'];
    expect(must(await workspace.clients.mark({ id, marks: real })).marks).toEqual(['bakery.co.uk']);
  });

  it('has no marks that are everybody’s', async () => {
    must(await workspace.clients.mark({ id, marks: ['@ada'] }));
    expect(await workspace.clients.mark({ id, marks: ['@ben', 'co.uk'] })).toMatchObject({
      error: { code: 'everybodys', message: expect.stringContaining('“co.uk”') },
    });
    expect(profile().marks).toEqual(['@ada']);
  });
});
