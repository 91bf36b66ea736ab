import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A port from the words of a command; 0 picks a free one. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a number from 0 to 65535.');
}
