// Golden links: what a record came of, uses, is about; shown on both ends.
import type { Linked, TieType } from '$generated/protocol';

export const goldenLinks = {
  title: 'Linked',
  none: 'Nothing is linked yet.',
  add: 'Add a link',
  outgoing: { came_of: 'Came of', uses: 'Uses', about: 'About' } satisfies Record<TieType, string>,
  incoming: { came_of: 'Led to', uses: 'Used by', about: 'Spoken of in' } satisfies Record<TieType, string>,
  what: {
    resource: 'Resource',
    practice: 'Best practice',
    support_request: 'Support',
    topic: 'Topic',
    collection: 'Collection',
    review: 'Peer review',
  } satisfies Record<Linked, string>,
  remove: (title: string) => `Remove the link to ${title}`,
  removed: 'The link is removed.',
  addTitle: 'Add a link',
  addBody: 'It shows on both pages, to those who may see both.',
  find: 'Find what to link',
  findHelp: 'Resources, best practice, topics, collections and support.',
  choose: 'Choose one',
  nothing: 'Nothing found.',
  type: 'How they belong together',
  types: {
    about: 'It is about the same thing',
    uses: 'This uses it',
    came_of: 'This came of it',
  } satisfies Record<TieType, string>,
  go: 'Link them',
  added: 'Linked. It shows on both pages.',
  needChoice: 'Choose what to link',
};
