import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { complain, print, type Shown, shown } from '../cli/terminal.ts';

const HELP = shown`Finds the source of a frame in a log line, such as "mark settle.cjs:11:20480".

  npm run build                        # from the commit and with the ponte.config.ts that were deployed
  npm run where -- settle.cjs:11:20480`;

const asked = process.argv.slice(2);
const [, bundle, line, column] = /(\w+)\.cjs:(\d+):(\d+)\)?$/.exec(asked.at(-1) ?? '') ?? [];
const root = resolve(import.meta.dirname, '..');
const map = join(root, 'dist', `${bundle}.cjs.map`);

if (asked.includes('--help')) print(HELP);
else if (bundle === undefined) fail(shown`which frame?\n${HELP}`);
else if (!existsSync(map)) fail(`there is no dist/${bundle}.cjs.map: run npm run build first`);
else {
  const text = readFileSync(map.slice(0, -'.map'.length), 'utf8').split('\n')[Number(line) - 1] ?? '';
  const entry = new SourceMap(JSON.parse(readFileSync(map, 'utf8'))).findEntry(Number(line) - 1, Number(column) - 1);
  // The map would give the last place before it.
  if (Number(column) > text.length || !('originalSource' in entry))
    fail(`dist/${bundle}.cjs holds nothing there: was it built from what is deployed?`);
  else {
    const source = relative(root, resolve(root, 'dist', entry.originalSource));
    print(`${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
  }
}

function fail(why: string | Shown): void {
  complain(why);
  process.exitCode = 2;
}
