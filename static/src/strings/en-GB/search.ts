// Searching everything.
import type { SearchKind, SearchSort } from '$generated/protocol';

export const search = {
  title: 'Search',
  box: 'Search everything',
  placeholder: 'Words, a name, a phrase in quotes …',
  go: 'Search',
  kinds: {
    resource: 'Resources',
    collection: 'Collections',
    topic: 'Topics',
    message: 'Messages',
    person: 'People',
    team: 'Teams',
    organisation: 'Schools and trusts',
    curriculum: 'Curriculum',
    practice: 'Best practice',
    support_request: 'Support',
  } satisfies Record<SearchKind, string>,
  /** What one hit is, before its place. */
  kind: {
    resource: 'Resource',
    collection: 'Collection',
    topic: 'Topic',
    message: 'Message',
    person: 'Person',
    team: 'Team',
    organisation: 'Organisation',
    curriculum: 'Curriculum unit',
    practice: 'Best practice',
    support_request: 'Support request',
  } satisfies Record<SearchKind, string>,
  all: 'Everything',
  where: 'Where to look',
  sort: 'Sort by',
  sorts: { relevance: 'Best match', newest: 'Newest', most_used: 'Most used' } satisfies Record<
    SearchSort,
    string
  >,
  total: (number: number, exact: boolean) =>
    number === 0
      ? 'Nothing found'
      : `${exact ? '' : 'About '}${number.toLocaleString('en-GB')} ${number === 1 ? 'result' : 'results'}`,
  results: 'Results',
  didYouMean: 'Did you mean',
  behind: 'The search is catching up. What is only minutes old may be missing for a moment.',
  page: (page: number) => `Page ${page}`,
  slide: (page: number) => `Slide ${page}`,
  sheet: (page: number) => `Sheet ${page}`,
  more: 'Show more',
  inLibrary: 'More filters in the library',
  nothing: (sought: string) => `Nothing found for “${sought}”`,
  nothingBody: 'Try fewer or other words. Only what is shared with you is searched.',
  lookEverywhere: 'Look everywhere',
  begin: 'What are you looking for?',
  beginBody:
    'Resources with the words inside their slides and documents, messages, people, teams and schools. Only what is shared with you.',
  again: 'The search could not be done. Try again.',
  tips: 'Search tips',
  tipsIntro: 'Words are found in any form: “fraction” finds “fractions” too. Narrow it down with:',
  tip: 'Write',
  finds: 'Finds',
  rows: [
    ['"place value"', 'these words, one after the other'],
    ['fractions -decimals', 'what doesn’t hold the second word'],
    ['subject:mathematics', 'one subject'],
    ['stage:ks2', 'a key stage: eyfs, ks1 … ks5'],
    ['year:4', 'a year'],
    ['kind:assessment', 'one kind of resource: scheme, policy, training …'],
    ['by:nair', 'what somebody wrote or shared'],
    ['in:messages', 'only messages, people, teams, resources …'],
    ['has:file', 'what has files, a preview, an approval'],
    ['before:2026-09-01', 'what is older; after: for what is newer'],
  ] as const,
};
