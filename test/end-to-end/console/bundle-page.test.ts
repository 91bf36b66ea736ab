import { expect, test } from 'vitest';
import { bundlePage } from '../../../console/bundle-page.ts';

test('the page is its document and what that names, and needs nothing from elsewhere', async () => {
  const { html, files } = await bundlePage();
  expect(html).toContain('<script type="module" src="/page.js"></script>');
  expect(html).toContain('<link rel="stylesheet" href="/style/page.css">');
  expect(html.match(/<script|<style|style=/g)).toEqual(['<script']);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['/page.js', '/style/page.css', '/style/order.css']));
  const all = [html, ...[...files.values()].map(({ text }) => text)].join('');
  const hosts = [...all.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
  // Names of XML, which nobody fetches.
  expect(hosts.filter((host) => host !== 'www.w3.org')).toEqual([]);
  expect(/\beval\(|new Function/.test(all)).toBe(false);
});
