import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CHANGELOG = `# Changelog

## Unreleased

- Not yet.

## 1.4.0 - 2026-11-30

### Added

- A thing.

## 1.4.0-rc.1 - 2026-11-29

- Something that was tried.

## 1.3.0

`;

const project = mkdtempSync(join(tmpdir(), 'ponte-release-'));
beforeAll(() => {
  mkdirSync(join(project, '.ci'));
  cpSync(resolve('.ci/changelog-section'), join(project, '.ci/changelog-section'));
  writeFileSync(join(project, 'CHANGELOG.md'), CHANGELOG);
});
afterAll(() => rmSync(project, { recursive: true }));

function sectionOf(tag: string, version: string) {
  writeFileSync(
    join(project, 'package.json'),
    `{\n  "name": "made-up",\n  "version": "${version}",\n  "private": true\n}\n`,
  );
  const { status, stdout, stderr } = spawnSync(join(project, '.ci/changelog-section'), [tag], { encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

test("is what stands under the version's heading, up to the next", () => {
  expect(sectionOf('v1.4.0', '1.4.0')).toEqual({ status: 0, stdout: '### Added\n\n- A thing.', stderr: '' });
  expect(sectionOf('v1.4.0-rc.1', '1.4.0-rc.1').stdout).toBe('- Something that was tried.');
});

test('is refused where nothing is in it, or there is none', () => {
  for (const version of ['1.3.0', '1.4']) {
    const stderr = `CHANGELOG.md has no section "## ${version}"`;
    expect(sectionOf(`v${version}`, version)).toEqual({ status: 1, stdout: '', stderr });
  }
});

test('is refused for a tag of another version than the package', () => {
  const stderr = 'package.json has the version 1.4.0, not 1.5.0';
  expect(sectionOf('v1.5.0', '1.4.0')).toEqual({ status: 1, stdout: '', stderr });
});
