import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { documentedCommands, documents, neverTyped } from '../../../tools/rehearse/documented-commands.ts';

const text = `# A document

1. **Deploy.** \`npm run deploy\` in a sentence is no command.

       npm run deploy -- --stage prod              # asks for credentials
       aws cloudformation create-change-set --stack-name ponte-prod \\
         --template-url https://<bucket>.s3.amazonaws.com/<folder>/template.json

   Some lines that are none:

       Over a limit of AWS: template, 558 of 500 resources
       params:
         trial:

    curl -i -X POST https://….execute-api.sa-east-1.amazonaws.com/webhooks/shopify/my-shopify -d '{}'
`;

test('the commands of a document are the lines that begin with a program, without comments and line ends', () => {
  expect(documentedCommands(text)).toEqual([
    'npm run deploy -- --stage prod',
    'aws cloudformation create-change-set --stack-name ponte-prod --template-url https://<bucket>.s3.amazonaws.com/<folder>/template.json',
    "curl -i -X POST https://….execute-api.sa-east-1.amazonaws.com/webhooks/shopify/my-shopify -d '{}'",
  ]);
});

test('what was typed covers a command with placeholders, also for another stage and in several lines', () => {
  const typed = [
    'npm run deploy -- --stage trial',
    `aws cloudformation create-change-set --stack-name ponte-prod \\
  --template-url https://b.s3.amazonaws.com/f/1/template.json
aws cloudformation execute-change-set`,
  ];
  const documented = documentedCommands(text);
  expect(neverTyped(documented, typed, [])).toEqual([documented[2]]);
  expect(neverTyped(documented, typed.slice(1), [])).toEqual([documented[0], documented[2]]);
  expect(neverTyped(['npm run deploy -- --stage prod'], ['npm run deploy -- --stage prod --force'], [])).toHaveLength(
    1,
  );
});

test('an instant stands for any other, and the rest of its command does not', () => {
  const documented = ['./ponte reclaim --since 2026-11-30T12:00:00Z --stage prod'];
  expect(neverTyped(documented, ['./ponte reclaim --since 2027-01-02T03:04:05Z --stage trial'], [])).toEqual([]);
  expect(neverTyped(documented, ['./ponte reclaim --until 2027-01-02T03:04:05Z --stage prod'], [])).toEqual(documented);
});

test.each(documents)('each kind of command that is left out of $page stands there', ({ page, leftOut }) => {
  const commands = documentedCommands(readFileSync(resolve(import.meta.dirname, '../../..', page), 'utf8'));
  expect(commands.length).toBeGreaterThan(30);
  for (const { begins } of leftOut) {
    const isThere = commands.some((command) => command.startsWith(begins.trimEnd()));
    expect([begins, isThere]).toEqual([begins, true]);
  }
});

test('a command that is left out is not missed, and variables before one are not looked at', () => {
  expect(neverTyped(['git fetch'], [], [{ begins: 'git ', why: 'it is of git alone' }])).toEqual([]);
  expect(neverTyped(['npx osls remove'], ['AWS_ACCESS_KEY_ID=A AWS_SECRET_ACCESS_KEY=b npx osls remove'], [])).toEqual(
    [],
  );
});
