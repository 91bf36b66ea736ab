import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Has a server of this machine answer what came to another; 404 where there is none. */
export function passOn(incoming: IncomingMessage, response: ServerResponse, to: string | undefined): void {
  if (to === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { method, url = '/', headers } = incoming;
  const onward = request(new URL(url, to), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}
