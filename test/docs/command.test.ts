import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../cli/program.ts';
import { refusalOf } from '../support/refusal-of.ts';

const page = readFileSync('docs/command.md', 'utf8');

/** The words of each command that a document shows; a command's name alone, in a sentence, is none. */
function commandsIn(document: string): string[] {
  return [...document.matchAll(/(?:^ {4}|^\$ |`)\.\/ponte ([^#`\n]*)/gm)]
    .map(([, words = '']) => words.trim())
    .filter((words) => words !== 'send');
}

describe.each(['docs/command.md', 'README.md', 'docs/configuration.md', 'docs/deploying.md'])('%s', (file) => {
  const commands = commandsIn(readFileSync(file, 'utf8')).filter((words) => !/[<>…(]/.test(words));

  test.each(commands)('ponte %s', async (words) => {
    expect(await refusalOf(words.split(/\s+/))).toBeNull();
  });
});

test('the page names every command', () => {
  const names = createProgram().commands.map((command) => command.name());
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test('what the page links to is there', () => {
  const links = [...page.matchAll(/\]\(([\w./-]+)(?:#[\w-]+)?\)/g)].map(([, file = '']) =>
    join(dirname('docs/command.md'), file),
  );
  expect(links.filter((file) => !existsSync(file))).toEqual([]);
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'));
  const anchors = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});
