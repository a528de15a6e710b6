import { failure, quotable, type Refusal, refusalFor } from '../platforms/call-failed.ts';
import type { PlatformFailure } from '../platforms/platform.ts';
import type { RelaySettings } from './relay-settings.ts';

interface Answer extends Pick<RelaySettings, 'bucket' | 'region'> {
  host: string;
  status: number;
  /** S3's own name of the error. */
  code: string;
  message: string;
}

const WHERE = 'in Settings → Media relay';

/** S3's errors (docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, read 2026-11-23). */
const REFUSALS: readonly Refusal<Answer>[] = [
  {
    when: ({ status }) => status >= 500 || status === 429,
    class: 'unreachable',
    sentence: ({ host, status }) =>
      `The media relay at ${host} is in trouble (${status}). ClientNest tries again.`,
  },
  {
    when: ({ code }) => code === 'InvalidAccessKeyId',
    class: 'refused',
    sentence: ({ host }) =>
      `${host} does not know the access key of the media relay. Check it ${WHERE}.`,
  },
  {
    when: ({ code }) => code === 'SignatureDoesNotMatch',
    class: 'refused',
    sentence: ({ host }) =>
      `${host} does not accept the secret key of the media relay. Paste it again ${WHERE}.`,
  },
  {
    when: ({ code }) => code === 'RequestTimeTooSkewed',
    class: 'refused',
    sentence: () =>
      'The media relay refuses the time of this computer. Set its clock, then try again.',
  },
  {
    when: ({ code }) => code === 'NoSuchBucket',
    class: 'refused',
    sentence: ({ bucket }) => `There is no bucket “${bucket}”. Check its name ${WHERE}.`,
  },
  {
    when: ({ code, status }) =>
      status === 301 ||
      status === 307 ||
      [
        'PermanentRedirect',
        'AuthorizationHeaderMalformed',
        'IllegalLocationConstraintException',
      ].includes(code),
    class: 'refused',
    sentence: ({ bucket, region }) =>
      `The bucket “${bucket}” is not in the region “${region}” or at this address. Check both ${WHERE}.`,
  },
  {
    when: ({ status }) => status === 401 || status === 403,
    class: 'refused',
    sentence: ({ bucket }) =>
      `The access key of the media relay may not write to “${bucket}”. Allow it to put, read and delete files there, or use another key ${WHERE}.`,
  },
  {
    when: () => true,
    class: 'refused',
    sentence: ({ host, status, message }) =>
      `The media relay at ${host} refused the file (${status})${message === '' ? '' : `: ${message}`}. Check it ${WHERE}.`,
  },
];

/** @param said the body of the answer, XML */
export function bucketFailure(
  { endpoint, bucket, region }: RelaySettings,
  status: number,
  said: string,
): PlatformFailure {
  const { host } = new URL(endpoint);
  const code = element(said, 'Code');
  const message = quotable(element(said, 'Message')).replace(/\.$/, '');
  const answer = { host, status, code, message, bucket, region };
  const refusal = refusalFor(REFUSALS, answer);
  return failure(refusal.class, refusal.sentence(answer), status);
}

const element = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]{0,300})</${name}>`).exec(xml)?.[1] ?? '';
