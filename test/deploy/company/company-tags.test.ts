import { expect, test } from 'vitest';
import { areTags, companyTags } from '../../../deploy/company/company-tags.ts';

test('are keys and values with commas between them', () => {
  expect(companyTags('costCentre=42, team=loyalty and points')).toEqual({
    costCentre: '42',
    team: 'loyalty and points',
  });
  expect(companyTags('')).toEqual({});
});

test.each(['', 'costCentre=42', 'owner=oncall@example.com,empty='])('%j are tags', (text) => {
  expect(areTags(text)).toBe(true);
});

test.each(['costCentre', '=42', 'aws:team=1', 'service=mine', 'stage=x', 'platform=x', 'a=1,a=2', 'a=1,', 'a=x=y'])(
  '%j are not',
  (text) => {
    expect(areTags(text)).toBe(false);
  },
);

test('are no more than a resource takes', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `key${index}=1`).join(',');
  expect([areTags(many(40)), areTags(many(41))]).toEqual([true, false]);
});
