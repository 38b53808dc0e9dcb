import { everywhere } from './everywhere';

export const people = {
  title: 'People',
  search: 'Search people',
  placeholder: 'Name, job or school',
  found: (number: number) => everywhere.people(number),
  onlyFirst: (number: number) => `These are the first ${number}. Search to see others.`,
  none: 'Nobody matches.',
  clear: 'Clear the search',
  left: 'No longer in the network',
  roles: 'Roles',
  nameOnly: 'Only their name and job are shared with you.',
  noRoles: 'No roles that you may see.',
  shared: 'Teams you share',
  noShared: 'You share no team.',
  you: 'This is you',
  roleNames: {
    staff: 'Staff',
    subject_lead: 'Subject lead',
    business_manager: 'Business manager',
    headteacher: 'Headteacher',
    governor: 'Governor',
    trust_leader: 'Trust leader',
    administrator: 'Administrator',
    partner: 'Partner',
  },
};
