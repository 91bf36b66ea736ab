import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openJournal } from '../../sandbox/journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ponte-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['junk', '{"kind":"other"}'])('%s is refused with its file and line', (junk) => {
  const file = join(folder, 'journal.jsonl');
  writeFileSync(file, `{"kind":"customer","customer":"a","email":null,"atMs":1}\n${junk}\n`);
  expect(() => openJournal(file)).toThrow(`${file}, line 2,`);
});
