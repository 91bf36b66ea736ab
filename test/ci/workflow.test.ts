import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const lines = workflows.flatMap((text) => text.split('\n')).filter((line) => !line.trimStart().startsWith('#'));

test('every action is pinned to a commit, whose version stands beside it', () => {
  const uses = lines.filter((line) => /\buses:/.test(line));
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((line) => !/^\s+- uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('the same action is the same commit everywhere', () => {
  const pins = new Set(lines.flatMap((line) => /uses: (\S+)/.exec(line)?.[1] ?? []));
  const actions = [...pins].map((pin) => pin.split('@')[0]);
  expect(actions).toEqual([...new Set(actions)]);
});

test('a workflow may read the repository and nothing more, but for the job that makes a release', () => {
  for (const text of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  expect(lines.filter((line) => /write|secrets\.|pull_request_target/.test(line))).toEqual(['      contents: write']);
  expect(readFileSync(`${folder}/release.yml`, 'utf8')).toContain('contents: write');
});

const lastLine = (script: string) => readFileSync(script, 'utf8').trimEnd().split('\n').at(-1);

test("CI runs the README's test command, every night npm run verify, mutation and rehearse, and states none elsewhere", () => {
  const [, command] = /^ {4}(npm .*?) +# .*all tests$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  expect(command).toBeDefined();
  expect(lastLine('.ci/run')).toBe(command);
  expect(lastLine('.ci/nightly')).toBe('npm ci && npm run verify');
  expect(lastLine('.ci/mutation')).toBe('npm ci && npm run mutation');
  expect(lastLine('.ci/rehearse')).toBe('npm ci && npm run lambda-runtime && npm run rehearse');
  expect(lines.filter((line) => line.includes('.ci/')).map((line) => line.trim())).toEqual([
    'run: .ci/run',
    'run: .ci/nightly',
    'run: .ci/mutation',
    'run: .ci/rehearse',
    'run: .ci/release "$GITHUB_REF_NAME"',
  ]);
  expect(lines.filter((line) => /npm (?:ci|test|run|install|t)\b/.test(line))).toEqual([]);
});
