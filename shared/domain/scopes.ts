/** Whether what was granted has this in it. A wide scope has its narrow ones: `read` has `read:statuses`. */
export const covers = (granted: string, wanted: string): boolean =>
  granted === wanted || wanted.startsWith(`${granted}:`);
