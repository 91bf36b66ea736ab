import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { expectThat } from '../deviation.ts';
import { ANA, BIA } from '../orders.ts';
import { REGION, type Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';

export const commands: Step = {
  name: 'commands',
  shows: 'every command of an operator reads the stage that was deployed',
  async run({ run, note }) {
    const doctor = await run('./ponte doctor --stage prod --json');
    const findings = jsonLines(doctor.out);
    const others = findings.filter(({ status }) => status !== 'fine');
    // The rehearsed Shopify shop has no API: doctor is right to say so.
    expectThat(
      others.every(({ check, what }) => check === 'store APIs' && String(what).includes('my-shopify')),
      `./ponte doctor finds:\n${doctor.out}`,
    );
    note(
      `./ponte doctor looks at ${findings.length} things, the deployed URL included; it misses the Shopify shop's key.`,
    );
    await holds(run, './ponte parked --stage prod --json', 'my-woocommerce/7002@staging.example.com');
    await holds(run, './ponte explain my-shopify 5001 --stage prod', '20');
    await holds(run, './ponte explain my-shopify/5001 --stage prod --json', '"5001"');
    await holds(run, `./ponte customer ${ANA} --stage prod --json`, '5001');
    await run('./ponte customer --index --stage prod');
    const { out: entries } = await run('./ponte export --stage prod');
    expectThat(
      jsonLines(entries).length === 4,
      `./ponte export writes ${jsonLines(entries).length} entries in place of 4`,
    );
    expectThat(!entries.includes(ANA), './ponte export names a customer');
    await run('./ponte export --stage prod --format csv');
    await holds(run, `./ponte forget ${BIA} --stage prod`, '7001');
    await run('./ponte redrive --all --stage prod --dry-run');
    await run('./ponte dismiss --host staging.example.com --stage prod --dry-run');
    await run('./ponte dismiss --host staging.example.com --stage prod');
    await holds(run, './ponte parked --stage prod', 'Nothing is parked');
    await run('./ponte repin --since 2026-01-01T00:00:00-03:00 --until 2026-02-01T00:00:00-03:00 --stage prod');
  },
};

export const logs: Step = {
  name: 'logs',
  shows: 'what the functions have written is read back from CloudWatch Logs',
  async run(rehearsal) {
    await putLogs(rehearsal);
    await holds(rehearsal.run, './ponte deliveries --stage prod --json', '5001');
    await holds(rehearsal.run, 'npx osls logs --function shopify --stage prod', 'applied');
  },
};

type Run = Rehearsal['run'];

async function holds(run: Run, command: string, wanted: string): Promise<void> {
  const { out } = await run(command);
  expectThat(out.includes(wanted), `"${command}" does not tell "${wanted}":\n${out}`);
}

function jsonLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** Lambda brings each line of a function to the log group that its configuration names. */
async function putLogs({ functions, emulator }: Rehearsal): Promise<void> {
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
  const client = new CloudWatchLogsClient({ region: REGION, endpoint: emulator.url, credentials });
  const { lines, functions: all } = functions('prod');
  for (const name of all.keys()) {
    const stream = { logGroupName: `/aws/lambda/ponte-prod-${name}`, logStreamName: 'rehearsal' };
    await client.send(new CreateLogStreamCommand(stream)).catch((error) => {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    });
    const written = lines.filter((one) => one.name === name);
    const logEvents = written.map(({ line: message }) => ({ timestamp: Date.now(), message }));
    if (logEvents.length > 0) await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
  }
  client.destroy();
}
