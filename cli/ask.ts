import { createInterface } from 'node:readline';
import { complain } from './terminal.ts';

/** Asks for lines, one after the other. */
interface Asking {
  /** Null when there is nothing more to read. */
  ask(question: string): Promise<string | null>;
  close(): void;
}

/** Questions go to standard error; what is no terminal is read line by line. */
function startAsking(): Asking {
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: process.stdin.isTTY === true,
  });
  const answers = lines[Symbol.asyncIterator]();
  return {
    async ask(question) {
      lines.setPrompt(`${question}: `);
      lines.prompt();
      const { value, done } = await answers.next();
      if (process.stdin.isTTY !== true) complain('');
      return done === true ? null : String(value).trim();
    },
    close: () => lines.close(),
  };
}

/** One answer. */
export async function askFor(question: string): Promise<string | null> {
  const asking = startAsking();
  const answer = await asking.ask(question);
  asking.close();
  return answer;
}
