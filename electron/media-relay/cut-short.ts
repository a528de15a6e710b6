/** What is told of a file that was on its way when ClientNest was closed. */
export const CUT_SHORT =
  'ClientNest was stopped while it put a file into the media relay. It does that again.';
