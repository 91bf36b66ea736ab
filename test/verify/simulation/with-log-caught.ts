/** Runs with what the functions write to the log taken into `lines`. */
export async function withLogCaught<Result>(lines: string[], deadline: () => Promise<Result>): Promise<Result> {
  const { info, warn, error } = console;
  const take = (line: unknown) => void lines.push(String(line));
  Object.assign(console, { info: take, warn: take, error: take });
  try {
    return await deadline();
  } finally {
    Object.assign(console, { info, warn, error });
  }
}
