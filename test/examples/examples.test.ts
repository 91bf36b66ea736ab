import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parameters } from '../../deploy/plain/plain-parameters.ts';

const names = Object.keys(parameters);

test('an example hands over only parameters that the plain template has', () => {
  const terraform = readFileSync('examples/terraform/main.tf', 'utf8');
  const [, given = ''] = /merge\(var\.parameters, \{([\s\S]*?)\}\)/.exec(terraform) ?? [];
  expect([...given.matchAll(/(\w+) +=/g)].map(([, name]) => name)).toEqual(['CodeBucket', 'CodePrefix']);
  const shell = readFileSync('examples/cloudformation/deploy.sh', 'utf8');
  const named = [...shell.matchAll(/\b([A-Z][A-Za-z]+)=/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test('no example names the functions, which are those of the template', () => {
  const functions = readdirSync('handlers').map((file) => file.replace(/\.ts$/, ''));
  for (const file of ['cdk/app.mjs', 'terraform/main.tf', 'cloudformation/deploy.sh']) {
    const text = readFileSync(`examples/${file}`, 'utf8');
    expect(functions.filter((name) => new RegExp(`['"/]${name}\\b`).test(text))).toEqual([]);
  }
});

test('docs/deploying.md names each parameter of the template', () => {
  const page = readFileSync('docs/deploying.md', 'utf8');
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
