/** `no posts`, `1 post`, `1,204 posts`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'no' : count.toLocaleString()} ${count === 1 ? one : many}`;
