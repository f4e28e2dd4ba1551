/** A name that nobody has, where a wildcard answers all the same. */
export const NOBODY = "waypost-asks-for-a-wildcard";
