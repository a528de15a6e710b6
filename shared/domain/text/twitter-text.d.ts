/** The two functions that are needed, without the rest of the package. */
declare module 'twitter-text/dist/parseTweet.js' {
  const parseTweet: (text: string) => { weightedLength: number };
  export default parseTweet;
}
declare module 'twitter-text/dist/extractUrlsWithIndices.js' {
  const extractUrlsWithIndices: (text: string) => { url: string; indices: [number, number] }[];
  export default extractUrlsWithIndices;
}
