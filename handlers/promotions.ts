/** Works through the customers of one occurrence of a promotion. */
export const handler = async (): Promise<void> => {
  throw new Error('promotions are not served yet');
};
