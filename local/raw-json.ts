/** JSON whose numbers stand as they were written, so that what is changed and written again loses no digit of the rest. */
export type Raw = string | boolean | null | RawNumber | readonly Raw[] | { readonly [name: string]: Raw };

/** `JSON.stringify` writes it as it was. */
export interface RawNumber {
  readonly rawJSON: string;
}

declare global {
  interface JSON {
    /** @see https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/rawJSON */
    rawJSON(text: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
  }
}

/** Null for a text that is not JSON. */
export function keepingNumbers(text: string): { readonly value: Raw } | null {
  try {
    return { value: JSON.parse(text, keepNumber) };
  } catch {
    return null;
  }
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? JSON.rawJSON(context?.source ?? String(value)) : value;
}
