import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../deploy/limits/limits.ts';
import { writeManyStores } from '../../support/template/many-stores.ts';
import { filesIn, type Package, packageWith, zipsIn } from '../../support/template/packaged.ts';
import { parseTemplate } from '../../support/template/template.ts';
import { templateFaults } from '../../support/template/template-faults.ts';
import { validatorFaults } from '../../support/template/validator-faults.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ponte-many-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function folder(name: string): string {
  const made = join(scratch, name);
  mkdirSync(made);
  return made;
}

/** A promotion for each of so many customers of the first store. */
const promotions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `promotion_${index}`,
    store: 'chain-of-shops-0000',
    points: 100,
    schedule: 'cron(0 9 * * ? *)',
    audience: { customers: ['ana@example.com'] },
    maximumPoints: 100,
  }));

describe.each([1, 100, 1_000])('a deployment of %i stores', (count) => {
  let made: Package;
  beforeAll(async () => {
    const own = folder(String(count));
    made = await packageWith({ config: writeManyStores(own, count), stage: 'prod', scratch: own });
  }, 120_000);

  test('is packaged without a warning', () => {
    expect(made.told).not.toMatch(/a limit of AWS/);
    expect(made.told).toContain('Service packaged');
  });

  test('has the one template that every number of stores has, and CloudFormation takes it', () => {
    expect(templateFaults(parseTemplate(readFileSync(made.template, 'utf8')))).toEqual([]);
    expect(validatorFaults(made.template)).toEqual([]);
  });

  test('has the resources that docs/deploying.md tells, and room for its promotions', () => {
    const resources = Object.keys(parseTemplate(readFileSync(made.template, 'utf8')).Resources).length;
    const page = readFileSync('docs/deploying.md', 'utf8');
    expect(page).toContain(`| template, resources | 500 | ${resources} | ${resources} | ${resources} |`);
    expect(page).toMatch(new RegExp(`room for ${500 - resources} of\\s+them \\(500 less the ${resources} below\\)`));
  });

  test('uses less than half of every limit', () => {
    const text = readFileSync(made.template, 'utf8');
    const zips = [...zipsIn(made.folder)];
    const codeBytes = new Map(
      zips.map(([name, zip]) => [name, [...filesIn(zip).values()].reduce((sum, file) => sum + file.byteLength, 0)]),
    );
    const packaged = {
      region: 'sa-east-1',
      template: parseTemplate(text),
      templateBytes: Buffer.byteLength(text),
      codeBytes,
    };
    for (const { of, unit, limit, grows, uses } of limits) {
      const most = Math.max(...uses(packaged).map(({ amount }) => amount));
      expect(most, `${of}, ${unit}`).toBeGreaterThan(0);
      expect(most / limit, `${of}, ${unit}`).toBeLessThan(grows ? 0.5 : 0.8);
    }
  });

  test('has every store in the code of every function', () => {
    const last = `chain-of-shops-${String(count - 1).padStart(4, '0')}`;
    const zips = [...zipsIn(made.folder)];
    expect(zips).toHaveLength(7);
    for (const [name, zip] of zips) {
      const [code = Buffer.of()] = filesIn(zip).values();
      expect(Buffer.from(code).includes(last), name).toBe(true);
    }
  });
});

test('more promotions than the template has room for are refused, before anything is deployed', async () => {
  const own = folder('over');
  const config = writeManyStores(own, 1, promotions(450));
  await expect(packageWith({ config, stage: 'prod', scratch: own })).rejects.toMatchObject({
    stdout: expect.stringMatching(
      /Over a limit of AWS: template, 5\d\d of 500 resources \(1\d\d %\)\. Each promotion is one resource/,
    ),
  });
}, 120_000);
