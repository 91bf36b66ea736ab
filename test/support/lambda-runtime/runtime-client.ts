import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const PACKAGE = 'aws-lambda-ric';
const here = import.meta.dirname;
const installed = join(here, 'node_modules', PACKAGE);

/** What is started in place of Lambda's own bootstrap. */
export const runtimeClient = join(installed, 'index.mjs');

export const NO_RUNTIME_CLIENT =
  "Lambda's runtime client is not compiled (npm run lambda-runtime): nothing was tested on the real Lambda runtime";

/** Whether the runtime client is there in the wanted version, with its compiled half. */
export function runtimeClientIsThere(): boolean {
  if (!existsSync(join(installed, 'rapid-client.node'))) return false;
  const { version } = z.object({ version: z.string() }).parse(readJson(join(installed, 'package.json')));
  const wanted = z.object({ dependencies: z.object({ [PACKAGE]: z.string() }) });
  return wanted.parse(readJson(join(here, 'package.json'))).dependencies[PACKAGE] === version;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
