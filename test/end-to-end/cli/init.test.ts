import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../build/load-config.ts';
import { runCommand } from '../../support/local-cli.ts';

/** In the project, so that the file finds `@ponte/adapter`. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(resolve('.ponte-init-'));
});
afterAll(() => rm(folder, { recursive: true }));

const init = (file: string, answers: readonly string[]) =>
  runCommand('ponte', ['init', '--config', file], {}, answers.map((line) => `${line}\n`).join(''));

test('asks, tells what is wrong with an answer, and writes a configuration that builds', async () => {
  const file = join(folder, 'ponte.new.config.ts');
  const shop = ['', 'padaria', 'padaria.myshopify.com', '', 'reais', 'BRL', '', '2026-12-01', '0.5', 'document', ''];
  const site = ['woocommerce', 'https://livros.com.br/loja', '', 'padaria', '', '', '2026-12-01', '1', ''];
  const { exitCode, out, err } = await init(file, [...shop, 'yes', ...site, 'no']);
  expect(exitCode).toBe(0);
  expect(out).toContain('./ponte send <file> --store padaria sends it an order');
  expect(err).toContain('use the shop\'s own domain, such as "my-shop.myshopify.com"');
  expect(err).toContain('use the three capital letters of ISO 4217');
  const loaded = await loadConfig(file);
  expect(loaded).toMatchObject({
    config: {
      stores: [
        {
          id: 'padaria',
          account: 'padaria',
          platform: 'shopify',
          shopDomains: ['padaria.myshopify.com'],
          currency: 'BRL',
          // Midnight in São Paulo.
          awardFromMs: Date.UTC(2026, 11, 1, 3),
          rules: [{ version: '2026', pointsPerUnit: '0.5' }],
          customer: { by: 'document', noteAttribute: 'cpf' },
        },
        {
          id: 'livros',
          account: 'padaria',
          orderPrefix: '2.',
          platform: 'woocommerce',
          siteUrls: ['https://livros.com.br/loja'],
          customer: { by: 'email' },
        },
      ],
    },
  });
});

test('what somebody has written is replaced only after a yes', async () => {
  const file = join(folder, 'ponte.own.config.ts');
  const own = await readFile('test/support/own-shop.config.ts', 'utf8');
  await writeFile(file, own);
  const asked = await init(file, ['no']);
  expect(asked).toMatchObject({ exitCode: 1, err: expect.stringContaining('Replace it? yes or no') });
  expect(await readFile(file, 'utf8')).toBe(own);
  const answers = ['yes', '', 'padaria.myshopify.com', '', '', '', '', '', '', ''];
  expect(await init(file, answers)).toMatchObject({ exitCode: 0 });
  expect(await readFile(file, 'utf8')).toContain("shopDomain: 'padaria.myshopify.com'");
});

test('answers that end early write nothing', async () => {
  const file = join(folder, 'ponte.none.config.ts');
  expect(await init(file, [''])).toMatchObject({ exitCode: 1, err: expect.stringContaining('Nothing was written') });
  expect(await loadConfig(file)).toHaveProperty('fault');
});
