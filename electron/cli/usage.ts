import { contract } from '../../shared/ipc/contract.ts';

/** What `--help` prints. */
export function usage(): string {
  const names = Object.keys(contract);
  const width = Math.max(...names.map((name) => name.length));
  const routes = Object.entries(contract).map(
    ([name, route]) => `  ${name.padEnd(width)}  ${route.summary}`,
  );
  return `Usage: npm run -s cli -- [options] <route> ['<json>']
       npm run -s cli -- [options] serve
       npm run -s cli -- sandbox --folder DIR

Calls one route of ClientNest and prints its answer as JSON. The input is JSON; "-" reads it from
standard input, which keeps passwords out of the list of processes. "serve" publishes what is due
until it is told to stop, and prints one line of JSON for each event. "sandbox" plays the networks on
this computer, for a dry run; "sandbox --help" lists its options. "accounts.authorise" says which page
to open, and waits until somebody came back from it; its address can be pasted, too.

Options:
  --user-data DIR        the workspace's folder (or CLIENTNEST_USER_DATA)
  --passphrase-env NAME  the environment variable that holds the passphrase of a sealed workspace
  --help                 this text

Exit code: 0 answered, 1 refused or failed (the answer says why), 2 called in a wrong way.

Routes (docs/api/reference.md has their inputs):
${routes.join('\n')}
`;
}
