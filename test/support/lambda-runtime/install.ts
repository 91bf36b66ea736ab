import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { inABox } from '../loud.ts';
import { NO_RUNTIME_CLIENT, runtimeClientIsThere } from './runtime-client.ts';

const LAST_LINES = 15;

/**
 * `npm run lambda-runtime`: compiles Lambda's runtime client, once. It is no dependency of the project itself: npm leaves
 * an optional one out on a Node that is older than it asks for, and a required one would keep everybody without a
 * compiler from installing. A failure says so and is none: all other tests run without it.
 */
if (!runtimeClientIsThere()) {
  console.log("Compiling Lambda's runtime client, once; this takes about a minute …");
  // The `npm` of an npm script runs on the project's own Node, which is as new as the client asks for.
  // Its install script is what compiles it; the project itself runs none.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts=false', '--foreground-scripts'], {
    cwd: import.meta.dirname,
  });
  const ended = new Promise<number | string | null>((end) => {
    npm.on('error', (error) => end(error.message));
    npm.on('close', end);
  });
  const [out, err, code] = await Promise.all([text(npm.stdout), text(npm.stderr), ended]);
  if (code !== 0 || !runtimeClientIsThere()) {
    console.warn(`${out}${err}`.trimEnd().split('\n').slice(-LAST_LINES).join('\n'));
    console.warn('It needs a Linux with cmake, g++, make, python3 and xz.');
    console.warn(inABox(NO_RUNTIME_CLIENT));
  }
}
