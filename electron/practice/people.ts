/** Names of the accounts on each practice network: two for newcomers, and one for each client of the demo. */
export const PRACTICE_PEOPLE = ['ada', 'linden', 'brio', 'loft', 'cove'] as const;
