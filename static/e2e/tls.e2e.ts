// The hub with a certificate of its own, without a proxy: signing in over https, live updates over wss.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launched, signIn } from './browser';
import { log, message, reply } from './conversation';
import { program } from './set_up';

let folder: string;
let hub: ChildProcess;
let url: string;
let browser: Browser;
const contexts: BrowserContext[] = [];
const faults: string[] = [];

/** The address that the program says it listens on. */
async function startHub(certificate: string, key: string): Promise<string> {
  const data = join(folder, 'data');
  await cp(inject('demo').folder, data, { recursive: true });
  const words = ['serve', '--data', data, '--listen', '127.0.0.1:0', '--limits', 'off'];
  hub = spawn(program, [...words, '--tls-certificate', certificate, '--tls-key', key], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STAFFROOM_LOG_LEVEL: 'warn' },
  });
  for await (const line of createInterface({ input: hub.stdout as Readable })) {
    const address = /https:\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error('The hub does not listen.');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staffroom-e2e-tls-'));
  const [certificate, key] = [join(folder, 'fullchain.pem'), join(folder, 'privkey.pem')];
  const pair = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  const about = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  await promisify(execFile)('openssl', ['req', '-x509', ...pair, ...about, '-out', certificate]);
  [url, browser] = await Promise.all([startHub(certificate, key), launched()]);
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  const gone = once(hub, 'exit');
  hub.kill('SIGTERM');
  await gone;
  await rm(folder, { recursive: true, force: true });
});

/** Nobody has signed this certificate: the browser is told not to mind. */
async function comesIn(name: string): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  const row = inject('demo')
    .accounts.split(/\r?\n/)
    .find((line) => line.includes(`,${name},`));
  await signIn(page, { url }, row?.split(',')[0] ?? '');
  return page;
}

async function opensTopic(page: Page): Promise<void> {
  await page.goto(`${url}/teams`);
  await page.getByRole('link', { name: 'Maths leads', exact: true }).click();
  await page.getByRole('link', { name: /^Fractions before decimals/ }).click();
  await log(page).waitFor();
}

it('signs in over https with a cookie that no other host gets, and shows over wss what others write', async () => {
  const hers = await comesIn('Priya Nair');
  const sockets: string[] = [];
  hers.on('websocket', (socket) => sockets.push(socket.url()));
  const answer = await hers.goto(url);
  expect(answer?.headers()['strict-transport-security']).toBe('max-age=31536000');
  expect(await answer?.securityDetails()).toMatchObject({ protocol: 'TLS 1.3' });
  const [cookie, ...others] = await hers.context().cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ name: '__Host-staffroom', secure: true, httpOnly: true, path: '/' });

  const his = await comesIn('Joe Brennan');
  await Promise.all([opensTopic(hers), opensTopic(his)]);
  await reply(his).fill('Written behind a lock');
  await his.getByRole('button', { name: 'Send', exact: true }).click();
  await message(hers, 'Written behind a lock').waitFor();
  expect(sockets[0]).toMatch(/^wss:/);
  expect(faults).toEqual([]);
});
