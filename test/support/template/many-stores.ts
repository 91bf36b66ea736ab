import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const defineConfig = resolve(import.meta.dirname, '../../../src/config/define-config.ts');

/** What stores of a chain have in common. */
const common = {
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '2026-12-01',
  rules: [
    { version: '2026', pointsPerUnit: '1', minimumOrder: '50', maximumPoints: 5_000 },
    { version: '2027', from: '2027-01-01', pointsPerUnit: '1.5', minimumOrder: '50', maximumPoints: 5_000 },
  ],
  campaigns: [
    { name: 'double at Christmas', from: '2026-12-18', to: '2026-12-26', multiplier: '2' },
    { name: 'triple on the birthday of the chain', from: '2027-03-01', to: '2027-03-02', multiplier: '3' },
  ],
};

/** So many stores, half of them on each platform, each with an account, two rules and two campaigns. */
function manyStores(count: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `chain-of-shops-${String(index).padStart(4, '0')}`;
    return index % 2 === 0
      ? { ...common, id, account: id, platform: 'shopify', shopDomain: `${id}.myshopify.com` }
      : { ...common, id, account: id, platform: 'woocommerce', siteUrl: `https://${id}.example.com` };
  });
}

/** Writes a configuration with so many stores into a folder, and gives back its file. */
export function writeManyStores(folder: string, count: number, promotions: readonly object[] = []): string {
  const file = join(folder, `stores-${count}.config.ts`);
  const config = JSON.stringify({ stores: manyStores(count), promotions });
  writeFileSync(
    file,
    `import { defineConfig } from ${JSON.stringify(defineConfig)};\nexport default defineConfig(${config});\n`,
  );
  return file;
}
