/** One command as a person types it, and what came of it. */
export interface Ran {
  readonly command: string;
  readonly code: number;
  readonly ms: number;
  readonly out: string;
  readonly err: string;
}
