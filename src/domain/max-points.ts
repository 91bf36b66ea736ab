/** The most points that one change may add or take: the API's `Points` is an int32. */
export const MAX_POINTS = 2_147_483_647;
