import { cpus, loadavg } from 'node:os';
import { answers } from './checkov-answers.ts';
import { filledIn, found, leftToAws } from './emulator-gaps.ts';
import { pinnedVersion } from './python-environments.ts';
import type { Done } from './step.ts';

/** docs/rehearsal.md, of a run in which every step was done. */
export function report(steps: readonly Done[]): string {
  const seconds = steps.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
  const commands = steps.reduce((sum, step) => sum + step.commands.length, 0);
  return `# Rehearsal

    npm run rehearse                                # on this machine, without an account; --help says more

It does what [deploying](deploying.md) tells an engineer, with the documented commands themselves, on a copy of the project and against AWS's API as
[moto](https://docs.getmoto.org/) ${pinnedVersion('emulator', 'moto')} implements it. The deployed functions' code is fetched back from the API and runs on Lambda's
own runtime client, with the environment that is deployed, so that a signed delivery to the deployed URL becomes points at the BonifiQ sandbox. The first run
installs Python packages and the CDK's library, of fixed versions, in one to four minutes. Without Python 3.10 it says so, and exits with 3. No test needs it.

This page is written by \`npm run rehearse -- --write\`. The run behind it typed ${commands} commands in ${inMinutes(seconds)}, on ${cpus().length} processors at a load of
${Math.round(loadavg().at(-1) ?? 0)}.

| step | shows that | seconds |
| --- | --- | ---: |
${steps.map(({ name, shows, ms }) => `| ${name} | ${shows} | ${Math.round(ms / 1_000)} |`).join('\n')}

What it saw:

${steps.flatMap(({ name, seen }) => seen.map((sentence) => `- ${name}: ${sentence}`)).join('\n')}

## What it has found

| | held by |
| --- | --- |
${found.map(([what, test]) => `| ${what} | [\`${test}\`](../${test}) |`).join('\n')}

## What moto leaves to the rehearsal

| not as on AWS | in its place |
| --- | --- |
${filledIn.map(([what, how]) => `| ${what} | ${how} |`).join('\n')}

## What only AWS shows

The [checklist for the first deployment](first-deployment-checklist.md) goes through this in an hour:

${leftToAws.map((one) => `- ${one}`).join('\n')}

## Findings of checkov, answered

checkov ${pinnedVersion('checks', 'checkov')} checks the template of each of three configurations. The step \`checks\` fails for a finding without an answer, and for an answer
without a finding. cfn-lint ${pinnedVersion('emulator', 'cfn-lint')} finds nothing; it also compares the actions of each role with AWS's list of what a service has.

| rule | asks for | why it is not so |
| --- | --- | --- |
${answers.map(({ rule, asks, why }) => `| \`${rule}\` | ${asks} | ${why} |`).join('\n')}
`;
}

function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
