/**
 * The longest text for the customer that the points API is given. What it does with a longer one is not documented.
 */
export const MAX_CUSTOMER_REASON = 255;
