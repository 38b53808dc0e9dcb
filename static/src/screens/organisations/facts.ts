// What the register says of an organisation, as labels and values; what it leaves out is left out.
import type { Register } from '$generated/protocol';
import { fullDate } from '$lib/format';
import { organisation as words } from '$strings/organisations';

export type Fact = [label: string, value: string];

const date = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? fullDate(text) : text);

export function registerFacts(register: Register | undefined): Fact[] {
  if (!register) return [];
  const { labels } = words;
  const found: [string, string | number | undefined][] = [
    [labels.establishment_type, register.establishment_type],
    // "Open" is what one expects; anything else is worth a line.
    [labels.status, register.status === 'Open' ? undefined : register.status],
    [
      labels.ages,
      register.age_low === undefined || register.age_high === undefined
        ? undefined
        : words.ages(register.age_low, register.age_high),
    ],
    [
      labels.pupils,
      register.pupils === undefined ? undefined : words.pupils(register.pupils, register.capacity),
    ],
    [labels.gender, register.gender],
    [labels.local_authority, register.local_authority],
    [labels.diocese, /^(not applicable|none)$/i.test(register.diocese ?? '') ? undefined : register.diocese],
    [labels.region, register.region],
    [labels.postcode, register.postcode],
    [labels.opened, date(register.opened)],
    [labels.closed, date(register.closed)],
    [labels.urn, register.urn],
    [labels.group_id, register.group_id],
    [labels.companies_house, register.companies_house],
    [labels.ukprn, register.ukprn],
  ];
  return found.flatMap(([label, value]): Fact[] =>
    value === undefined || value === '' ? [] : [[label, String(value)]],
  );
}
