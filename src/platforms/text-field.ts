import * as z from 'zod/mini';

/** A field whose text the parser accepts. Numbers are text, too: `parseLosslessJson` keeps their source text. */
export function textField<Value>(parse: (text: string) => Value | undefined) {
  return z.pipe(
    z.string(),
    z.transform((text, context) => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', input: text });
      return z.NEVER;
    }),
  );
}
