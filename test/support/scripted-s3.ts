import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { close, listen } from '../../sandbox/loopback.ts';

export interface S3Request {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers as S3 does where the emulator cannot: the tests write down what it answers, from its documents. */
export async function startScriptedS3(answer: (request: S3Request, response: ServerResponse) => void) {
  const requests: S3Request[] = [];
  const server = createServer(({ method = '', url = '', headers }, response) => {
    const request = { method, url, headers };
    requests.push(request);
    answer(request, response);
  });
  return { endpoint: await listen(server, 0), requests, close: () => close(server) };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Told by a test</Message></Error>`,
  );
}
