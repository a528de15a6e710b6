import type { Voice } from './voice.ts';

export const garden: Voice = {
  name: 'Cove Garden Design',
  colour: '#15803d',
  notes:
    'Calm and seasonal. Latin names in brackets. Before-and-after pictures only with the owner’s consent.',
  accounts: [{ handle: 'covegardens.example', displayName: 'Cove Garden Design', followers: 5120 }],
  sentences: [
    'Plant now, thank yourself in {season}: {plant}.',
    'A {size} courtyard in {place}: {feature}, {feature2}, and somewhere to sit with a cup of tea.',
    'Leave the {leave} standing until {season}. {who} live in there.',
    'Our rule for shade: {plant} at the front, ferns behind, and no apologies.',
    'Before and after in {place}. {weeks} weeks, one skip, {feature}.',
    'Question from {asker}: “What grows where nothing grows?” Answer: {plant}.',
    'Jobs for {month}: cut back the {leave}, feed the roses, sharpen the secateurs.',
    'The first {flower} opened this morning. {weeks} days earlier than last year.',
  ],
  words: {
    season: ['April', 'early spring', 'high summer', 'late autumn', 'February'],
    plant: [
      'hellebores (Helleborus × hybridus)',
      'cow parsley (Anthriscus sylvestris)',
      'bugle (Ajuga reptans)',
      'Mexican daisy (Erigeron karvinskianus)',
      'barrenwort (Epimedium)',
      'wild garlic (Allium ursinum)',
      'yew domes (Taxus baccata)',
    ],
    size: ['tiny', 'six-metre', 'north-facing', 'sloping', 'walled'],
    place: ['St Ives', 'Totnes', 'Bath', 'Hove', 'Whitby', 'Falmouth', 'Lewes'],
    feature: [
      'a rill made of old slate',
      'a bench cut from one oak',
      'a pot big enough for a fig',
      'clipped yew instead of a fence',
      'gravel that drains',
    ],
    feature2: [
      'a birch for the light',
      'a hidden bin store',
      'three steps in brick',
      'grasses along the path',
    ],
    leave: ['seed heads', 'hydrangeas', 'grasses', 'ivy', 'old stems'],
    who: ['Ladybirds', 'Goldfinches', 'Lacewings', 'Half a dozen wrens'],
    weeks: ['three', 'five', 'eight', 'eleven'],
    asker: ['Ruth in Bath', 'our neighbour', 'a very patient client', 'Tom, aged nine'],
    month: ['February', 'March', 'June', 'August', 'October', 'November'],
    flower: ['snowdrop', 'iris', 'tulip', 'peony', 'cosmos', 'anemone'],
  },
  calls: [
    'Consultations open for spring.',
    'Full planting list:',
    'Save this for the weekend.',
    'Tell us what is flowering where you are.',
    'Two places left in the design school.',
  ],
  links: [
    'https://covegardens.example/journal',
    'https://covegardens.example/design-school',
    'https://covegardens.example/planting',
  ],
  tags: ['gardening', 'gardendesign', 'plantingdesign', 'wildlifegarden', 'slowgardening'],
  emoji: ['🌿', '🌷', '🍂', '🐝', '🪴'],
  pictures: [
    {
      title: 'Courtyard',
      hues: [140, 95],
    },
    {
      title: 'Tulips',
      hues: [350, 110],
    },
  ],
};
