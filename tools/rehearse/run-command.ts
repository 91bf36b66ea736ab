import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Ran } from './ran.ts';

const WITHIN_MS = 600_000;

/** Runs a line as a shell does that nobody types into; `input` is what the command reads. Rejects for no exit code, and once nobody waits any more. */
export async function runCommand(
  command: string,
  {
    cwd,
    env,
    input = '',
    signal,
  }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string; readonly signal: AbortSignal },
): Promise<Ran> {
  signal.throwIfAborted();
  const begunAtMs = performance.now();
  // A group of its own, so that what npm starts ends with it.
  const child = spawn('sh', ['-c', command], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const end = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const late = setTimeout(end, WITHIN_MS);
  signal.addEventListener('abort', end);
  // A command that asks for nothing may have ended before it is given anything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const closed = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
  try {
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { command, code, ms: performance.now() - begunAtMs, out, err };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', end);
  }
}
