const EVERY_MS = 100;
let toldAtMs = 0;

/** Tells how far it is, on a terminal: one line that is written over. */
export function tellProgress(text: string): void {
  if (!process.stderr.isTTY || Date.now() - toldAtMs < EVERY_MS) return;
  process.stderr.write(`\r\x1b[K${text}`);
  toldAtMs = Date.now();
}

export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
