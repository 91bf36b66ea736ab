import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox-server.ts';

/** `node sandbox/main.ts [--port 4010] [--state-file .ponte/sandbox.jsonl] [--username …] [--password …]` */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    'state-file': { type: 'string' },
    username: { type: 'string', default: 'sandbox' },
    password: { type: 'string', default: 'sandbox' },
  },
});

const stateFile = values['state-file'];
const sandbox = await startSandbox({
  port: Number(values.port),
  username: values.username,
  password: values.password,
  ...(stateFile === undefined ? {} : { stateFile }),
});
console.log(`BonifiQ sandbox on ${sandbox.url}, state at ${sandbox.url}/sandbox/state`);
