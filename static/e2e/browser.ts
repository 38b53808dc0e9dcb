// Chromium for the end-to-end tests. Each person gets a browser of their own, with nothing left from the one before.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { password, type Server } from './server';

export interface View {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: policy violations, uncaught errors. Every test ends by checking that it is empty. */
  complaints: string[];
  close(): Promise<void>;
}

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The browser reports every refused request; those are answers like any other. */
const expected = /Failed to load resource|WebSocket connection to|ERR_INTERNET_DISCONNECTED/;

export async function openBrowser({
  width = 1280,
  height = 800,
  theme = 'light',
}: View = {}): Promise<Visitor> {
  const profile = mkdtempSync(join(tmpdir(), 'staffroom-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    args: switches,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export async function signIn(page: Page, server: Server, email: string): Promise<void> {
  await page.goto(server.url);
  await page.getByLabel('School email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening)/ }).waitFor();
}

/** A browser with somebody of this role signed in. */
export async function visit(server: Server, role: string, view?: View): Promise<Visitor & { name: string }> {
  const account = server.accounts.find((candidate) => candidate.role === role);
  if (!account) throw new Error(`The demo network has nobody with the role ${role}.`);
  const visitor = await openBrowser(view);
  await signIn(visitor.page, server, account.email);
  return { ...visitor, name: account.name };
}
