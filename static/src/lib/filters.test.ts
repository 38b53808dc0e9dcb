import { describe, expect, it } from 'vitest';
import { filtered, numbersOf } from './filters';

const rows = [
  { name: 'Ann', role: ['staff'], subject: ['Maths'] },
  { name: 'Ben', role: ['staff', 'governor'], subject: ['English'] },
  { name: 'Cat', role: ['headteacher'], subject: [] },
];
const valuesOf = ({ role, subject }: (typeof rows)[number]) => ({ role, subject });
const names = (chosen: Record<string, string[]>) => filtered(rows, valuesOf, chosen).map(({ name }) => name);

describe('filters', () => {
  it('leave everything when nothing is ticked', () => {
    expect(names({})).toEqual(['Ann', 'Ben', 'Cat']);
    expect(names({ role: [] })).toEqual(['Ann', 'Ben', 'Cat']);
  });

  it('take any of the values in one group, and every group', () => {
    expect(names({ role: ['staff', 'headteacher'] })).toEqual(['Ann', 'Ben', 'Cat']);
    expect(names({ role: ['staff'], subject: ['English'] })).toEqual(['Ben']);
    expect(names({ role: ['headteacher'], subject: ['English'] })).toEqual([]);
  });

  it('count a group by what is ticked in the others', () => {
    expect(numbersOf(rows, valuesOf, { role: ['staff'] }, 'subject')).toEqual(
      new Map([
        ['Maths', 1],
        ['English', 1],
      ]),
    );
    expect(numbersOf(rows, valuesOf, { role: ['staff'] }, 'role').get('headteacher')).toBe(1);
  });

  it('keep a ticked value that leaves nobody, to be unticked', () => {
    expect(numbersOf(rows, valuesOf, { role: ['headteacher'], subject: ['Maths'] }, 'subject')).toEqual(
      new Map([['Maths', 0]]),
    );
  });
});
