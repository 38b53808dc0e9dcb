// Invitations and forgotten passwords, from the mail to the page behind its link.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { said } from './conversation';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage();
const administrator = 'Femi Adeyemi';
const chosen = 'lantern gravel teapot';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function invite(page: Page, email: string, place: string, name = ''): Promise<void> {
  // With no invitation yet, the empty list offers it as well.
  await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: /^Invite somebody to/ });
  await form.getByLabel('Email', { exact: true }).fill(email);
  if (name) await form.getByLabel('Name, if you know it').fill(name);
  await form.getByLabel('Organisation').selectOption({ label: `\u2003\u2003${place}` });
  await form.getByLabel('A word to them').fill('We start on Monday.');
  await form.getByRole('button', { name: 'Send invitation', exact: true }).click();
  await said(page, `An invitation is on its way to ${email}.`);
}

it('brings somebody in by the link in their mail, once', async () => {
  const email = 'lucy.ashworth@new.example';
  const { page } = await stage.visit(administrator, '/admin/invitations');
  await heading(page, 'Admin: invitations');
  await invite(page, email, 'Dyeworks Lane Primary School');

  const { page: guest } = await stage.stranger();
  const link = await stage.server.linkTo(email);
  await guest.goto(stage.server.url + link);
  await heading(guest, 'Join Dyeworks Lane Primary School');
  await guest.getByText('We start on Monday.').waitFor();
  expect(await guest.getByLabel('Your email', { exact: true }).inputValue()).toBe(email);

  await guest.getByLabel('Choose a password', { exact: true }).fill('short');
  await guest.getByText('5 more characters', { exact: true }).waitFor();
  await press(guest, 'Join Staffroom');
  await guest.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();

  await guest.getByLabel('Your name, as colleagues know you').fill('Lucy Ashworth');
  await guest.getByLabel('Choose a password', { exact: true }).fill(chosen);
  await press(guest, 'Join Staffroom');
  await heading(guest, /^Good (morning|afternoon|evening)/);
  await guest.getByText('Lucy Ashworth', { exact: true }).first().waitFor();
  // Whoever invited sees it while it happens.
  await page.getByRole('button', { name: /^1 ?Accepted$/ }).waitFor();

  const { page: late } = await stage.stranger();
  await late.goto(stage.server.url + link);
  await heading(late, 'This link doesn’t work any more');
});

it('lets a head invite to their own school, in roles below their own', async () => {
  const email = 'new.teacher@new.example';
  const { page } = await stage.visit('Helen Marsden', '/');
  await page.getByRole('button', { name: /Helen Marsden/ }).click();
  await page.getByRole('link', { name: 'Invitations', exact: true }).click();
  await heading(page, 'Admin: invitations');
  expect(await page.getByRole('link', { name: 'Erasures', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
  const form = page.getByRole('dialog', { name: 'Invite somebody to Ellerwick CE Primary School' });
  const roles = await form.getByLabel('Role', { exact: true }).getByRole('option').allTextContents();
  expect(roles).toContain('Subject lead');
  expect(roles).not.toContain('Headteacher');
  await form.getByLabel('Email', { exact: true }).fill(email);
  await form.getByRole('button', { name: 'Send invitation', exact: true }).click();
  await said(page, `An invitation is on its way to ${email}.`);
  const { page: guest } = await stage.stranger();
  await guest.goto(stage.server.url + (await stage.server.linkTo(email)));
  await heading(guest, 'Join Ellerwick CE Primary School');
});

it('lets whoever was invited say no, and takes an invitation back', async () => {
  const { page } = await stage.visit(administrator, '/admin/invitations');
  await heading(page, 'Admin: invitations');
  await invite(page, 'no.thanks@new.example', 'Gosmere Academy');
  await invite(page, 'taken.back@new.example', 'Gosmere Academy');

  const { page: guest } = await stage.stranger();
  await guest.goto(stage.server.url + (await stage.server.linkTo('no.thanks@new.example')));
  await press(guest, 'No, thank you');
  await guest.getByRole('dialog').getByRole('button', { name: 'Say no', exact: true }).click();
  await heading(guest, 'You’ve said no to the invitation.');

  const link = await stage.server.linkTo('taken.back@new.example');
  await page.getByRole('button', { name: 'Actions for the invitation to taken.back@new.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Take this invitation back?' });
  await question.getByRole('button', { name: 'Take back', exact: true }).click();
  await said(page, 'The invitation is taken back.');
  await guest.goto(stage.server.url + link);
  await heading(guest, 'This link doesn’t work any more');
});

it('asks who has an account to sign in, with that account only', async () => {
  const { page } = await stage.visit(administrator, '/admin/invitations');
  await heading(page, 'Admin: invitations');
  const email = stage.emailOf('Joe Brennan');
  await invite(page, email, 'Gosmere Academy');
  const link = await stage.server.linkTo(email);

  const other = await stage.visit('Ruth Fell', link);
  await other.page.getByText('You’re signed in as Ruth Fell, which is another address.').waitFor();
  expect(await other.page.getByRole('button', { name: 'Accept the invitation' }).count()).toBe(0);

  const { page: joe } = await stage.stranger();
  await joe.goto(stage.server.url + link);
  await press(joe, 'Sign in to accept');
  await joe.getByLabel('School email').fill(email);
  await joe.getByLabel('Password', { exact: true }).fill(password);
  await press(joe, 'Sign in');
  await press(joe, 'Accept the invitation');
  await heading(joe, /^Good/);
  const client = await stage.as('Joe Brennan');
  const { memberships, organisations } = await client.get('/me');
  const gosmere = organisations.find((one: { name: string }) => one.name === 'Gosmere Academy');
  expect(memberships.map((one: { organisation: number }) => one.organisation)).toContain(gosmere?.id);
});

it('sets a forgotten password by mail, and answers the same for an address that nobody has', async () => {
  const email = stage.emailOf('Dan Whitlock');
  const { page } = await stage.stranger();
  const ask = async (address: string) => {
    await page.goto(stage.server.url);
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await page.getByLabel('School email').fill(address);
    await press(page, 'Send the link');
    await heading(page, 'Check your email');
    return (await page.getByRole('main').innerText()).replaceAll(address, 'ADDRESS');
  };
  expect(await ask('nobody.at.all@new.example')).toBe(await ask(email));

  const signedIn = (await stage.visit('Dan Whitlock', '/help')).page;
  await heading(signedIn, 'Help');
  const link = await stage.server.linkTo(email);
  await page.goto(stage.server.url + link);
  await heading(page, 'Set your password');
  await page.getByLabel('New password', { exact: true }).fill(chosen);
  await press(page, 'Save password');
  await heading(page, 'Your password is set.');
  // Whoever had the old password is out.
  await heading(signedIn, 'Sign in');

  await page.getByRole('link', { name: 'Go to sign in' }).click();
  await page.getByLabel('School email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(chosen);
  await press(page, 'Sign in');
  await heading(page, /^Good/);
  await page.goto(stage.server.url + link);
  await heading(page, 'This link doesn’t work any more');
});

it('stops a link to set a password that somebody else asked for', async () => {
  const email = stage.emailOf('Amina Suleiman');
  const { page } = await stage.stranger();
  await page.goto(`${stage.server.url}/forgot`);
  await page.getByLabel('School email').fill(email);
  await press(page, 'Send the link');
  await heading(page, 'Check your email');
  const link = await stage.server.linkTo(email);
  await page.goto(stage.server.url + link);
  await page.getByRole('button', { name: 'This wasn’t me' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the link', exact: true }).click();
  await heading(page, 'The link is stopped.');
  await page.goto(stage.server.url + link);
  await heading(page, 'This link doesn’t work any more');
});
