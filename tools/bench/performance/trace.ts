/** One HTTP call of a traced process. */
export interface CallTrace {
  readonly name: string;
  readonly startedAtMs: number;
  /** Null where a connection that was there served. */
  connectedAtMs: number | null;
  endedAtMs: number | null;
}

/** What `functions/trace.ts` writes. All times are of the same clock of the machine. */
export interface Trace {
  readonly preloadedAtMs: number;
  /** When the runtime client found the bundle. */
  readonly loadingAtMs: number | null;
  /** In the order in which they were reached: the end of each module that the bundle is made of. */
  readonly marks: readonly (readonly [name: string, atMs: number])[];
  readonly calls: readonly CallTrace[];
}

/** What a cold start is made of, in ms. Parts of `run` add up to the time in which the bundle's own top level ran. */
export interface ColdParts {
  readonly node: number;
  readonly runtimeClient: number;
  readonly compile: number;
  readonly run: Readonly<Record<string, number>>;
  readonly toReady: number;
  readonly connections: number;
  /** Without connecting, and without what an earlier call took at the same time. A name that comes again is numbered. */
  readonly calls: Readonly<Record<string, number>>;
  /** Of the first delivery: code that ran before each call, when no other one was under way. */
  readonly before: Readonly<Record<string, number>>;
  /** From the end of the last call to the answer. */
  readonly after: number;
  readonly together: number;
}

/** When whoever measures started the process, heard that it is ready, handed over the delivery, and had the answer. */
export interface Moments {
  readonly startedAtMs: number;
  readonly readyAtMs: number;
  readonly givenAtMs: number;
  readonly answeredAtMs: number;
}

/** The first mark of a bundle, before anything of it runs. */
export const COMPILED = 'compiled';

/** Takes a trace apart. Throws where the bundle was not traced. */
export function coldParts(trace: Trace, moments: Moments): ColdParts {
  const { preloadedAtMs, loadingAtMs, marks, calls } = trace;
  const { startedAtMs, readyAtMs, givenAtMs, answeredAtMs } = moments;
  const [first, ...rest] = marks;
  const last = marks.at(-1);
  if (loadingAtMs === null || first === undefined || first[0] !== COMPILED || last === undefined)
    throw new Error('the bundle has left no trace');
  const run: Record<string, number> = {};
  let sinceMs = first[1];
  for (const [name, atMs] of rest) {
    run[name] = (run[name] ?? 0) + atMs - sinceMs;
    sinceMs = atMs;
  }
  const ended = calls.map((call) => ({ ...call, endedAtMs: call.endedAtMs ?? answeredAtMs }));
  const names = numbered(ended.map(({ name }) => name));
  const before: Record<string, number> = {};
  const called: Record<string, number> = {};
  let connections = 0;
  let reachedMs = givenAtMs;
  for (const [at, { startedAtMs: from, connectedAtMs, endedAtMs }] of ended.entries()) {
    const name = names[at] ?? '';
    // What was called before the delivery came took none of its time.
    const isEarly = endedAtMs <= givenAtMs;
    // Of two calls at once, what both take is a part of the first.
    const ownFromMs = isEarly ? from : Math.max(from, reachedMs);
    const sentAtMs = Math.max(ownFromMs, connectedAtMs ?? from);
    connections += Math.max(0, Math.min(sentAtMs, endedAtMs) - ownFromMs);
    called[name] = Math.max(0, endedAtMs - sentAtMs);
    if (isEarly) continue;
    before[name] = Math.max(0, from - reachedMs);
    reachedMs = Math.max(reachedMs, endedAtMs);
  }
  return {
    node: preloadedAtMs - startedAtMs,
    runtimeClient: loadingAtMs - preloadedAtMs,
    compile: first[1] - loadingAtMs,
    run,
    toReady: readyAtMs - last[1],
    connections,
    calls: called,
    before,
    after: answeredAtMs - reachedMs,
    together: readyAtMs - startedAtMs + answeredAtMs - givenAtMs,
  };
}

function numbered(names: readonly string[]): string[] {
  return names.map((name, at) => {
    const count = names.slice(0, at + 1).filter((other) => other === name).length;
    return count === 1 ? name : `${name}, ${count}`;
  });
}
