import type { NetworkCapabilities } from '../../../shared/domain/network.ts';

/** What a network takes from here and gives back, in one line made of its capabilities. */
export function whatItDoes(network: NetworkCapabilities): string {
  const { text, thread, firstComment, metrics, comments, mentions, mediaRequired } = network;
  const parts = [
    `${text.limit.toLocaleString('en')} characters`,
    ...(thread ? ['threads'] : []),
    mediaOf(network),
    ...(firstComment ? ['a first comment'] : []),
  ];
  const back = listed([
    ...(metrics.length > 0 ? ['numbers'] : []),
    ...(comments.read ? ['comments'] : []),
    ...(mentions ? ['mentions'] : []),
  ]);
  const gives = back ? ` ${capital(back)} come back.` : '';
  return `${parts.join(', ')}.${mediaRequired ? ' Never without media.' : ''}${gives}`;
}

/** What of an account comes to the inbox, for its details. */
export function inboxWords(network: NetworkCapabilities, isPractice: boolean): string {
  const { comments, mentions, price } = network;
  const comes = listed([...(comments.read ? ['comments'] : []), ...(mentions ? ['mentions'] : [])]);
  if (comes === '') return 'inbox: nothing, it tells apps of no comments';
  if (price && !isPractice) return `inbox: ${comes}, read when you ask for it`;
  return mentions ? `inbox: ${comes}` : `inbox: ${comes}, it tells apps of no mentions`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function mediaOf({ images, video }: NetworkCapabilities): string {
  const pictures = images.count === 1 ? 'one image' : `${images.count} images`;
  return video ? `${pictures} or a video` : pictures;
}

/** What a network fetches by its address instead of taking it from here: `photos and videos`; empty where nothing. */
export function relayedFiles({ images, video }: NetworkCapabilities): string {
  const byUrl = (medium: { transfer: string } | null) => medium?.transfer === 'fetched_by_url';
  return [...(byUrl(images) ? ['photos'] : []), ...(byUrl(video) ? ['videos'] : [])].join(' and ');
}

/** What somebody has to have before this network can be connected, or used in full. */
export function needsOf(network: NetworkCapabilities): string[] {
  const { oauth, price, mediaRequired } = network;
  const relayed = relayedFiles(network);
  return [
    ...(oauth?.application === 'person' ? ['your own developer app'] : []),
    ...(relayed ? [`a media relay for ${relayed}`] : []),
    ...(price ? [`credits there, from $${price.post} a post`] : []),
    ...(mediaRequired && !relayed ? ['an image or a video in each post'] : []),
  ];
}

/** The ways to sign in on the connect screen, the usual one first. */
export const waysOf = ({ signIn }: NetworkCapabilities): ('browser' | 'secret')[] => [
  ...new Set(signIn.map((way) => (way === 'oauth' ? 'browser' : 'secret'))),
];

/** A reason as a sentence of its own: networks' records write them with and without a full stop. */
export const sentence = (words: string): string => {
  const text = capital(words.trim());
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
