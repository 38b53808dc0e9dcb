// Words of the filters beside a list.
export const facets = {
  fewer: 'Fewer',
  filters: 'Filters',
  filtersOn: (number: number) => `Filters (${number})`,
  show: (found: string) => `Show ${found}`,
  clearAll: 'Clear all',
  remove: (what: string) => `Remove filter: ${what}`,
  results: 'Results',
};
