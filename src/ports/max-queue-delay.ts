/** The longest delay that a queue gives a message: SQS's own limit. */
export const MAX_QUEUE_DELAY_MS = 900_000;
