import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HashedBundle } from './bill-of-materials.ts';
import type { Bundle } from './bundle-handlers.ts';

export function hashBundle(bundle: Bundle, directory: string): HashedBundle {
  const bytes = readFileSync(join(directory, `${bundle.name}.cjs`));
  return { ...bundle, sha256: createHash('sha256').update(bytes).digest('hex') };
}
