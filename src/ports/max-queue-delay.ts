/** The longest delay of a queued message, by SQS's limit. */
export const MAX_QUEUE_DELAY_MS = 900_000;
