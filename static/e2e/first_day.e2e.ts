// A hub that was just installed: its sign-in page says how somebody comes to have an account, until somebody has one.
import { expect, it } from 'vitest';
import { founder } from './empty_hub';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ unused: true });

it('says on the sign-in page how the first account is made, and then no more', async () => {
  const { page } = await stage.stranger();
  await page.goto(stage.server.url);
  const hint = page.getByText('Nobody has an account on this hub yet.');
  await hint.waitFor();
  expect(await hint.innerText()).toContain('staffroom user add --administrator');
  const invited = page.getByText('Use the link in your invitation email.');
  expect(await invited.count()).toBe(0);

  await stage.server.makeFirstAccount();
  await page.reload();
  await invited.waitFor();
  expect(await hint.count()).toBe(0);
  await page.getByLabel('School email').fill(founder.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Good/ }).waitFor();
});
