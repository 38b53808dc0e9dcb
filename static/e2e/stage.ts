// What every end-to-end file stands on: one server with the demo network, one browser, and visitors who must leave
// without a complaint. Call `useStage()` once at the top of a file.
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launched, openPage, type View, type Visitor } from './browser';
import { Client } from './client';
import { Contract } from './contract';
import { startServer, type Server, type ServerOptions } from './server';
import { password } from './set_up';

/** What the pages looked like when a test failed: a picture each, and what a screen reader would find. */
const pictures = join(import.meta.dirname, '../../build/test-logs/e2e');

export class Stage {
  #server: Server | undefined;
  #browser: Browser | undefined;
  #contract: Contract | undefined;
  #visitors: Visitor[] = [];
  #clients = new Map<string, Promise<Client>>();

  async set(options: ServerOptions): Promise<void> {
    [this.#server, this.#browser] = await Promise.all([startServer(options), launched()]);
    this.#contract = await Contract.of(this.#server.url);
  }

  async strike(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.stop();
  }

  get server(): Server {
    if (!this.#server) throw new Error('The server is not running yet.');
    return this.#server;
  }

  get contract(): Contract {
    if (!this.#contract) throw new Error('The server is not running yet.');
    return this.#contract;
  }

  emailOf(name: string): string {
    const account = this.server.accounts.find((candidate) => candidate.name === name);
    if (!account) throw new Error(`The demo network has nobody called ${name}.`);
    return account.email;
  }

  /** A browser in which nobody is signed in. */
  async stranger(view: View = {}): Promise<Visitor> {
    if (!this.#browser) throw new Error('The browser is not running yet.');
    const visitor = await openPage(this.#browser, this.contract, view);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** A browser in which this person is signed in already, at a page of the app. */
  async visit(name: string, path = '/', view: View = {}): Promise<Visitor> {
    const visitor = await this.stranger(view);
    const answer = await visitor.context.request.post(`${this.server.url}/api/v1/session`, {
      data: { email: this.emailOf(name), password },
    });
    expect(answer.status(), `${name} signs in`).toBe(201);
    await visitor.page.goto(this.server.url + path);
    return visitor;
  }

  /** The same person without a browser. */
  as(name: string): Promise<Client> {
    let client = this.#clients.get(name);
    if (!client) {
      const fresh = new Client(this.server, this.contract, name);
      client = fresh.signIn().then(() => fresh);
      this.#clients.set(name, client);
    }
    return client;
  }

  /** Somebody without an account, and without a browser. */
  nobody(): Client {
    return new Client(this.server, this.contract);
  }

  /** Keeps what the pages look like now, for whoever has to find out why the test failed. */
  async picture(test: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    const name = join(pictures, test.replace(/\W+/g, '-').slice(0, 80));
    for (const [at, { page }] of this.#visitors.entries()) {
      if (page.isClosed()) continue;
      await page.screenshot({ path: `${name}-${at + 1}.png`, timeout: 3_000 }).catch(() => {});
      const words = await page.locator('body').ariaSnapshot({ timeout: 3_000 }).catch(String);
      await writeFile(`${name}-${at + 1}.txt`, `${page.url()}\n\n${words}\n`);
    }
  }

  /** Everybody goes home; what their pages complained about is a failure of the test. */
  async clear(): Promise<void> {
    const complaints = await Promise.all(this.#visitors.splice(0).map((visitor) => visitor.leave()));
    expect(complaints.flat(), 'complaints of the pages').toEqual([]);
  }
}

export function useStage(options: ServerOptions = {}): Stage {
  const stage = new Stage();
  beforeAll(() => stage.set(options));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await stage.picture(task.name);
    await stage.clear();
  });
  afterAll(() => stage.strike());
  return stage;
}
