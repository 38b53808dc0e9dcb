// The radar: contracts of several schools that end close together, and what is committed in all.
import { count } from '$lib/format';

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const inWords = (number: number) => numbers[number] ?? number.toLocaleString('en-GB');

export const radar = {
  title: 'Radar',
  sub: 'What ends when, and what could be bought together',
  groups: 'Ending close together',
  none: 'Nothing ends close together just now',
  noneBody:
    'Contracts of one category that end near each other, in time and place, show up here. Look further below.',
  notYours: 'The radar is for business managers and leaders.',
  found: (organisations: number, category: string, days: number) =>
    `${inWords(organisations)} ${organisations === 1 ? 'school or trust renews' : 'schools and trusts renew'} ${category} within ${count(days, 'day', 'days')} of each other`,
  foundSchools: (schools: number, category: string, days: number) =>
    `${inWords(schools)} ${schools === 1 ? 'school renews' : 'schools renew'} ${category} within ${count(days, 'day', 'days')} of each other`,
  one: (organisation: string, day: string) => `${organisation} (${day})`,
  others: (number: number) => `${count(number, 'other', 'others')}`,
  within: (km: number, places: number) =>
    places === 2 ? `${km.toLocaleString('en-GB')} km apart` : `all within ${km.toLocaleString('en-GB')} km`,
  notice: (organisation: string, day: string) => `${organisation} must give notice by ${day}.`,
  noticeGone: (organisation: string, day: string) =>
    `The day to give notice passed for ${organisation}, ${day}.`,
  worth: (value: string, known: string) => `${value} a year inc VAT, ${known}.`,
  open: 'Open a pool',
  notNow: 'Not now',
  away: 'Put away for four weeks',
  more: (number: number) => `${count(number, 'more group', 'more groups')}`,
  all: 'See the radar',
  label: 'Ending close together',
  contracts: 'Contracts',
  place: 'Look at',
  everything: 'All that I may see',
  settings: 'How far to look',
  km: 'Distance in kilometres',
  days: 'Days between the first and the last end',
  save: 'Save',
  saved: 'Saved',
  bringBack: (number: number) => `Show ${count(number, 'group', 'groups')} that you put away`,
  errors: {
    km: (most: number) => `A whole number from 1 to ${most}`,
    days: (most: number) => `A whole number from 1 to ${most}`,
  },
  totals: 'All contracts in force that you may see',
  totalContracts: 'Contracts',
  totalYear: 'A year, inc VAT',
  months: 'Ending in the next twelve months',
  monthsLabel: 'Contracts by the month in which they end. The table view holds the same figures.',
  by: 'Committed a year',
  byWhat: 'Group by',
  byCategory: 'Category',
  bySupplier: 'Supplier',
  bySchool: 'School or trust',
  shape: 'Show as',
  chart: 'Chart',
  table: 'Table',
  month: 'Month',
  number: 'Contracts',
  year: 'A year, inc VAT',
  known: 'Value known',
  knownOf: (known: number, all: number) => `${known} of ${all}`,
  unknown: 'Not known',
  nothing: 'No contracts',
};
