import path from 'node:path';

/** Where a workspace's own keyring is, on a machine without a login: both come and go together. */
export const keyringFolder = (userData) => path.join(userData, 'dev-keyring');
