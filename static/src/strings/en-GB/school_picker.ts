// Ticking schools in a form.
import { count } from '$lib/format';

export const schoolPicker = {
  chosen: (number: number) => `${count(number, 'school', 'schools')} chosen`,
  find: 'Find a school',
  noneFound: 'No school has that name.',
  more: (number: number) => `${number} more: type part of the name.`,
};
