import { expect, test } from 'vitest';
import { isBaseUrl } from '../../src/shared/base-url.ts';

test.each([
  'https://api.bonifiq.com.br',
  'https://points.example.com/a/path',
  'http://127.0.0.1:3001/b',
  'http://127.9.8.7',
  // Written otherwise, and the same address.
  'http://127.1:3001',
  'http://localhost:3001',
  'HTTP://LOCALHOST',
  'http://[::1]:3001',
])('%s is one', (text) => expect(isBaseUrl(text)).toBe(true));

test.each([
  'http://api.bonifiq.com.br',
  'http://10.0.0.1',
  'http://128.0.0.1',
  'http://0.0.0.0:3001',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://localhost@api.example.com',
  'http://[::2]',
  'http://[::ffff:10.0.0.1]',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
  'api.bonifiq.com.br',
  'https://',
  '',
])('%s is none', (text) => expect(isBaseUrl(text)).toBe(false));
