// Chromium for the end-to-end tests: one browser for all of them, and for each visitor a context of their own, with
// nothing left from the one before.
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import { inject } from 'vitest';
import type { Contract } from './contract';
import type { Server } from './server';
import { password } from './set_up';

export interface View {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: policy violations, uncaught errors, answers unlike their description. */
  complaints: string[];
  /** Closes the page, and gives what it complained about until then. */
  leave(): Promise<string[]>;
}

/** The browser reports every refused request; those are answers like any other. */
const expected = /Failed to load resource|WebSocket connection to|ERR_INTERNET_DISCONNECTED/;

/** The browser that `set_up` has started. */
export function launched(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}

/** Holds everything that the page is told against the API's description. */
function listen(page: Page, contract: Contract, complaints: string[]): () => Promise<unknown> {
  const pending: Promise<void>[] = [];
  const note = (fault: string) => fault && complaints.push(fault);
  async function judge(response: Response) {
    const path = response.url().slice(new URL(response.url()).origin.length);
    if (!path.startsWith('/api/v1/')) return;
    const method = response.request().method();
    // Nothing but headers: there is no body to judge.
    if (method === 'HEAD') return;
    const type = response.headers()['content-type'] ?? '';
    // A page that goes elsewhere takes the bodies of its answers with it; those cannot be judged.
    const text = response.status() === 204 ? '' : await response.text().catch(() => undefined);
    if (text === undefined) return;
    // Files and pictures are handed on as they are.
    const parsed: unknown = type.includes('json') && text ? JSON.parse(text) : text;
    const body = text ? parsed : undefined;
    note(contract.faultOf({ method, path, status: response.status(), type, body }));
  }
  page.on('response', (response) => pending.push(judge(response)));
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => note(contract.faultOfFrame(String(payload)))),
  );
  return () => Promise.allSettled(pending);
}

export async function openPage(
  browser: Browser,
  contract: Contract,
  { width = 1280, height = 800, theme = 'light' }: View = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  // How long a machine that is busy with something else may take; what must be quick says so where it is tested.
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const heard = listen(page, contract, complaints);
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      // eslint-disable-next-line no-console -- it is heard like any other complaint of the page
      console.error(`Policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    ),
  );
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || expected.test(message.text())) return;
    complaints.push(message.text());
  });
  let left = false;
  return {
    page,
    context,
    complaints,
    leave: async () => {
      if (left) return complaints;
      left = true;
      await heard();
      await context.close();
      return complaints;
    },
  };
}

/** Signs in as people do: by the form. */
export async function signIn(
  page: Page,
  server: Pick<Server, 'url'>,
  email: string,
  word = password,
): Promise<void> {
  await page.goto(server.url);
  await page.getByLabel('School email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(word);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening)/ }).waitFor();
}
