// A token for a program: made on the page, shown once, used without a cookie, and worth nothing once it is revoked.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const minute = 60_000;

/** As a program does: nothing but the token. */
function ask(secret: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${stage.server.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${secret}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

const tokens = (page: Page) => page.getByRole('region', { name: 'Your tokens', exact: true });

it('makes a token that reads and no more, shows it once, and revokes it', async () => {
  const { page } = await stage.visit('Joe Brennan', '/settings');
  await page.getByRole('link', { name: 'Programs', exact: true }).click();
  await tokens(page).getByText('No program has a token of yours.').waitFor();

  await page.getByRole('button', { name: 'Make the token', exact: true }).click();
  await page.getByRole('alert').getByText('Say what it is for').first().waitFor();
  await page.getByLabel('What is it for?', { exact: true }).fill('Timetable export');
  await page.getByLabel('How long it lasts', { exact: true }).selectOption('A month');
  await page.getByRole('button', { name: 'Make the token', exact: true }).click();
  const field = page.getByLabel('Token', { exact: true });
  await field.waitFor();
  const secret = await field.inputValue();
  expect(secret).toMatch(/^staffroom_[\w-]{43}$/);
  await tokens(page).getByText('May read', { exact: true }).waitFor();

  expect((await ask(secret, '/teams')).status).toBe(200);
  expect((await ask(secret, '/teams?limit=1')).headers.get('Set-Cookie')).toBeNull();
  const refused = await ask(secret, '/topics/1/messages', { text: 'By a program' });
  expect(refused.status).toBe(403);
  expect(((await refused.json()) as { reason: string }).reason).toBe('scope');
  expect((await ask(secret, '/me/sessions')).status).toBe(403);

  await page.getByRole('button', { name: 'I have copied it', exact: true }).click();
  await field.waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(secret);
  // The day is the hub’s, whose clock stands where the demo ends; the page’s goes on.
  await tokens(page)
    .getByText(/, last used /)
    .waitFor();
  await page.getByRole('button', { name: 'Revoke Timetable export', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Revoke “Timetable export”?', exact: true });
  await question.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByRole('status').getByText('The token is revoked.', { exact: true }).waitFor();
  await tokens(page).getByText('No program has a token of yours.').waitFor();
  const after = await ask(secret, '/teams');
  expect(after.status).toBe(401);
  expect(after.headers.get('WWW-Authenticate')).toContain('Bearer');
});

it('asks for the password again when it is long ago, and a token writes in its person’s name', async () => {
  const { page } = await stage.visit('Priya Nair', '/settings/programs');
  await tokens(page).waitFor();
  await stage.server.advance(11 * minute);
  await page.getByLabel('What is it for?', { exact: true }).fill('Reminders');
  await page.getByRole('checkbox', { name: 'Write in teams and topics', exact: true }).check();
  await page.getByRole('button', { name: 'Make the token', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Enter your password again' });
  await question.getByLabel('Your password', { exact: true }).fill(password);
  await question.getByRole('button', { name: 'Continue', exact: true }).click();
  const secret = await page.getByLabel('Token', { exact: true }).inputValue();
  await tokens(page).getByText('May read and write in teams and topics', { exact: true }).waitFor();

  const lead = await stage.as('Priya Nair');
  await lead.signIn();
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'Reminders of a program');
  const posted = await ask(secret, `/topics/${id}/messages`, { text: 'Books are due on Friday.' });
  expect(posted.status).toBe(201);
  const { person } = await lead.get('/me');
  expect(((await posted.json()) as { author: number }).author).toBe(person);
});
