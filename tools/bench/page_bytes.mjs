// The bytes of each page of the web app, over the line, in Chromium: every route of static/src/routes.ts, each with
// nothing kept from the one before, as the first person of the demo network who may see it; lazy parts included.
// node tools/bench/page_bytes.mjs PROGRAM [--pages N]
// Prints a table by the first part of the address, then each page.
// Needs static/dist (tools/dev web), Chromium, and static/node_modules.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const { chromium } = createRequire(join(root, 'static/'))('playwright-core');
const [program, ...words] = process.argv.slice(2);
const most = words[0] === '--pages' ? Number(words[1]) : Infinity;
const password = 'a password for measuring';
const peopleMax = 8;
const quietMs = 250;

const routes = [
  ...readFileSync(join(root, 'static/src/routes.ts'), 'utf8').matchAll(/(?:route|later)\('([^']+)'/g),
].map(([, path]) => path);
const pattern = (path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[1-9]\\d*')}$`);
const routeOf = (path) => routes.find((route) => pattern(route).test(path));

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function serve(folder) {
  const accounts = execFileSync(program, ['demo', '--data', join(folder, 'data'), '--password', password], {
    encoding: 'utf8',
  });
  const listen = `127.0.0.1:${await freePort()}`;
  const arguments_ = ['serve', '--data', join(folder, 'data'), '--listen', listen, '--limits', 'off'];
  arguments_.push('--static', join(root, 'static/dist'), '--mail-spool', join(folder, 'mail'));
  const hub = spawn(program, arguments_, { stdio: 'ignore' });
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`http://${listen}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { hub, url: `http://${listen}`, accounts: accounts.trim().split(/\r?\n/).slice(1) };
    if (hub.exitCode !== null || tries > 400) throw new Error('The hub did not start.');
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** One person of each role, in the order of the demo's list. */
function oneOfEachRole(accounts) {
  const seen = new Map();
  for (const line of accounts) {
    const [email, , role] = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field]) =>
      field.replace(/^"(.*)"$/, '$1'),
    );
    if (!seen.has(role)) seen.set(role, email);
  }
  return [...seen.values()].slice(0, peopleMax);
}

async function signIn(browser, url, email) {
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('School email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening)/ }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Waits until the page has its heading and nothing has come for a moment. */
async function settle(page, sum) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  for (let before = -1; before !== sum.app + sum.api;) {
    before = sum.app + sum.api;
    await page.waitForTimeout(quietMs);
  }
}

/** The bodies' bytes of one page with an empty cache, and where its links lead. Nothing when it is not shared. */
async function weigh(browser, url, state, path) {
  const context = await browser.newContext({ serviceWorkers: 'block', storageState: state, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const sum = { app: 0, api: 0, files: [], uncompressed: [] };
    const kinds = new Map();
    await session.send('Network.enable');
    session.on('Network.responseReceived', ({ requestId, response }) => {
      const name = new URL(response.url).pathname;
      const kind = name.startsWith('/api/') ? 'api' : 'app';
      kinds.set(requestId, kind);
      if (kind === 'api') return;
      sum.files.push(name);
      const encoding = response.headers['content-encoding'] ?? response.headers['Content-Encoding'];
      if (encoding !== 'br' && existsSync(join(root, `static/dist${name}.br`))) sum.uncompressed.push(name);
    });
    session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      sum[kinds.get(requestId) ?? 'app'] += encodedDataLength;
    });
    await page.goto(url + path);
    await settle(page, sum);
    const title = await page.getByRole('heading', { level: 1 }).first().textContent();
    const links = await page.evaluate(() => [...document.links].map((link) => link.pathname));
    return { ...sum, links, shared: !/not found/i.test(title ?? '') };
  } finally {
    await context.close();
  }
}

/** Follows the links of each person's pages until every route was seen, or nothing is left to follow. */
async function visitAll(browser, url, accounts) {
  const pages = new Map();
  for (const email of oneOfEachRole(accounts)) {
    if (pages.size >= Math.min(most, routes.length)) break;
    const state = await signIn(browser, url, email);
    const asked = new Set();
    const left = routes.filter((route) => !route.includes('{'));
    while (left.length > 0 && pages.size < most) {
      const path = left.shift();
      const route = routeOf(path);
      if (route === undefined || pages.has(route) || asked.has(path)) continue;
      asked.add(path);
      const found = await weigh(browser, url, state, path);
      if (!found.shared) continue;
      if (found.uncompressed.length > 0)
        throw new Error(`${path}: not as brotli: ${found.uncompressed.join(' ')}`);
      if (found.app === 0) throw new Error(`${path}: nothing was fetched`);
      pages.set(route, found);
      console.error(`${pages.size} of ${routes.length}: ${route}`);
      const more = routes.filter(
        (other) => other.startsWith(`${route}/`) && !other.slice(route.length).includes('{'),
      );
      left.push(...found.links, ...more.map((other) => path + other.slice(route.length)));
    }
  }
  return pages;
}

function print(pages) {
  const parts = new Map();
  for (const [route, { app, api }] of pages) {
    const part = `/${route.split('/')[1]}`;
    const row = parts.get(part) ?? { count: 0, least: Infinity, most: 0, where: '', answers: 0 };
    row.count += 1;
    row.least = Math.min(row.least, app);
    if (app > row.most) [row.most, row.where] = [app, route];
    row.answers = Math.max(row.answers, api);
    parts.set(part, row);
  }
  const kb = (bytes) => (bytes / 1_024).toFixed(1);
  console.log(
    '| pages | how many | least KiB | most KiB | of | answers, most KiB |\n|---|---|---|---|---|---|',
  );
  for (const [part, row] of [...parts].sort())
    console.log(
      `| \`${part}\` | ${row.count} | ${kb(row.least)} | ${kb(row.most)} | \`${row.where}\` | ${kb(row.answers)} |`,
    );
  for (const [route, { app, api }] of [...pages].sort())
    console.log(`    ${kb(app)} + ${kb(api)} KiB  ${route}`);
  const fetched = new Set([...pages.values()].flatMap(({ files }) => files));
  const dist = join(root, 'static/dist');
  const built = readdirSync(dist, { recursive: true }).filter((name) => /\.(js|css)$/.test(name));
  // What is too small to be compressed goes as it is.
  const onTheLine = (name) => (existsSync(join(dist, `${name}.br`)) ? `${name}.br` : name);
  const size = (names) => names.reduce((sum, name) => sum + statSync(join(dist, onTheLine(name))).size, 0);
  const clicked = built.filter((name) => !fetched.has(`/${name}`));
  const missed = routes.filter((route) => !pages.has(route));
  console.log(`figure: ${pages.size} =of_${routes.length} pages weighed`);
  console.log(`figure: ${kb(Math.max(...[...pages.values()].map(({ app }) => app)))} =KiB largest page`);
  console.log(`figure: ${kb(size(built))} =KiB all scripts and styles`);
  if (most === Infinity)
    console.log(`figure: ${kb(size(clicked))} =KiB of these fetched by no page, only by a click`);
  if (missed.length > 0) console.log(`not visited: ${missed.join(' ')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'staffroom-pages-'));
let hub, browser;
try {
  const served = await serve(folder);
  hub = served.hub;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  print(await visitAll(browser, served.url, served.accounts));
} finally {
  await browser?.close();
  if (hub !== undefined && hub.exitCode === null) {
    const gone = new Promise((done) => hub.once('exit', done));
    hub.kill();
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}
