// Once for a whole run of the end-to-end tests: one browser, and one demo network to be copied by each file.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the browser listens. */
    browser: string;
    /** The folder of the demo network, and its accounts as CSV. */
    demo: { folder: string; accounts: string };
  }
}

export const program =
  process.env.STAFFROOM_PROGRAM ?? join(import.meta.dirname, '../../build/release/staffroom');
export const password = 'a password for tests';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-e2e-demo-'));
  const data = join(folder, 'data');
  const [browser, { stdout }] = await Promise.all([
    chromium.launchServer({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      chromiumSandbox: false,
      args: switches,
    }),
    promisify(execFile)(program, ['demo', '--data', data, '--password', password]),
  ]);
  project.provide('browser', browser.wsEndpoint());
  project.provide('demo', { folder: data, accounts: stdout });
  return async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
}
