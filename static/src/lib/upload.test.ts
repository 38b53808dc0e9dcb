import { expect, it } from 'vitest';
import { disposition } from './upload';

it('carries any file name in a header', () => {
  expect(disposition('staff.csv')).toBe("attachment; filename*=UTF-8''staff.csv");
  expect(disposition('Lehrkräfte (Jänner).csv')).toBe(
    "attachment; filename*=UTF-8''Lehrkr%C3%A4fte%20%28J%C3%A4nner%29.csv",
  );
  expect(disposition('it\'s "new"\r\n.csv')).toBe(
    "attachment; filename*=UTF-8''it%27s%20%22new%22%0D%0A.csv",
  );
});
