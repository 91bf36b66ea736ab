import { expect, test } from 'vitest';
import { siteHost } from '../../src/domain/site-host.ts';

test.each([
  ['https://Shop.example.com/path', 'shop.example.com'],
  ['http://www.shop.example.com:8080', 'shop.example.com:8080'],
  // Only in front does it make no difference.
  ['https://shop.www.example.com', 'shop.www.example.com'],
  ['ftp://shop.example.com', null],
  ['shop.example.com', null],
])('the site of %s is %s', (url, host) => {
  expect(siteHost(url)).toBe(host);
});
