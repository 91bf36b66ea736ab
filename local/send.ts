import { statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  coloured,
  complain,
  faint,
  inLines,
  inWords,
  print,
  type Shown,
  shown,
  signed,
  strong,
} from '../cli/terminal.ts';
import { type DeliveryAnswer, deliver, type OutgoingDelivery } from './deliver.ts';
import { findDelivery, listFixtures } from './find-deliveries.ts';
import { type Choices, prepareFile } from './outgoing-delivery.ts';
import { readOptions } from './read-options.ts';
import { setting } from './setting.ts';

const HELP = shown`npm run send -- <delivery>… [options]

Sends deliveries to a platform that runs (npm start) and prints what they came to.

  <delivery>        a fixture's name or the beginning of it, such as orders-paid or 007, or a file:
                    a recorded delivery goes out byte for byte, any other payload is signed first

  --store <id>      demo-shopify or demo-woocommerce; told from the payload by default
  --topic <topic>   such as orders/paid or order.updated; told from name and payload by default
  --secret <text>   what to sign with; the demo store's secret by default
  --url <url>       where the platform runs; http://127.0.0.1:3000, or the port in PORT, by default
  --json            print the answers as they are
  --list            list the fixtures
  --help            this text

Ends with 0 after success and warning, 1 after an error, 2 when nothing could be sent.`;

const exitCodes = { fine: 0, errorOutcome: 1, notSent: 2 } as const;

interface Options extends Choices {
  readonly url: string;
  readonly json: boolean;
}

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = readOptions('npm run send', {
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      topic: { type: 'string' },
      secret: { type: 'string' },
      url: { type: 'string' },
      json: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return say(HELP);
  if (values.list === true) return say(fixtureList());
  if (positionals.length === 0) return notSent(HELP);
  const { help: _, list: __, json = false, url = defaultUrl(), ...choices } = values;
  if (!URL.canParse(url)) return notSent(`--url ${url} is no URL; write it as http://127.0.0.1:3000`);

  let worst: number = exitCodes.fine;
  for (const asked of positionals) {
    const code = await sendOne(asked, { ...choices, json, url });
    if (code === exitCodes.notSent) return code;
    worst = Math.max(worst, code);
  }
  return worst;
}

function defaultUrl(): string {
  return `http://127.0.0.1:${setting('PORT') ?? 3000}`;
}

async function sendOne(asked: string, { json, url, ...choices }: Options): Promise<number> {
  // npm runs scripts in the package's own directory, and says here where it was called.
  const found = findDelivery(asked, process.env.INIT_CWD ?? process.cwd());
  if (found.kind === 'none') return notSent(`There is no file and no fixture "${asked}"; --list shows the fixtures.`);
  if (found.kind === 'several') {
    return notSent(inLines(['Several fixtures begin like this:', ...found.names.map((name) => `  ${name}`)]));
  }
  if (!statSync(found.file).isFile()) return notSent(`${asked} is not a file; name a file or a fixture.`);
  const prepared = prepareFile(found.file, choices);
  if (prepared.kind === 'refused') return notSent(`Nothing was sent: ${prepared.because}`);
  let answer: DeliveryAnswer;
  try {
    answer = await deliver(url, prepared.delivery);
  } catch (error) {
    return notSent(whyUnanswered(url, error));
  }
  if (json) say(answer.text.trimEnd());
  else if (answer.outcome !== null) say(described(basename(found.file), prepared, answer));
  if (answer.outcome === null) return notSent(`HTTP ${answer.status}, and no outcome: ${answer.text.slice(0, 200)}`);
  return answer.outcome.severity === 'error' ? exitCodes.errorOutcome : exitCodes.fine;
}

function described(
  name: string,
  { delivery, topic }: { readonly delivery: OutgoingDelivery; readonly topic: string | null },
  { status, outcome }: DeliveryAnswer,
): Shown {
  if (outcome === null) return shown``;
  const { severity, outcome: kind, order, message, entries = [] } = outcome;
  const lines = [
    shown`${strong(name)} ${faint(`${topic ?? 'no topic'} → ${delivery.store}`)}`,
    shown`  ${coloured(severity, severity.padEnd(8))} ${inWords(kind)} ${faint(`HTTP ${status}`)}`,
    ...(order === undefined ? [] : [`  order    ${order}`]),
    ...(message === inWords(kind) ? [] : [`  message  ${message}`]),
    ...entries.map((entry) => shown`  entry    ${signed(entry.points)} ${entry.outcome} ${faint(entry.changeKey)}`),
  ];
  return inLines(lines);
}

function whyUnanswered(url: string, error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${url}. Start the platform with npm start, or name it with --url.`;
  return `${url} did not answer: ${cause instanceof Error ? cause.message : error}`;
}

function fixtureList(): Shown {
  return inLines(listFixtures().flatMap(({ folder, names }) => [folder, ...names.map((name) => `  ${name}`)]));
}

function say(text: string | Shown): number {
  print(text);
  return exitCodes.fine;
}

function notSent(text: string | Shown): number {
  complain(text);
  return exitCodes.notSent;
}
