import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks for lines on a terminal without showing what is typed; what is no terminal is read line by line. */
export function startAsking() {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY === true });
  lines.on('SIGINT', () => {
    process.exitCode = 130;
    lines.close();
  });
  const answers = lines[Symbol.asyncIterator]();
  return {
    /** Empty when there is nothing more to read. */
    async ask(question: string): Promise<string> {
      process.stderr.write(`${question}: `);
      const { value, done } = await answers.next();
      process.stderr.write('\n');
      return done === true ? '' : String(value);
    },
    close: () => lines.close(),
  };
}
