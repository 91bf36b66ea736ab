import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expectThat } from '../deviation.ts';
import { documentedCommands, leftOut, neverTyped } from '../documented-commands.ts';
import type { Step } from '../step.ts';

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/deploying.md');

export const documented: Step = {
  name: 'documented',
  shows: 'every command of docs/deploying.md was typed, or is left out for a reason',
  async run({ typed, note, urls }) {
    const commands = documentedCommands(readFileSync(DOCUMENT, 'utf8'));
    const missed = neverTyped(commands, typed);
    expectThat(missed.length === 0, `nobody has typed:\n${missed.join('\n')}`);
    expectThat(urls.refused.length === 0, `something wanted to reach ${[...new Set(urls.refused)].join(', ')}`);
    note(`${commands.length} commands are documented. ${leftOut.length} kinds of them are left out:`);
    for (const { begins, why } of leftOut) note(`\`${begins.trim()}\`: ${why}.`);
  },
};
