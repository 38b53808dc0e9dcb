import { expect, it } from 'vitest';
import { openPage } from './open_pages';

it('knows the pages for anybody', () => {
  expect(openPage('/forgot')?.props).toEqual({});
  expect(openPage('/link/i.12.1.c0ffee-_~')?.props).toEqual({ token: 'i.12.1.c0ffee-_~' });
  expect(openPage('/link/abcdefgh?utm=1')?.props).toEqual({ token: 'abcdefgh' });
  expect(openPage('/unsubscribe/abcdefgh')?.props).toEqual({ token: 'abcdefgh' });
  expect(openPage('/supplier/abcdefgh')?.props).toEqual({ token: 'abcdefgh' });
});

it('asks for no session behind a link of a supplier', () => {
  expect(openPage('/supplier/abcdefgh')?.alone).toBe(true);
  expect(openPage('/link/abcdefgh')?.alone).toBeUndefined();
});

it('leaves everything else to the routes', () => {
  for (const url of [
    '/',
    '/teams/12',
    '/link',
    '/link/',
    '/link/short',
    '/unsubscribe',
    '/supplier',
    '/buying/suppliers',
    '/link/a/b/c/d/e/f',
    '/link/%2e%2e%2f%2e%2e',
  ])
    expect(openPage(url), url).toBeUndefined();
});
