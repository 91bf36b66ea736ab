import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expectThat } from '../deviation.ts';
import { documentedCommands, documents, neverTyped } from '../documented-commands.ts';
import type { Step } from '../step.ts';

const root = resolve(import.meta.dirname, '../../..');

export const documented: Step = {
  name: 'documented',
  shows: 'every command of docs/deploying.md and docs/recovery.md was typed, or is left out for a reason',
  async run({ typed, note, urls }) {
    for (const { page, leftOut } of documents) {
      const commands = documentedCommands(readFileSync(resolve(root, page), 'utf8'));
      const missed = neverTyped(commands, typed, leftOut);
      expectThat(missed.length === 0, `of ${page} nobody has typed:\n${missed.join('\n')}`);
      note(`${page} has ${commands.length} commands. ${leftOut.length} kinds of them are left out:`);
      for (const { begins, why } of leftOut) note(`\`${begins.trim()}\`: ${why}.`);
    }
    expectThat(urls.refused.length === 0, `something wanted to reach ${[...new Set(urls.refused)].join(', ')}`);
  },
};
