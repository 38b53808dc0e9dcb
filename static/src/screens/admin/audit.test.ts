import { expect, it } from 'vitest';
import { routes } from '$generated/protocol';
import { audit as words } from '$strings/audit';
import { auditQuery, noFilter, pageOf, saidOf } from './audit';

it('asks only for what is set', () => {
  expect(String(auditQuery(noFilter))).toBe('');
  expect(String(auditQuery({ ...noFilter, person: 12, from: '2026-01-01' }))).toBe(
    'person=12&from=2026-01-01',
  );
});

it('links to what can be read and has a page', () => {
  expect(pageOf({ self: '/people/7', record: 'person', id: 7 })).toBe('/admin/people/7');
  expect(pageOf({ self: '', record: 'person', id: 7 })).toBeUndefined();
  expect(pageOf({ self: '/flags/7', record: 'flag', id: 7 })).toBeUndefined();
});

it('has words for every command that leaves an entry', () => {
  // How far one has read is no entry; the others are answered by the server, which then runs a command of its own.
  const without =
    /^(mark_read|sign_out|change_password|confirm_password|create_api_token|forgot_|upload_|(create|append|terminate)_upload$)/;
  const missing = Object.keys(routes).filter((command) => !without.test(command) && !(command in words.acts));
  expect(missing).toEqual([]);
  expect(saidOf('something_new')).toBe('something new');
});
