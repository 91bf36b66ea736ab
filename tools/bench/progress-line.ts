/** On a terminal, and elsewhere, such as in a log. */
const EVERY_MS = { terminal: 100, log: 10_000 };
let toldAtMs = Date.now();

/** Tells how far it is on stderr: on a terminal in one line that is written over, elsewhere in a line every ten seconds. */
export function tellProgress(text: string): void {
  const { isTTY } = process.stderr;
  if (Date.now() - toldAtMs < (isTTY ? EVERY_MS.terminal : EVERY_MS.log)) return;
  process.stderr.write(isTTY ? `\r\x1b[K${text}` : `${text}\n`);
  toldAtMs = Date.now();
}

export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
