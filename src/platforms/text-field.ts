import * as z from 'zod';

/** A field whose text the parser accepts. Numbers are text, too: `parseLosslessJson` keeps their source text. */
export function textField<Value>(parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue('not readable');
    return z.NEVER;
  });
}
