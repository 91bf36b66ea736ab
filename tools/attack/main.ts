import { readOptions } from '../../local/read-options.ts';
import { type AttackReport, attack } from './attack.ts';

const HELP = `Tries attacks on the functions, on a platform of its own on this machine, and says what came of each.

  npm run attack -- [--tries N] [--json]

  --tries N   of each attack (default 100, at most 10000)
  --json      one JSON object for each attack

Exit code 1: an attack was answered as it must not be, moved points, or put a secret into the log. 2: the arguments are wrong.
`;
const MOST = 10_000;

const { values } = readOptions('npm run attack', {
  options: {
    tries: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const tries = Number(values.tries);

if (values.help) console.log(HELP);
else if (!Number.isSafeInteger(tries) || tries < 1 || tries > MOST) {
  console.error(`--tries takes a whole number from 1 to ${MOST}`);
  process.exitCode = 2;
} else {
  const isTerminal = process.stderr.isTTY === true;
  const tell = (name: string) => void (isTerminal && process.stderr.write(`\r\u001b[K${name} …`));
  const reports = await attack({ tries, tell });
  if (isTerminal) process.stderr.write('\r\u001b[K');
  console.log(values.json ? reports.map((report) => JSON.stringify(report)).join('\n') : inTable(reports));
  const breached = reports.filter(({ breaches }) => breaches.length > 0);
  for (const { name, breaches } of breached) console.error(`${name}: ${breaches.join('; ')}`);
  process.exitCode = breached.length === 0 ? 0 : 1;
}

/** As SECURITY.md has it. */
function inTable(reports: readonly AttackReport[]): string {
  const rows = reports.map(({ name, tries: times, answers, breaches }) => {
    const came = Object.entries(answers).map(([answer, count]) => `${count} × ${answer}`);
    return `| ${name} | ${times} | ${came.join(', ')} | ${breaches.length === 0 ? 'nothing' : breaches.join('; ')} |`;
  });
  return ['| tried | times | answered | what came of it |', '| --- | ---: | --- | --- |', ...rows].join('\n');
}
