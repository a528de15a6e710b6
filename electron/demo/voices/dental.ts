import type { Voice } from './voice.ts';

export const dental: Voice = {
  name: 'Linden Street Dental',
  colour: '#0e7490',
  notes:
    'Reassuring and plain. No before/after of patients. Dr. Osei checks anything that sounds like advice.',
  accounts: [
    { handle: 'lindendental.example', displayName: 'Linden Street Dental', followers: 1438 },
  ],
  sentences: [
    '{expert} answers: “{question}” Short answer: {answer}.',
    'New opening hours from {month}: {day} until {hour}.',
    'We have a cancellation on {day} at {hour}. First to reply gets it.',
    'Kids’ {day}: {thing}, a sticker, and a ride in the chair.',
    'Two minutes, twice a day, and {tip}. That is most of it.',
    'Say hello to {expert}, who joins us in {month}. Ask about {topic}.',
    'Nervous? Tell us. {tip2}',
    'It is {topic} week. {expert} wrote down the five questions we hear most.',
  ],
  words: {
    expert: ['Dr. Osei', 'Dr. Lindqvist', 'Hygienist Carla', 'Dr. Banerjee', 'Nurse Tomasz'],
    question: [
      'Is charcoal toothpaste any good?',
      'Do I have to floss every day?',
      'Why do my teeth hurt in the cold?',
      'When should a child first come in?',
      'Electric or manual?',
    ],
    answer: [
      'no, and your enamel will tell you why',
      'most days beats never',
      'come and let us look',
      'by the first birthday',
      'whichever you actually use',
    ],
    month: ['January', 'March', 'June', 'September', 'December'],
    day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    hour: ['8:00', '11:40', '14:20', '19:00', '20:00'],
    thing: [
      'a toothbrush that lights up',
      'the big plastic crocodile',
      'a song of exactly two minutes',
    ],
    tip: [
      'spit, do not rinse',
      'a softer brush than you think',
      'the little brushes before bed',
      'water after coffee',
    ],
    topic: [
      'gum health',
      'night guards',
      'children’s teeth',
      'whitening',
      'sensitive teeth',
      'implants',
    ],
    tip2: [
      'We stop when you raise a hand.',
      'You can bring music, or a person.',
      'The first visit can be just a talk.',
      'Nobody here will tell you off.',
    ],
  },
  calls: [
    'Call us or book online:',
    'Reception is open from 8.',
    'Same-day slots most mornings.',
    'More on our blog:',
    'New patients are welcome.',
  ],
  links: [
    'https://lindendental.example/book',
    'https://lindendental.example/blog',
    'https://lindendental.example/kids',
  ],
  tags: ['dentist', 'oralhealth', 'kidsdental', 'lindenstreet', 'askadentist'],
  emoji: ['🦷', '😁', '🪥', '👋'],
  pictures: [
    {
      title: 'Reception',
      hues: [190, 55],
    },
    {
      title: 'Crocodile',
      hues: [120, 190],
    },
  ],
};
