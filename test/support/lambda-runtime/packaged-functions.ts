import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { type FunctionName, type StartFunctions, startAll } from '../../../local/functions.ts';
import type { FunctionDefinition, StartEnvironment } from '../../../local/lambda/execution-environment.ts';
import { filesIn, type Package, zipsIn } from '../template/packaged.ts';
import { at, parseTemplate, target } from '../template/template.ts';
import { startRuntimeEnvironment } from './runtime-environment.ts';

/** What the template says of a function, as far as Lambda itself acts on it. */
const described = z.object({
  Handler: z.string(),
  Timeout: z.int(),
  MemorySize: z.int(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

/** What stands in for what a template only refers to. */
const DEPLOYED: Readonly<Record<string, string>> = {
  LedgerTable: 'TABLE_NAME',
  SettleQueue: 'QUEUE_URL',
  UnverifiedQueue: 'UNVERIFIED_QUEUE_URL',
  PromotionQueue: 'PROMOTION_QUEUE_URL',
  AudienceBucket: 'AUDIENCE_BUCKET',
};
const CONCURRENCY = 2;

/**
 * The functions of a package, unzipped and run by Lambda's runtime client, with handler, timeout, memory and environment as
 * the package's template gives them. What is known only once a stack stands comes from the platform.
 * `logEvents` takes every line as CloudWatch gets it, `added` goes into each environment.
 */
export function packagedFunctions(
  { template: file, folder }: Package,
  {
    logEvents,
    added = {},
    start = startRuntimeEnvironment,
  }: {
    readonly logEvents: (line: string) => void;
    readonly added?: Readonly<Record<string, string>>;
    readonly start?: StartEnvironment;
  },
): StartFunctions {
  const template = parseTemplate(readFileSync(file, 'utf8'));
  const roots = unzipAll(folder);
  return (platform, log) =>
    startAll((name) => define(name, platform), {
      start,
      log(name, line) {
        logEvents(line);
        log(name, ownLine(line));
      },
    });

  function define(name: FunctionName, platform: Readonly<Record<string, string>>): FunctionDefinition {
    const logicalId = `${name[0]?.toUpperCase()}${name.slice(1)}LambdaFunction`;
    const { Handler, Timeout, MemorySize, Environment } = described.parse(
      at(template.Resources[logicalId], 'Properties'),
    );
    const variables = Object.entries(Environment.Variables).map(([key, value]) => {
      const known = typeof value === 'string' ? value : platform[DEPLOYED[target(value) ?? ''] ?? ''];
      return [key, known ?? ''];
    });
    return {
      name,
      taskRoot: roots.get(`${name}.zip`) ?? '',
      handler: Handler,
      timeoutMs: Timeout * 1_000,
      memoryMb: MemorySize,
      concurrency: CONCURRENCY,
      environment: { ...Object.fromEntries(variables), ...endpointsOf(platform), ...added },
    };
  }
}

/** What Lambda itself sets, and where the emulators are; nothing that the template has to give. */
function endpointsOf(platform: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(platform).filter(
      ([key]) => key.startsWith('AWS_') || key === 'BONIFIQ_BASE_URL' || key === 'WEBHOOKS_URL',
    ),
  );
}

/** What the function itself wrote, out of the JSON that the runtime makes of it. */
function ownLine(line: string): string {
  if (!line.startsWith('{"timestamp"')) return line;
  const { message } = z.object({ message: z.unknown() }).parse(JSON.parse(line));
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** Returns where each zip's files are. */
function unzipAll(folder: string): ReadonlyMap<string, string> {
  const roots = [...zipsIn(folder)].map(([zip, bytes]) => {
    const root = join(folder, 'unzipped', zip);
    for (const [path, content] of filesIn(bytes)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return [zip, root] as const;
  });
  return new Map(roots);
}
