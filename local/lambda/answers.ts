/** What a function comes to, one thing after the other; whoever runs it asks for the next one. */
export interface Answers<Answer> {
  /** Goes nowhere when nobody waits for it. */
  give(answer: Answer): void;
  /** Calls `tooLate`, which has to give an answer, when none has come within the limit. */
  next(limitMs: number, tooLate: () => void): Promise<Answer>;
}

export function createAnswers<Answer>(): Answers<Answer> {
  let awaited: ((answer: Answer) => void) | null = null;
  return {
    give(answer) {
      awaited?.(answer);
      awaited = null;
    },
    async next(limitMs, tooLate) {
      const { promise, resolve } = Promise.withResolvers<Answer>();
      awaited = resolve;
      const timer = setTimeout(tooLate, limitMs);
      const answer = await promise;
      clearTimeout(timer);
      return answer;
    },
  };
}
