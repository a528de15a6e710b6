import { locale } from '../../app/preferences.ts';

/** BCP 47: what clients are likely to write in; any other one that is stored stands there too. */
const TAGS =
  'ar bg bn ca cs cy da de de-AT de-CH el en-AU en-CA en-GB en-IE en-IN en-US es es-419 es-MX et eu fa fi fr fr-BE fr-CA fr-CH ga gl he hi hr hu id is it ja ko lt lv ms nb nl nl-BE pl pt-BR pt-PT ro ru sk sl sq sr sv th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  );

export function languageChoices(stored: string) {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const tags = stored === '' || TAGS.includes(stored) ? TAGS : [...TAGS, stored];
  const choices = tags
    .map((tag) => ({ value: tag, label: names.of(tag) ?? tag, keywords: [tag] }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [{ value: '', label: 'Not said', keywords: [] as string[] }, ...choices];
}
