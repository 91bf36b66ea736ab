/** A function that does nothing: what Node and Lambda's runtime client take by themselves. */
export async function handler() {
  return { statusCode: 200, body: '{}' };
}
