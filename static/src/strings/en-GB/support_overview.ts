// Supply of and demand for support, for those who lead.
import { count } from '$lib/format';

export const overview = {
  title: 'Support: overview',
  intro:
    'Figures stand here only where they come from three schools or more, so that none can be picked out.',
  where: 'For',
  none: 'You need to lead, govern or broker for a school, a trust or the network to see this.',
  size: 'Answered by size of school',
  region: 'Answered by region',
  equity: 'Every school should be as likely to find help as any other.',
  group: 'Schools',
  region_column: 'Region',
  requests: 'Requests',
  answered: 'Found somebody',
  days: 'Days to a first answer',
  tooFew: 'Too few to say',
  share: (answered: number, requests: number) =>
    requests ? `${Math.round((answered / requests) * 100)}% (${answered} of ${requests})` : 'No requests',
  supply: 'Who could help, and what is asked for',
  subject: 'Subject and phase',
  any: 'Any subject',
  offers: 'People who offer',
  freeDays: 'Days free',
  wanted: 'Requests in a year',
  short: 'More asked than offered',
  overAsked: 'Asked most',
  overAskedHelp: 'At least three times as often as is usual. Perhaps somebody else could take a turn.',
  noOverAsked: 'Nobody is asked far more than others.',
  asked: (number: number) => `asked ${count(number, 'time', 'times')} in a year`,
  free: (number: number) => `${count(number, 'day', 'days')} free`,
  nothing: 'Nothing to show yet.',
};
