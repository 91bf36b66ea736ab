/**
 * The topic of a delivery that somebody signs to try the way from the URL to the function. No platform has it. It is answered as
 * what is not used, and is no sign of life of the shop.
 */
export const PROBE_TOPIC = 'ponte/probe';
