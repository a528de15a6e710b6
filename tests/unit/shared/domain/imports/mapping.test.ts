import { describe, expect, it } from 'vitest';
import { fieldByHeader } from '../../../../../shared/domain/imports/headers.ts';
import { guessMapping, hasHeader } from '../../../../../shared/domain/imports/mapping.ts';
import { OWN_MARK, recognise } from '../../../../../shared/domain/imports/presets.ts';

describe('what a column is called', () => {
  it.each([
    ['Text', 'text'],
    ['Beitragstext', 'text'],
    ['Légende', 'text'],
    ['Contenido', 'text'],
    ['Caption 1', 'text'],
    ['Posting Time', 'date'],
    ['Datum', 'date'],
    ['Date (dd/mm/yyyy)', 'date'],
    ['postAtSpecificTime (yyyy-MM-dd HH:mm:ss)', 'date'],
    ['Uhrzeit', 'time'],
    ['Time zone', 'zone'],
    ['Kunde', 'client'],
    ['Social Networks', 'accounts'],
    ['Kanäle', 'accounts'],
    ['Picture Url 3', 'media'],
    ['Alt text picture 1', 'altText'],
    ['Schlagworte', 'labels'],
    ['Erster Kommentar', 'firstComment'],
    ['link (OGmetaUrl)', 'link'],
    ['Bluesky text', 'text:bluesky'],
    ['Text (LinkedIn)', 'text:linkedin'],
    ['Caption for Instagram', 'text:instagram'],
    ['Text for bluesky @ada.example', 'text:bluesky:ada.example'],
    ['Facebook', null],
    ['Notes', null],
    ['', null],
  ])('“%s”', (header, field) => expect(fieldByHeader(header)).toBe(field));
});

const sample = [
  ['2026-04-03', '09:00', 'Bread is out of the oven', '@ada.example', 'bread.jpg'],
  ['2026-04-04', '10:00', 'Come by, while it is warm', '@ada.example', 'roll.png'],
];

describe('a table without names', () => {
  it('is read by what stands in it', () => {
    expect(hasHeader(sample)).toBe(false);
    expect(guessMapping(null, sample, 5)).toEqual(['date', 'time', 'text', 'accounts', 'media']);
  });
});

describe('a table with names', () => {
  it('believes the names, and reads what has none', () => {
    const header = ['When', 'Uhrzeit', 'Beitrag', 'Konto', 'Was'];
    expect(hasHeader([header, ...sample])).toBe(true);
    expect(guessMapping(header, sample, 5)).toEqual(['date', 'time', 'text', 'accounts', 'media']);
  });
  it('does not take a name for what its values are not', () => {
    const header = ['Tag', 'Text', 'Tags'];
    const rows = [['2026-04-03', 'Bread', 'Spring']];
    expect(guessMapping(header, rows, 3)).toEqual(['date', 'text', 'labels']);
  });
  it('takes several columns of pictures, and one text', () => {
    const header = ['Caption', 'Image 1', 'Image 2', 'Message'];
    const rows = [['Bread', 'a.jpg', 'b.jpg', 'x']];
    expect(guessMapping(header, rows, 4)).toEqual(['text', 'media', 'media', null]);
  });
});

describe('files of other tools', () => {
  it('Buffer’s bulk file', () => {
    const rows = [
      ['Text', 'Image URL', 'Tags', 'Posting Time'],
      ['Bread', 'https://x.example/a.jpg', 'Spring, Oven', '2026-04-03 09:00'],
    ];
    expect(recognise(rows)).toEqual({
      ...{ format: 'buffer', hasHeader: true, mapping: ['text', 'media', 'labels', 'date'] },
    });
  });
  it('Hootsuite’s bulk file, which names nothing', () => {
    const rows = [
      ['04/13/2026 09:05', 'Bread', 'https://x.example/'],
      ['04/14/2026 09:05', 'Rolls', ''],
    ];
    expect(recognise(rows)).toEqual({
      ...{ format: 'hootsuite', hasHeader: false, mapping: ['date', 'text', 'link'] },
    });
  });
  it('our own', () => {
    const rows = [
      [OWN_MARK, 'Client', 'Text'],
      ['1', 'Ada', 'Bread'],
    ];
    expect(recognise(rows)).toEqual({
      ...{ format: 'clientnest', hasHeader: true, mapping: [null, 'client', 'text'] },
    });
  });
  it('is no other table', () => {
    expect(
      recognise([
        ['Date', 'Text'],
        ['2026-04-03', 'Bread'],
      ]),
    ).toBeNull();
    expect(recognise([['2026-04-03 09:00', 'Bread', 'no link']])).toBeNull();
    expect(recognise([])).toBeNull();
  });
});
