import { X } from '../../../shared/domain/networks/x.ts';

/** Where X is: people's pages, and the API. Anything but the real one, e.g. a sandbox, has both at one address. */
export const hostsOf = (serviceUrl: string): { site: string; api: string } =>
  serviceUrl === X.defaultServiceUrl
    ? { site: serviceUrl, api: 'https://api.x.com' }
    : { site: serviceUrl, api: serviceUrl };

export const postUrl = (serviceUrl: string, handle: string, id: string): string =>
  `${hostsOf(serviceUrl).site}/${encodeURIComponent(handle)}/status/${encodeURIComponent(id)}`;
