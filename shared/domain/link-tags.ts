/** UTM parameters that a client's links get; an empty one is left out. `{network}` stands for the network. */
export interface LinkTags {
  source: string;
  medium: string;
  campaign: string;
}
