import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly file: string;
}

/** Makes a certificate of 127.0.0.1 that signs itself, for a day. Node makes none by itself; the `openssl` command does. */
export async function makeCertificate(directory: string): Promise<Certificate> {
  const keyFile = join(directory, 'key.pem');
  const file = join(directory, 'certificate.pem');
  try {
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
      ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', file],
    ]);
  } catch (error) {
    throw new Error('the openssl command, which makes the certificate, is missing or failed', { cause: error });
  }
  return { key: await readFile(keyFile, 'utf8'), cert: await readFile(file, 'utf8'), file };
}
