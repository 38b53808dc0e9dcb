// Starts the real server for one test file: its own port, and a copy of the demo network in a folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { founder, makeEmptyHub } from './empty_hub';
import { linkTo, stopLinkTo } from './mail';
import { program } from './set_up';

const startWithinMs = 20_000;
const stopWithinMs = 8_000;

/** One account of the demo network. */
export interface Account {
  email: string;
  name: string;
  role: string;
  organisation: string;
}

export interface Server {
  url: string;
  accounts: Account[];
  /** The path of the newest link that was mailed to this address, for its account; waits for the mail. */
  linkTo(email: string): Promise<string>;
  /** The same of the newest link that stops such mails. */
  stopLinkTo(email: string): Promise<string>;
  /** Moves the server's time on; only with a manual clock. */
  advance(ms: number): Promise<void>;
  /** Ends the program and starts it again on the same folder and port. */
  restart(): Promise<void>;
  /** Ends the program, makes the first account as an administrator of the machine does, and starts it again. */
  makeFirstAccount(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Tests sign in often from one address, so the rate limits are off unless a test is about them. */
  limits?: boolean;
  /** Time stands still but for `advance`. */
  manualClock?: boolean;
  /** No demo network: one administrator, and nothing else. */
  empty?: boolean;
  /** Not even that: nobody was ever here. */
  unused?: boolean;
  /** Answers the port of a mail server here: mail really goes there, instead of into a folder. */
  mailPort?: () => number;
}

/** A port that is free now; nobody else is likely to take it before the server does. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Reads CSV whose fields may be quoted. */
function readCsv(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .map(([, field = '']) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field))
        .slice(0, 4),
    );
}

function accountsOf(csv: string): Account[] {
  const [, ...rows] = readCsv(csv);
  return rows.map(([email = '', name = '', role = '', organisation = '']) => ({
    email,
    name,
    role,
    organisation,
  }));
}

async function answers(url: string, process: ChildProcess): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (Date.now() < deadline) {
    if (process.exitCode !== null) throw new Error(`The server ended with ${process.exitCode}.`);
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server did not answer at ${url} within ${startWithinMs} ms.`);
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const gone = once(process, 'exit');
  process.kill('SIGTERM');
  const timer = setTimeout(() => process.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}

async function advance(url: string, ms: number): Promise<void> {
  const response = await fetch(`${url}/api/v1/test/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ advance_ms: ms }),
  });
  if (!response.ok) throw new Error(`The clock answered ${response.status}.`);
}

export async function startServer({
  limits = false,
  manualClock = false,
  empty = false,
  unused = false,
  mailPort,
}: ServerOptions = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-e2e-'));
  const data = join(folder, 'data');
  const demo = inject('demo');
  if (empty) await makeEmptyHub(data);
  else if (!unused) await cp(demo.folder, data, { recursive: true });
  const accounts = empty || unused ? [founder] : accountsOf(demo.accounts);
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const serve = ['serve', '--data', data, '--listen', listen];
  // Mail is kept in a folder and sent to nobody.
  if (mailPort === undefined) serve.push('--mail-spool', join(folder, 'mail'));
  const mail = mailPort !== undefined && {
    STAFFROOM_MAIL_SMTP_URL: `smtp://127.0.0.1:${mailPort()}`,
    STAFFROOM_MAIL_TLS: 'false',
    STAFFROOM_MAIL_FROM: 'Staffroom <staffroom@staffroom.example>',
  };
  if (!limits) serve.push('--limits', 'off');
  if (manualClock) serve.push('--clock', 'manual');
  const start = async () => {
    const started = spawn(program, serve, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, STAFFROOM_LOG_LEVEL: 'warn', ...mail },
    });
    await answers(url, started);
    return started;
  };
  let running = await start();
  return {
    url,
    accounts,
    linkTo: (email) => linkTo(url, email),
    stopLinkTo: (email) => stopLinkTo(url, email),
    advance: (ms) => advance(url, ms),
    restart: async () => {
      await end(running);
      running = await start();
    },
    makeFirstAccount: async () => {
      await end(running);
      await makeEmptyHub(data);
      running = await start();
    },
    stop: async () => {
      await end(running);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
