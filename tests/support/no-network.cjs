// Read in by Electron before the app: while the file is there, this computer
// has no network at all, as with the plug pulled. Pipes and files go on.
const { existsSync } = require('node:fs');
const dns = require('node:dns');
const net = require('node:net');

const switchedOff = process.env.CLIENTNEST_TEST_NO_NETWORK ?? '';
const isOff = () => existsSync(switchedOff);
const problem = (code, call) =>
  Object.assign(new Error(`${call} ${code}`), { code, syscall: call, errno: -101 });

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectUnlessOff(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const isPipe = typeof options === 'string' || (typeof options === 'object' && options?.path);
  if (isPipe || !isOff()) return connect.apply(this, args);
  process.nextTick(() => this.destroy(problem('ENETUNREACH', 'connect')));
  return this;
};

const { lookup } = dns;
dns.lookup = function lookupUnlessOff(hostname, ...rest) {
  if (!isOff()) return lookup.call(dns, hostname, ...rest);
  process.nextTick(rest.at(-1), problem('EAI_AGAIN', 'getaddrinfo'));
};
const lookupPromise = dns.promises.lookup;
dns.promises.lookup = async (hostname, options) => {
  if (isOff()) throw problem('EAI_AGAIN', 'getaddrinfo');
  return lookupPromise(hostname, options);
};
