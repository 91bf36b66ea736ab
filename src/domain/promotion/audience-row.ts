/** One row of an audience as written, or why it cannot be read. `line`: the line of the file where it begins, from 1. */
export type AudienceRow =
  | {
      readonly line: number;
      readonly customer: string;
      /** `null` where the row does not have it. */
      readonly points: string | null;
      readonly text: string | null;
      readonly birthday: string | null;
    }
  | { readonly line: number; readonly fault: string };
