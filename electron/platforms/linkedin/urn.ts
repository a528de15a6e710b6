/** Where LinkedIn is: its pages and sign-in at one host, its calls at another. */
export interface Hosts {
  www: string;
  api: string;
}

const USUAL: Hosts = { www: 'https://www.linkedin.com', api: 'https://api.linkedin.com' };

/** The hosts behind the address of an account; a stand-in has all of them at its own. */
export const hostsOf = (serviceUrl: string): Hosts =>
  new URL(serviceUrl).origin === USUAL.www ? USUAL : { www: serviceUrl, api: serviceUrl };

/** A value inside of a path, a query or a list, by Rest.li 2.0: brackets, commas and colons have a meaning there. */
export const encoded = (value: string): string =>
  encodeURIComponent(value).replace(
    /[()'*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const listOf = (values: readonly string[]): string => `List(${values.join(',')})`;

export const isOrganisation = (urn: string): boolean => urn.startsWith('urn:li:organization:');

/** `abc` of `urn:li:person:abc`. */
export const idOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

/** Where a post is seen. */
export const permalinkOf = (postUrn: string): string =>
  `https://www.linkedin.com/feed/update/${postUrn}/`;

export interface CommentName {
  /** The URN of what the comment is under, as LinkedIn names it there. */
  objectUrn: string;
  id: string;
}

/** The parts of `urn:li:comment:(urn:li:activity:1,2)`; null where it is none. */
export function readCommentUrn(urn: string): CommentName | null {
  const match = /^urn:li:comment:\((urn:li:\w+:[\w-]+),([\w-]+)\)$/.exec(urn);
  return match ? { objectUrn: match[1] ?? '', id: match[2] ?? '' } : null;
}
