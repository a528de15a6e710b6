/** Seconds for which an address lets a network fetch a file. */
export const ADDRESS_LIFE = 3600;
