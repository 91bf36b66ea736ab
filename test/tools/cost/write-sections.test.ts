import { expect, test } from 'vitest';
import { withSections } from '../../../tools/cost/write-sections.ts';

const page = '# Cost\n\nProse.\n\n### One\n\nold\n\n### Two\n\nold, too\n\n## Prose\n\nMore.\n\n### Three\n\nstays\n';

test('what was measured takes the place of the sections of its headings, and the prose stays', () => {
  expect(withSections(page, '### Two\n\n| a |\n\n### One\n\nnew\n')).toBe(
    '# Cost\n\nProse.\n\n### One\n\nnew\n\n### Two\n\n| a |\n\n## Prose\n\nMore.\n\n### Three\n\nstays\n',
  );
});

test('also of the last section', () => {
  expect(withSections(page, '### Three\n\nnew')).toBe(page.replace('stays', 'new'));
});

test('a section that the page does not have is no section of another name', () => {
  expect(() => withSections(page, '### Tw\n\nnew')).toThrow('docs/cost.md has no ### Tw');
});
