import * as z from 'zod';

/** A field whose text a parser accepts; `parseLosslessJson` has made text of every number. */
export function textField<Value>(parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue('not readable');
    return z.NEVER;
  });
}
