import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../../../deploy/limits/limits.ts';
import { writeManyStores } from '../../../test/support/template/many-stores.ts';
import { filesIn, packageWith, zipsIn } from '../../../test/support/template/packaged.ts';

/** What a deployment of so many stores has of each limit of AWS. */
export interface PackageSizes {
  readonly stores: number;
  readonly took: { readonly seconds: number };
  /** Of the largest zip, as it is uploaded. */
  readonly zipBytes: number;
  /** In the order of `limits`: what uses most of each. */
  readonly most: readonly number[];
}

/** Packages a configuration of so many stores, as `npm run package -- --stage prod` does, and measures it. */
export async function measurePackage(stores: number): Promise<PackageSizes> {
  const scratch = await mkdtemp(join(tmpdir(), 'ponte-stores-'));
  try {
    const config = writeManyStores(scratch, stores);
    const startedMs = performance.now();
    const made = await packageWith({ config, stage: 'prod', scratch });
    const seconds = (performance.now() - startedMs) / 1_000;
    const zips = zipsIn(made.folder);
    const text = await readFile(made.template, 'utf8');
    const packaged = {
      region: 'sa-east-1',
      template: JSON.parse(text),
      templateBytes: Buffer.byteLength(text),
      codeBytes: new Map([...zips].map(([name, zip]) => [name, unzippedBytes(zip)])),
    };
    const most = limits.map(({ uses }) => Math.max(...uses(packaged).map(({ amount }) => amount)));
    return { stores, took: { seconds }, zipBytes: Math.max(...[...zips.values()].map((zip) => zip.byteLength)), most };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

function unzippedBytes(zip: Uint8Array): number {
  return [...filesIn(zip).values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
