import { count } from '$lib/format';
import type {
  CrestPattern,
  CrestShape,
  CrestSymbol,
  HouseColour,
  Organisation,
  PartnerType,
  Phase,
  Role,
} from '$generated/protocol';

export const phases = {
  nursery: 'Nursery',
  primary: 'Primary',
  secondary: 'Secondary',
  all_through: 'All-through',
  special: 'Special',
  sixteen_plus: 'Sixteen plus',
} satisfies Record<Phase, string>;

const schools = {
  nursery: 'Nursery school',
  primary: 'Primary school',
  secondary: 'Secondary school',
  all_through: 'All-through school',
  special: 'Special school',
  sixteen_plus: 'Sixth form or college',
} satisfies Record<Phase, string>;

const partners = {
  diocese: 'Diocese',
  university: 'University',
  local_authority: 'Local authority',
  supplier: 'Supplier',
  charity: 'Charity',
} satisfies Record<PartnerType, string>;

/** What an organisation is: "Primary school", "Trust", "University". */
export function kindOf(organisation: Organisation): string {
  switch (organisation.type) {
    case 'network':
      return 'Network';
    case 'trust':
      return 'Trust';
    case 'partner':
      return organisation.partner_type ? partners[organisation.partner_type] : 'Partner';
    case 'school':
      return organisation.phase ? schools[organisation.phase] : 'School';
  }
}

/** "Primary school, Church of England, Ellerwick" */
export function kindLine(organisation: Organisation): string {
  return [kindOf(organisation), organisation.character, organisation.town].filter(Boolean).join(', ');
}

export const organisations = {
  title: 'Our schools',
  search: 'Search schools and partners',
  placeholder: 'Name, place or what they lead on',
  none: 'No school or partner matches.',
  clear: 'Clear the search',
  sub: (trusts: number, schoolsHere: number) =>
    [trusts && count(trusts, 'trust', 'trusts'), count(schoolsHere, 'school', 'schools')]
      .filter(Boolean)
      .join(', '),
  schools: (number: number) => count(number, 'school', 'schools'),
  alone: 'Schools in no trust',
  partners: 'Partners',
  closed: (number: number) => `Closed (${number})`,
  closedTag: 'Closed',
  listedTag: 'Not joined yet',
  closedInRegister: 'Closed in the register',
  leadsOn: (what: string) => `Leads on ${what}`,
  empty: 'No school has joined yet.',
  emptyAdmin: 'Import the register and let your schools join.',
  toAdmin: 'Go to administration',
};

export const organisation = {
  fallback: 'Organisation',
  motto: 'Motto',
  ethos: 'Ethos',
  leadsOn: 'What we lead on',
  askThem: 'Other schools can ask about these.',
  people: 'People',
  noPeople: 'Nobody here that you may see.',
  everybody: (number: number) => `Show all ${number}`,
  fewer: 'Show fewer',
  inDirectory: 'See everyone who works here in People',
  teams: 'Teams',
  noTeams: 'No teams of its own that you can find.',
  archived: 'Archived',
  schools: 'Schools',
  trusts: 'Trusts',
  partners: 'Partners',
  noSchools: 'No school has joined yet.',
  map: 'Where they are',
  mapOf: (name: string) => `Map of the schools of ${name}`,
  mapHelp: 'North is up. The numbers are those of the list below.',
  notOnMap: (names: string) => `Not on the map, because the register gives no place for them: ${names}.`,
  facts: 'Facts',
  register: 'From the national register',
  noRegister: 'The register has told us nothing about it yet.',
  partOf: 'Part of',
  website: 'Website',
  edit: 'Edit page',
  editLong: 'Edit this page',
  library: 'Library',
  libraryGo: 'Resources that this school shares',
  successor: 'Followed by',
  closed: 'It has closed. Its page stays for what was written with it.',
  listed: 'Known from the national register only. Administrators see this page; it joins in',
  administration: 'administration',
  labels: {
    urn: 'URN',
    laestab: 'LAESTAB',
    ukprn: 'UKPRN',
    group_id: 'Group ID',
    companies_house: 'Companies House',
    establishment_type: 'Type',
    status: 'Status',
    gender: 'Gender',
    ages: 'Ages',
    pupils: 'Pupils',
    local_authority: 'Local authority',
    region: 'Region',
    diocese: 'Diocese',
    opened: 'Opened',
    closed: 'Closed',
    postcode: 'Postcode',
  },
  ages: (low: number, high: number) => `${low} to ${high}`,
  pupils: (pupils: number, capacity?: number) =>
    capacity === undefined
      ? pupils.toLocaleString('en-GB')
      : `${pupils.toLocaleString('en-GB')} of ${capacity.toLocaleString('en-GB')} places`,
  roles: {
    headteacher: (number: number) => (number === 1 ? 'Headteacher' : 'Headteachers'),
    trust_leader: (number: number) => (number === 1 ? 'Trust leader' : 'Trust leaders'),
    subject_lead: (number: number) => (number === 1 ? 'Subject lead' : 'Subject leads'),
    business_manager: (number: number) => (number === 1 ? 'Business manager' : 'Business managers'),
    staff: () => 'Staff',
    governor: (number: number) => (number === 1 ? 'Governor' : 'Governors'),
    administrator: (number: number) => (number === 1 ? 'Administrator' : 'Administrators'),
    partner: () => 'Partner staff',
  } satisfies Record<Role, (number: number) => string>,
};

export const editOrganisation = {
  title: (name: string) => `Edit the page of ${name}`,
  motto: 'Motto',
  mottoHelp: 'A few words, as on the sign at the gate. You may leave it empty.',
  ethos: 'Ethos',
  ethosHelp: 'What you are like, in a sentence or two that no other school could have written.',
  website: 'Website',
  websiteHelp: 'With https:// at its beginning.',
  websiteBad: 'Enter an address that begins with https:// or http://',
  leadsOn: 'What we lead on',
  leadsOnHelp: 'One on each line, at most 12. Others find you by these words.',
  leadsOnMany: 'Name at most 12',
  crest: 'Crest',
  crestHelp: 'Drawn by Staffroom, so it is sharp at every size and in the dark theme.',
  makeCrest: 'Design a crest',
  shape: 'Shape',
  pattern: 'Pattern',
  symbol: 'Symbol',
  first: 'First colour',
  second: 'Second colour',
  preview: 'How it looks',
  saved: 'The page is saved.',
  cannot: 'Only administrators of an organisation edit its page.',
  shapes: {
    shield: 'Shield',
    roundel: 'Roundel',
    lozenge: 'Lozenge',
    square: 'Square',
  } satisfies Record<CrestShape, string>,
  patterns: {
    plain: 'Plain',
    halves: 'Halves',
    chevron: 'Chevron',
    bend: 'Bend',
    cross: 'Cross',
    bars: 'Bars',
  } satisfies Record<CrestPattern, string>,
  symbols: {
    none: 'None',
    oak: 'Oak',
    book: 'Book',
    lamp: 'Lamp',
    star: 'Star',
    river: 'River',
    hill: 'Hill',
    bird: 'Bird',
    key: 'Key',
    anchor: 'Anchor',
    wheat: 'Wheat',
    sun: 'Sun',
  } satisfies Record<CrestSymbol, string>,
  colours: {
    pine: 'Pine',
    navy: 'Navy',
    maroon: 'Maroon',
    plum: 'Plum',
    rust: 'Rust',
    ochre: 'Ochre',
    teal: 'Teal',
    slate: 'Slate',
    forest: 'Forest',
    royal: 'Royal',
  } satisfies Record<HouseColour, string>,
};
