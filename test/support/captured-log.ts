import { vi } from 'vitest';

/** Everything written to the console from here on, line by line, until `restore`. */
export function captureLog() {
  const lines: string[] = [];
  const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
  const spies = levels.map((level) =>
    vi.spyOn(console, level).mockImplementation((...texts: unknown[]) => {
      lines.push(`${level} ${texts.map(String).join(' ')}`);
    }),
  );
  return {
    lines,
    /** The lines as objects, with the level at which each was written. */
    entries: (): Record<string, unknown>[] =>
      lines.map((line) => {
        const at = line.indexOf(' ');
        return { level: line.slice(0, at), ...JSON.parse(line.slice(at + 1)) };
      }),
    clear: () => lines.splice(0),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
