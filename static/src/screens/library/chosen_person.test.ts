import { expect, it } from 'vitest';
import { chosenPerson } from './chosen_person';

const people = [
  { id: '1', text: 'Ann Lee' },
  { id: '2', text: 'Ann Leeson, Head of science' },
  { id: '3', text: 'Priya Nair' },
];

it('takes the exact name before a longer one', () => expect(chosenPerson(people, ' ann lee ')).toBe('1'));
it('takes the only one that begins so', () => expect(chosenPerson(people, 'pri')).toBe('3'));
it('takes nobody while it could be several', () => expect(chosenPerson(people, 'Ann')).toBe(''));
it('takes nobody for nothing', () => expect(chosenPerson(people, '  ')).toBe(''));
