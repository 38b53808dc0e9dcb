// A person at work without a browser: arranges what a test needs, and is held to the API's description meanwhile.
import type { Contract } from './contract';
import type { Server } from './server';
import { password } from './set_up';

/* eslint-disable @typescript-eslint/no-explicit-any -- the contract has checked the answers */
export interface Answer {
  status: number;
  body: any;
  etag: string;
}

export class Client {
  readonly name: string;
  readonly email: string;
  #server: Server;
  #contract: Contract;
  #cookie = '';

  constructor(server: Server, contract: Contract, name = '') {
    const account = server.accounts.find((candidate) => candidate.name === name);
    if (name && !account) throw new Error(`The demo network has nobody called ${name}.`);
    this.#server = server;
    this.#contract = contract;
    this.name = name;
    this.email = account?.email ?? '';
  }

  async signIn(word = password): Promise<Answer> {
    return this.ask('POST', '/session', { email: this.email, password: word });
  }

  /** Any answer at all, as long as openapi.json describes it. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.#server.url}/api/v1${path}`, {
      method,
      headers: {
        Cookie: this.#cookie,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const cookie = response.headers.get('Set-Cookie');
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const type = response.headers.get('Content-Type') ?? '';
    const parsed = type.includes('json') ? JSON.parse(text) : text;
    const answer = { status: response.status, body: text ? parsed : undefined };
    const fault = this.#contract.faultOf({ method, path: `/api/v1${path}`, type, ...answer });
    if (fault) throw new Error(fault);
    return { ...answer, etag: response.headers.get('ETag') ?? '' };
  }

  /** The body of an answer that must be a success. */
  async #done(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await this.ask(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  get = (path: string): Promise<any> => this.#done('GET', path);
  post = (path: string, body?: unknown): Promise<any> => this.#done('POST', path, body);
  put = (path: string, body?: unknown): Promise<any> => this.#done('PUT', path, body);
  patch = (path: string, body?: unknown): Promise<any> => this.#done('PATCH', path, body);
  remove = (path: string): Promise<any> => this.#done('DELETE', path);

  /** Sends a text as a file, its name in the header. */
  file = async (place: string, name: string, text: string, type = 'text/plain'): Promise<any> => {
    const path = `/api/v1${place}`;
    const response = await fetch(`${this.#server.url}${path}`, {
      method: 'POST',
      headers: {
        Cookie: this.#cookie,
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${name}"`,
      },
      body: text,
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const answer = { status: response.status, body: await response.json() };
    const fault = this.#contract.faultOf({ method: 'POST', path, type: 'application/json', ...answer });
    if (fault) throw new Error(fault);
    return answer.body;
  };
  /** Begins an import of staff, or of something else, from the text of a CSV file. */
  upload = (place: string, csv: string, source = 'staff_file'): Promise<any> =>
    this.file(`${place}/imports/${source}/delta`, 'staff.csv', csv, 'text/csv');

  /** Uploads a text by tus 1.0.0, in two parts; answers the upload's id. */
  tus = async (organisation: number, name: string, text: string): Promise<number> => {
    const bytes = new TextEncoder().encode(text);
    const at = await this.#begin(organisation, name, bytes.length);
    const half = Math.floor(bytes.length / 2);
    for (const [from, to] of [
      [0, half],
      [half, bytes.length],
    ] as const) {
      const answer = await this.#tus('PATCH', at, bytes.slice(from, to), {
        'Upload-Offset': `${from}`,
        'Content-Type': 'application/offset+octet-stream',
      });
      if (answer.headers.get('Upload-Offset') !== `${to}`) throw new Error('The upload did not go on.');
    }
    return Number(at.split('/').at(-1));
  };

  /** Begins an upload and terminates it. */
  giveUp = async (organisation: number): Promise<void> => {
    await this.#tus('DELETE', await this.#begin(organisation, 'never.txt', 10));
  };

  async #begin(organisation: number, name: string, length: number): Promise<string> {
    const answer = await this.#tus('POST', `/api/v1/organisations/${organisation}/uploads`, undefined, {
      'Upload-Length': `${length}`,
      'Upload-Metadata': `filename ${btoa(name)}`,
    });
    return new URL(answer.headers.get('Location') ?? '', this.#server.url).pathname;
  }

  async #tus(method: string, path: string, body?: Uint8Array, headers = {}): Promise<Response> {
    const response = await fetch(`${this.#server.url}${path}`, {
      method,
      headers: { Cookie: this.#cookie, 'Tus-Resumable': '1.0.0', ...headers },
      body: (body as BodyInit | undefined) ?? null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const type = response.headers.get('Content-Type') ?? '';
    const answer = { status: response.status, body: text ? JSON.parse(text) : undefined };
    const fault = this.#contract.faultOf({ method, path, type, ...answer });
    if (fault) throw new Error(fault);
    return response;
  }

  async #named(path: string, name: string): Promise<any> {
    const { items } = await this.get(`${path}?limit=200`);
    const found = items.find((item: any) => (item.name ?? item.title) === name);
    if (!found) throw new Error(`${this.name} finds no “${name}” in ${path}.`);
    return found;
  }

  team = (name: string): Promise<any> => this.#named('/teams', name);
  person = (name: string): Promise<any> => this.#named('/people', name);
  channel = async (team: string, name: string): Promise<any> =>
    this.#named(`/teams/${(await this.team(team)).id}/channels`, name);

  /** A fresh topic, so that tests do not stand in each other's way. */
  async topic(team: string, channel: string, title: string, text = 'The first message.'): Promise<any> {
    const place = await this.channel(team, channel);
    return this.post(`/channels/${place.id}/topics`, { title, text });
  }

  /** A fresh team led by this person. */
  async found(name: string, joining: 'open' | 'by_request' | 'closed'): Promise<any> {
    const { organisations } = await this.get('/me');
    const whole = organisations.find((one: any) => one.parent === undefined);
    const { memberships } = await this.get('/me');
    return this.post('/teams', {
      organisation: memberships[0].organisation,
      team_name: name,
      purpose: `Made by a test: ${name}`,
      area: 'curriculum',
      joining,
      reach: whole.id,
    });
  }

  /** The membership of somebody else in a team. */
  async membership(team: number, name: string): Promise<any> {
    const { items, names } = await this.get(`/teams/${team}/members?limit=200`);
    const person = names.find((one: any) => one.name === name)?.id;
    const found = items.find((one: any) => one.person === person && one.state === 'current');
    if (!found) throw new Error(`${name} is not in team ${team}.`);
    return found;
  }
}
