import { at } from './template.ts';

/** Where a value is not what it has to be, by the paths that matter. */
export function differences(name: string, value: unknown, wanted: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(wanted).flatMap(([path, wants]) => {
    const is = at(value, path);
    return is === wants ? [] : [`${name}: ${path} is ${is}, not ${wants}`];
  });
}
