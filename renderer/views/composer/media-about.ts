/** What pictures go with: a model that describes one is told. */
export interface MediaAbout {
  clientId: string;
  /** Also of a post that is not saved yet. */
  postId: string;
  text: () => string;
}
