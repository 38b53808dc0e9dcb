// A resource in a few words, as lists and heads say it. Pure.
import type { FileFormat, KeyStage, Resource, SchoolYear } from '$generated/protocol';
import type { IconName } from '../../assets/icons';
import { formatIcon, schoolYears, yearsOf } from '$lib/vocabulary';
import { resourceRow as words } from '$strings/library';
import { formatWords, stageWords, yearWords } from '$strings/vocabulary';

export function iconOf({ current }: Resource): IconName {
  if (current?.address) return 'link';
  return current ? formatIcon(current.formats?.[0]) : 'file';
}

/** The tone of its picture: slides, sheets and documents can be told apart from afar. */
export function toneOf({ current }: Resource): string {
  return toneOfFormat(current?.formats?.[0]);
}

export function toneOfFormat(format: FileFormat | undefined): string {
  const icon = format ? formatIcon(format) : undefined;
  if (icon === 'slides') return 'slides';
  if (icon === 'sheet') return 'sheet';
  if (icon === 'video' || icon === 'audio' || icon === 'image') return 'media';
  return icon === 'file' ? 'document' : 'plain';
}

export function formatLine({ current }: Resource): string {
  if (!current) return words.noFile;
  if (current.address) return words.webPage;
  const [first, ...others] = current.formats ?? [];
  if (current.files > 1 && (others.length || !first)) return words.files(current.files);
  return first ? formatWords[first] : words.files(current.files);
}

/** "Year 4", "Years 7 to 9", "Year 3 and Year 6": runs of years are drawn together. */
export function yearsLine(years: readonly SchoolYear[] = []): string {
  const at = schoolYears.map((year) => years.includes(year));
  const runs: [first: SchoolYear, last: SchoolYear][] = [];
  for (const [index, year] of schoolYears.entries()) {
    if (!at[index]) continue;
    const run = runs.at(-1);
    if (run && at[index - 1]) run[1] = year;
    else runs.push([year, year]);
  }
  return runs
    .map(([first, last]) => {
      if (first === last) return yearWords[first];
      const [from, to] = [yearWords[first], yearWords[last]];
      const joint = schoolYears.indexOf(last) - schoolYears.indexOf(first) === 1 ? 'and' : 'to';
      return from.startsWith('Year ')
        ? `${from.replace('Year', 'Years')} ${joint} ${to.slice(5)}`
        : `${from} ${joint} ${to}`;
    })
    .join(', ');
}

/** Years where they are said, else the key stages. */
export function forWhom(years: readonly SchoolYear[] = [], stages: readonly KeyStage[] = []): string {
  const whole = stages.filter((stage) => yearsOf[stage].every((year) => years.includes(year)));
  const loose = years.filter((year) => !whole.some((stage) => yearsOf[stage].includes(year)));
  if (!years.length) return stages.map((stage) => stageWords[stage]).join(', ');
  return [...whole.map((stage) => stageWords[stage]), ...(loose.length ? [yearsLine(loose)] : [])].join(', ');
}

/** "Slide 3", "Sheet 2", "Page 12". */
export function pageWords(page: number, format: FileFormat | undefined): string {
  const icon = format ? formatIcon(format) : undefined;
  const word = icon === 'slides' ? words.page.slide : icon === 'sheet' ? words.page.sheet : words.page.page;
  return `${word} ${page}`;
}
