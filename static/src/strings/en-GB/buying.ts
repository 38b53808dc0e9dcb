// Words that all pages of buying together share: kinds of spend, how it was bought, money.
import type { ContractState, CfrCode, ProcurementMethod, SpendCategory } from '$generated/protocol';
import { count } from '$lib/format';

export const buying = {
  tabs: 'Buying',
  contracts: 'Contracts',
  radar: 'Radar',
  pools: 'Pools',
  purchases: 'Purchases',
  suppliers: 'Suppliers',
  savings: 'Savings',
  overview: 'Overview',
  exVat: 'ex VAT',
  incVat: 'inc VAT',
  aYear: 'a year',
  notKnown: 'Not known',
  contractsCount: (number: number) => count(number, 'contract', 'contracts'),
  schoolsCount: (number: number) => count(number, 'school', 'schools'),
  /** "value known for 11 of 16" */
  known: (known: number, all: number) => `value known for ${known} of ${all}`,
  noAdvice: 'This is not legal advice.',
};

export { money } from './buying_money';

export interface Tower {
  name: string;
  categories: readonly SpendCategory[];
}
/** The categories as people look for them; every one stands in exactly one tower. */
export const towers: readonly Tower[] = [
  {
    name: 'ICT',
    categories: [
      'displays',
      'broadband_infrastructure',
      'broadband_service',
      'cloud_software',
      'curriculum_content',
      'cyber_services',
      'hosting_and_storage',
      'it_support',
      'laptops',
      'learning_platforms',
      'management_information_systems',
      'operating_systems',
      'peripherals',
      'multifunctional_devices',
      'server_support',
      'switches_and_routers',
      'telecoms',
      'websites',
    ],
  },
  {
    name: 'Energy and utilities',
    categories: ['decarbonisation', 'electricity', 'gas', 'other_fuels', 'solar', 'water'],
  },
  {
    name: 'Estates and facilities',
    categories: [
      'boilers_and_plumbing',
      'building_maintenance',
      'cleaning_products',
      'cleaning_services',
      'fire_safety',
      'furniture',
      'grounds_and_winter',
      'mechanical_and_electrical',
      'protective_equipment',
      'removals',
      'security',
      'sports_pitches',
      'statutory_testing',
      'uniform',
      'vending',
      'waste',
      'water_and_drains',
    ],
  },
  { name: 'Catering', categories: ['breakfast_club', 'catering_equipment', 'catering_services'] },
  {
    name: 'Business services',
    categories: [
      'audit',
      'books',
      'insurance',
      'leasing',
      'passenger_transport',
      'property_agents',
      'spend_analysis',
      'stationery',
      'vehicles',
    ],
  },
  {
    name: 'Professional services',
    categories: [
      'consultancy',
      'human_resources',
      'legal',
      'payroll',
      'recruitment',
      'screening',
      'specialist',
      'supply_staff',
    ],
  },
  { name: 'Other', categories: ['examinations', 'sports_and_arts', 'trips_and_events', 'other'] },
];

export const methods: Record<ProcurementMethod, string> = {
  unknown: 'Not known',
  framework: 'Framework',
  catalogue: 'Catalogue',
  quotes: 'Three quotes',
  tender: 'Tender',
  full_procedure: 'Full procedure',
  direct_award: 'Direct award',
};

export const contractStates: Record<ContractState, string> = {
  planned: 'Planned',
  current: 'Current',
  notice_given: 'Notice given',
  ended: 'Ended',
  voided: 'Entered by mistake',
};

/** Expenditure codes of Consistent Financial Reporting. */
export const cfrCodes: Record<CfrCode, string> = {
  e01: 'E01 Teaching staff',
  e02: 'E02 Supply teaching staff',
  e03: 'E03 Education support staff',
  e04: 'E04 Premises staff',
  e05: 'E05 Administrative and clerical staff',
  e06: 'E06 Catering staff',
  e07: 'E07 Other staff',
  e08: 'E08 Indirect employee expenses',
  e09: 'E09 Staff development and training',
  e10: 'E10 Supply teacher insurance',
  e11: 'E11 Staff-related insurance',
  e12: 'E12 Building maintenance and improvement',
  e13: 'E13 Grounds maintenance and improvement',
  e14: 'E14 Cleaning and caretaking',
  e15: 'E15 Water and sewerage',
  e16: 'E16 Energy',
  e17: 'E17 Rates',
  e18: 'E18 Other occupation costs',
  e19: 'E19 Learning resources (not ICT)',
  e20a: 'E20A Connectivity',
  e20b: 'E20B Onsite servers',
  e20c: 'E20C IT learning resources',
  e20d: 'E20D Administration software and systems',
  e20e: 'E20E Laptops, desktops and tablets',
  e20f: 'E20F Other hardware',
  e20g: 'E20G IT support',
  e21: 'E21 Examination fees',
  e22: 'E22 Administrative supplies',
  e23: 'E23 Other insurance premiums',
  e24: 'E24 Special facilities',
  e25: 'E25 Catering supplies',
  e26: 'E26 Agency supply teaching staff',
  e27: 'E27 Educational consultancy',
  e28a: 'E28A Bought-in professional services, other',
  e28b: 'E28B Bought-in professional services, PFI',
  e29: 'E29 Loan interest',
  e30: 'E30 Direct revenue financing',
  e31: 'E31 Community focused staff',
  e32: 'E32 Community focused costs',
};
