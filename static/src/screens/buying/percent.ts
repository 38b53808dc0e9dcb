// Basis points of the whole, as people read them. Pure.

/** "40%", "12.5%" */
export const percentOf = (basisPoints: number): string =>
  `${(basisPoints / 100).toLocaleString('en-GB', { maximumFractionDigits: 2 })}%`;
