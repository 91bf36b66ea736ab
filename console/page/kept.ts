import { effect, type Signal, signal } from '@preact/signals';

/** A choice that this browser keeps. */
export function kept<Value extends string>(name: string, values: readonly Value[], first: Value): Signal<Value> {
  const stored = values.find((value) => value === read(name));
  const choice = signal(stored ?? first);
  effect(() => {
    try {
      localStorage.setItem(name, choice.value);
    } catch {
      // A browser may be told to keep nothing.
    }
  });
  return choice;
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
