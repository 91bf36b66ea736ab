import { expect, test } from 'vitest';
import { findPython, pinnedVersion } from '../../../tools/rehearse/python-environments.ts';

test('what is not there, or is no Python, is not found', async () => {
  expect(await findPython(['no-such-python-on-any-machine', process.execPath])).toBeNull();
});

test('the version of what the rehearsal stands on is pinned', () => {
  expect(pinnedVersion('emulator', 'moto')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(pinnedVersion('checks', 'checkov')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(() => pinnedVersion('checks', 'moto')).toThrow('requirements-checks.txt does not pin moto');
});
