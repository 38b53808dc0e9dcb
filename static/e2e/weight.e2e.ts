// Light enough for a school's line: what a first visit fetches, and that the app is usable on a slow link.
import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { signIn } from './browser';
import { message, write } from './conversation';
import { useStage } from './stage';

const stage = useStage();
const firstVisitMax = 60 * 1_024;

/** Counts the bytes of bodies as they come over the line, by what they are for. */
async function weigh(page: Page): Promise<{ app: number; api: number; encodings: Set<string> }> {
  const sum = { app: 0, api: 0, encodings: new Set<string>() };
  const session: CDPSession = await page.context().newCDPSession(page);
  const kinds = new Map<string, 'app' | 'api'>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const api = new URL(response.url).pathname.startsWith('/api/');
    kinds.set(requestId, api ? 'api' : 'app');
    if (!api)
      sum.encodings.add(
        response.headers['Content-Encoding'] ?? response.headers['content-encoding'] ?? 'none',
      );
  });
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    sum[kinds.get(requestId) ?? 'app'] += encodedDataLength;
  });
  return sum;
}

it('fetches at most 60 KB of app for a first visit, sign-in and Home together', async () => {
  const { page } = await stage.stranger();
  const sum = await weigh(page);
  await signIn(page, stage.server, stage.emailOf('Joe Brennan'));
  await page.getByRole('heading', { level: 2, name: 'What’s new', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(sum.app).toBeGreaterThan(20_000);
  expect(sum.app, `${sum.app} bytes`).toBeLessThanOrEqual(firstVisitMax);
  expect(sum.encodings).toContain('br');
});

it('fetches nothing of the app again on a second visit', async () => {
  const { page } = await stage.stranger();
  await signIn(page, stage.server, stage.emailOf('Joe Brennan'));
  const again = await page.context().newPage();
  const sum = await weigh(again);
  await again.goto(stage.server.url);
  await again.getByRole('heading', { level: 2, name: 'What’s new', exact: true }).waitFor();
  await again.waitForLoadState('networkidle');
  expect(sum.app, `${sum.app} bytes`).toBeLessThan(2_000);
});

it('is usable at 400 kb/s and 400 ms away', { timeout: 60_000 }, async () => {
  const lead = await stage.as('Priya Nair');
  const { id } = await lead.topic('Maths leads', 'Teaching ideas', 'On a slow link');
  const { page } = await stage.stranger();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 400_000 / 8,
    uploadThroughput: 400_000 / 8,
  });
  await signIn(page, stage.server, stage.emailOf('Joe Brennan'));
  await page.goto(`${stage.server.url}/topics/${id}`);
  await message(page, 'The first message.').waitFor();
  await write(page, 'Written slowly');
  const texts = async () =>
    (await lead.get(`/topics/${id}/messages`)).items.map((item: { text: string }) => item.text);
  await expect.poll(texts, { timeout: 10_000 }).toEqual(['Written slowly', 'The first message.']);
  await page
    .getByRole('link', { name: /^People/ })
    .first()
    .click();
  await page.getByRole('searchbox', { name: /people/i }).fill('Amina');
  await page.getByRole('link', { name: 'Amina Suleiman', exact: true }).waitFor();
});
