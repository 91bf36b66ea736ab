// Loaded into a function before its code: the first answer of the points API about the customer in HANG_FOR is never read,
// because the process stands still from then on, as long as Lambda lets it.
const http = require('node:http');
const { existsSync, unlinkSync } = require('node:fs');

const { HANG_FLAG: flag, HANG_FOR: customer } = process.env;
const { request } = http;

http.request = (options, ...rest) => {
  const outgoing = request(options, ...rest);
  if (options.path?.includes(customer)) outgoing.prependOnceListener('response', hangOnce);
  return outgoing;
};

function hangOnce() {
  if (!existsSync(flag)) return;
  unlinkSync(flag);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
