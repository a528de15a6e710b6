/**
 * Playwright's workers run side by side, each on a display and with a keyring of its own: two windows on one display take
 * the focus from one another. Importing this module moves the worker to its own.
 */
const sessions = JSON.parse(process.env.CLIENTNEST_SESSIONS ?? '[]') as Record<string, string>[];
Object.assign(process.env, sessions[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]);
