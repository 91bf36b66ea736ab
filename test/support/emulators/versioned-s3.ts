import { createServer, type IncomingMessage } from 'node:http';
import { close, listen } from '../../../sandbox/loopback.ts';

interface Version {
  readonly key: string;
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * A bucket that keeps versions, which the emulator of S3 does not: as much of S3 as erasing needs, written from its documents. Two
 * versions on a page make paging show.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export async function startVersionedS3() {
  /** The newest of each key first. */
  let versions: Version[] = [];
  let made = 0;
  const put = (key: string, bytes: Buffer) => {
    made += 1;
    const version = { key, id: `v${made}`, bytes };
    versions.unshift(version);
    return version;
  };
  const newestOf = (key: string) => versions.find((version) => version.key === key);
  const etagOf = ({ id }: Version) => `"etag-${id}"`;

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.example.com');
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    const id = searchParams.get('versionId');
    const asked = id === null ? newestOf(key) : versions.find((version) => version.id === id);
    const end = (status: number, body: string | Buffer = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(body);
    if (searchParams.has('versions')) return end(200, listed(searchParams), { 'content-type': 'application/xml' });
    if (searchParams.has('list-type')) return end(200, '<ListBucketResult></ListBucketResult>');
    const { 'if-match': ifMatch } = request.headers;
    if (request.method === 'PUT') {
      const bytes = await bodyOf(request);
      const newest = newestOf(key);
      if (ifMatch !== undefined && (newest === undefined || etagOf(newest) !== ifMatch)) {
        return end(412, '<Error><Code>PreconditionFailed</Code></Error>');
      }
      return end(200, '', { etag: etagOf(put(key, bytes)) });
    }
    if (request.method === 'DELETE') {
      versions = versions.filter((version) => version !== asked);
      return end(204);
    }
    return asked === undefined ? end(404, '<Error><Code>NoSuchKey</Code></Error>') : end(200, asked.bytes);
  });

  function listed(asked: URLSearchParams): string {
    const sorted = versions.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
    const at = sorted.findIndex(
      ({ key, id }) => key === asked.get('key-marker') && id === asked.get('version-id-marker'),
    );
    const page = sorted.slice(at + 1, at + 3);
    const last = page.at(-1);
    const more = last !== undefined && at + 3 < sorted.length;
    const rows = page.map(
      (version) =>
        `<Version><Key>${version.key}</Key><VersionId>${version.id}</VersionId><ETag>${etagOf(version)}</ETag>` +
        `<IsLatest>${newestOf(version.key) === version}</IsLatest></Version>`,
    );
    const next = more
      ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.id}</NextVersionIdMarker>`
      : '';
    return `<ListVersionsResult><IsTruncated>${more}</IsTruncated>${next}${rows.join('')}</ListVersionsResult>`;
  }

  return {
    endpoint: await listen(server, 0),
    put: (key: string, text: string | Buffer) => put(key, Buffer.from(text)).id,
    /** What is there: key, version, text. */
    all: () => versions.map(({ key, id, bytes }) => [key, id, bytes.toString()] as const),
    close: () => close(server),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
