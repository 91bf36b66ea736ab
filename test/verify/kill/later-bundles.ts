import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes bundles that are those of `bundles` on a clock that is ahead: what was left to wait for, such as the mark of an
 * attempt that a kill cut short, is over in them at once. Returns their directory.
 */
export async function laterBundles(bundles: string, aheadMs: number): Promise<string> {
  const directory = join(bundles, `later-by-${aheadMs}-ms`);
  await mkdir(directory, { recursive: true });
  for (const file of (await readdir(bundles)).filter((name) => name.endsWith('.cjs'))) {
    await writeFile(join(directory, file), onLaterClock(`../${file}`, aheadMs));
  }
  return directory;
}

/** The runtime measures an invocation's remaining time by the same clock, which is then put right. */
function onLaterClock(bundle: string, aheadMs: number): string {
  return `const { handler } = require('${bundle}');
const now = Date.now;
Date.now = () => now() + ${aheadMs};
exports.handler = (event, context) =>
  handler(event, { ...context, getRemainingTimeInMillis: () => context.getRemainingTimeInMillis() + ${aheadMs} });
`;
}
