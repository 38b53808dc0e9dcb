// How the hub is: for administrators of the whole network, kept up to date by itself, and as unknown to everybody else.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { password } from './set_up';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const administrator = 'Femi Adeyemi';
const ofTrust = 'Kwame Osei';
const member = 'Joe Brennan';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const fact = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('+ dd').innerText();

it('tells an administrator of the network how the hub is, and looks again by itself', async () => {
  const { page } = await stage.visit(administrator, '/admin');
  await page.getByRole('link', { name: 'Hub', exact: true }).click();
  await title(page, 'Admin: the hub');
  await page.getByText(/^Staffroom \d+\.\d+\.\d+, running since /).waitFor();
  await page.getByText(/^Mail is kept in a folder and not sent\./).waitFor();

  // Measured by a thread of its own, a moment after the start.
  await page.clock.install();
  await page.reload();
  await title(page, 'Admin: the hub');
  await expect
    .poll(() => fact(page, 'Disk'))
    .toMatch(/^[\d.]+ [TG]B of [\d.]+ [TG]B are free\. Records take /);
  expect(await fact(page, 'People')).toMatch(/^\d+ pages? (is|are) connected\.$/);

  const changes = async () => Number((await fact(page, 'Saving')).match(/^[\d,]+/)?.[0].replaceAll(',', ''));
  const before = await changes();
  await (await stage.as(member)).post('/me/confirm', { password });
  await page.clock.fastForward(31_000);
  await expect.poll(changes).toBeGreaterThan(before);
});

it('is not there for anybody else', async () => {
  const trust = await stage.visit(ofTrust, '/admin');
  await title(trust.page, 'Admin: people');
  await trust.page.getByRole('link', { name: 'Erasures', exact: true }).waitFor();
  expect(await trust.page.getByRole('link', { name: 'Hub', exact: true }).count()).toBe(0);
  await trust.page.goto(`${stage.server.url}/admin/hub`);
  await trust.page.getByText('This page does not exist or is not shared with you.').waitFor();

  for (const name of [ofTrust, member]) {
    const somebody = await stage.as(name);
    const { status, body } = await somebody.ask('GET', '/status');
    const unknown = await somebody.ask('GET', '/unheard-of');
    expect([status, body], name).toEqual([unknown.status, unknown.body]);
  }
  expect((await stage.nobody().ask('GET', '/status')).status).toBe(401);
});
