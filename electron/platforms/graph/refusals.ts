import { type GraphAnswer, type GraphRefusal, said } from './error.ts';

const HOUR = 60 * 60_000;

const code =
  (...codes: readonly number[]) =>
  ({ error }: GraphAnswer): boolean =>
    error !== null && codes.includes(error.code);
const subcode =
  (...subcodes: readonly number[]) =>
  ({ error }: GraphAnswer): boolean =>
    error?.subcode !== null && error?.subcode !== undefined && subcodes.includes(error.subcode);
const isBetween = (from: number, to: number) => (answer: GraphAnswer) =>
  answer.error !== null && answer.error.code >= from && answer.error.code <= to;

/** Why a token is over, by the subcode of error 190. */
const OVER: Readonly<Record<number, (network: string) => string>> = {
  458: (network) => `This app was taken off the list of apps in ${network}’s settings.`,
  459: (network) => `${network} wants the person to look at their account first: open it there.`,
  460: (network) => `The password was changed, which ends every sign-in at ${network}.`,
  463: (network) => `The sign-in at ${network} has run out.`,
  464: (network) => `${network} wants the person to confirm their account first: open it there.`,
};

/**
 * Answers by the first line that fits, the last one fits all. Sources, read on 2026-11-23:
 * developers.facebook.com/docs/graph-api/guides/error-handling,
 * developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes.
 */
export const REFUSALS: readonly GraphRefusal[] = [
  {
    when: (answer) => code(190, 102)(answer) || (answer.status === 401 && answer.error === null),
    class: 'auth',
    name: 'token_over',
    sentence: ({ network, error }) =>
      `${OVER[error?.subcode ?? 0]?.(network) ?? `${network} no longer accepts this sign-in.`} Reconnect the account.`,
  },
  {
    // Nothing was received that could have been done.
    when: ({ error }) => /appsecret_proof/i.test(error?.message ?? ''),
    class: 'refused',
    sentence: ({ network }) =>
      `Your developer app asks for a proof of its secret with each call. In Meta’s developer pages, under App settings → Advanced, turn off “Require app secret”, then try again with ${network}.`,
  },
  {
    when: subcode(2207051),
    class: 'refused',
    sentence: ({ network }) =>
      `${network} takes this for spam and did not publish it. Look at the account there, change the post and send it again.`,
  },
  {
    when: (answer) => subcode(2207042)(answer) || code(9)(answer),
    class: 'rate_limited',
    retryAfter: HOUR,
    sentence: ({ network }) =>
      `${network} has taken as many posts of this account as it does in 24 hours. ClientNest tries again later.`,
  },
  {
    when: (answer) =>
      answer.status === 429 ||
      code(4, 17, 32, 341, 613)(answer) ||
      isBetween(80_000, 80_014)(answer),
    class: 'rate_limited',
    sentence: ({ network }) => `${network} asks to slow down. ClientNest waits as long as it says.`,
  },
  {
    when: subcode(2207050),
    class: 'auth',
    sentence: ({ network }) =>
      `${network} has restricted this account. Open it there and do what it asks for, then reconnect it.`,
  },
  {
    when: code(368),
    class: 'refused',
    sentence: (answer) =>
      `${answer.network} has blocked this for a while.${said(answer)} Look at the account there, then send it again.`,
  },
  {
    when: (answer) => answer.isWrite && (code(3, 10)(answer) || isBetween(200, 299)(answer)),
    class: 'auth',
    sentence: (answer) =>
      `${answer.network} says that this app may not do that here.${said(answer)} Reconnect the account and allow everything that is asked for.`,
  },
  {
    when: (answer) => code(3, 10)(answer) || isBetween(200, 299)(answer),
    class: 'refused',
    sentence: (answer) =>
      `${answer.network} does not show this to the app.${said(answer)} Reconnect the account and allow everything that is asked for.`,
  },
  {
    when: code(506),
    class: 'duplicate',
    sentence: ({ network }) =>
      `${network} says that it has this post already. ClientNest looks for it.`,
  },
  {
    when: (answer) => (code(100)(answer) && subcode(33)(answer)) || code(803, 21)(answer),
    class: 'refused',
    name: 'gone',
    sentence: ({ network }) => `${network} has nothing there any more.`,
  },
  {
    when: (answer) => subcode(2207027)(answer) || code(9007)(answer),
    class: 'unreachable',
    name: 'not_ready',
    sentence: ({ network }) => `${network} is still at work on the media. ClientNest tries again.`,
  },
  {
    when: subcode(2207006, 2207020, 2207032, 2207053),
    class: 'unreachable',
    name: 'container_over',
    sentence: ({ network }) =>
      `${network} can’t use what was uploaded any more. ClientNest uploads it again.`,
  },
  {
    when: subcode(2207003),
    class: 'unreachable',
    sentence: ({ network }) =>
      `${network} took too long to fetch the file from your media relay. ClientNest tries again.`,
  },
  {
    when: (answer) => subcode(2207052)(answer) || code(9004)(answer),
    class: 'refused',
    sentence: ({ network }) =>
      `${network} could not fetch the file from your media relay. In Settings → Media relay, press Test and see that its files can be reached from the internet, then send it again.`,
  },
  {
    when: code(1500),
    class: 'refused',
    name: 'link_refused',
    sentence: ({ network }) =>
      `${network} does not take a link in this post. Look at its address and send it again.`,
  },
  {
    when: subcode(2207004),
    class: 'refused',
    sentence: ({ network }) =>
      `An image is too large for ${network}. Use a smaller one and send it again.`,
  },
  {
    when: subcode(2207005, 2207023),
    class: 'refused',
    sentence: ({ network }) =>
      `${network} does not take an image of this kind. Save it as JPEG and send it again.`,
  },
  {
    when: subcode(2207009),
    class: 'refused',
    sentence: ({ network }) =>
      `An image is too tall or too wide for ${network}. Crop it to between 4:5 and 1.91:1 and send it again.`,
  },
  {
    when: subcode(2207010),
    class: 'refused',
    sentence: ({ network }) => `The text is too long for ${network}. Shorten it and send it again.`,
  },
  {
    when: subcode(2207040),
    class: 'refused',
    sentence: ({ network }) =>
      `The text has more mentions than ${network} takes. Take some out and send it again.`,
  },
  {
    when: subcode(2207026),
    class: 'refused',
    sentence: ({ network }) =>
      `${network} can’t use this video. Save it as MP4 (H.264 and AAC) and send it again.`,
  },
  {
    when: ({ error, status }) =>
      status >= 500 || error?.isTransient === true || (error?.code ?? 0) < 0 || isUnknown(error),
    class: 'service_error',
    sentence: ({ network, status }) => `${network} has a problem of its own (${status}).`,
  },
  {
    when: ({ error }) => error === null,
    class: 'refused',
    sentence: ({ host, network }) =>
      `${host} does not answer as ${network} does. Check the address of the service.`,
  },
  {
    when: ({ error }) => /nonexisting field/i.test(error?.message ?? ''),
    class: 'refused',
    name: 'no_such_field',
    sentence: (answer) => `${answer.network} did not take this.${said(answer)}`,
  },
  {
    when: () => true,
    class: 'refused',
    sentence: (answer) =>
      `${answer.network} did not take this.${said(answer)}${answer.isWrite ? ' Change the post and send it again.' : ''}`,
  },
];

/** 1: unknown error, 2: temporarily not available. */
const isUnknown = (error: GraphAnswer['error']): boolean => error?.code === 1 || error?.code === 2;
