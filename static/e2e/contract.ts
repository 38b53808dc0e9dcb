// The API's own description as a judge: whatever the server answers must be what openapi.json says. Stricter than the
// document: a member that it does not name is a fault too, because somebody forgot to describe it.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  operationId: string;
  responses: Record<string, Reference & { content?: Record<string, { schema: object }> }>;
}
interface Reference {
  $ref?: string;
}
export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: OpenApi['paths'][string][string]['responses'] };
}

const root = '/api/v1';
/** Answered below /api/v1 but no part of what clients build on. */
const undescribed = ['/openapi.json', '/policy', '/test/clock', '/live'];

/** The same schema with every object closed, and references that lead into the document. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [
    name,
    name === '$ref' ? `staffroom${value}` : closed(value),
  ]);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (typeof copy.properties === 'object' && copy.type === 'object') copy.additionalProperties ??= false;
  return copy;
}

export interface Exchange {
  method: string;
  /** With or without a query. */
  path: string;
  status: number;
  type: string;
  /** Parsed; undefined when there is none. */
  body: unknown;
}

export class Contract {
  readonly document: OpenApi;
  /** The operations that were checked, by id; for a test that wants to know what it has not seen. */
  readonly seen = new Set<string>();
  /** How much was judged; a judge who is never asked finds nothing. */
  answers = 0;
  frames = 0;
  #ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: false });
  #paths: { pattern: RegExp; item: Record<string, Operation> }[];
  #checks = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.document = document;
    this.#ajv.addVocabulary(['discriminator', 'components']);
    this.#ajv.addFormat('date', (text) => !Number.isNaN(Date.parse(`${text}T00:00Z`)) && text.length === 10);
    this.#ajv.addSchema({ components: { schemas: closed(document.components.schemas) } }, 'staffroom');
    const parameters = (path: string) => path.split('{').length;
    this.#paths = Object.entries(document.paths)
      .sort(([one], [other]) => parameters(one) - parameters(other))
      .map(([path, item]) => ({ pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), item }));
  }

  static async of(url: string): Promise<Contract> {
    return new Contract((await (await fetch(`${url}${root}/openapi.json`)).json()) as OpenApi);
  }

  /** What is wrong with one answer; empty when nothing is. */
  faultOf({ method, path, status, type, body }: Exchange): string {
    const place = path.split('?')[0]?.slice(root.length) ?? '';
    if (undescribed.includes(place)) return '';
    this.answers += 1;
    const operation = this.#paths.find(({ pattern }) => pattern.test(place))?.item[method.toLowerCase()];
    const named = `${method} ${path} answered ${status}`;
    // An unknown path or method has no operation, but its error has a form all the same.
    if (!operation && status < 400) return `${named} and openapi.json does not know it`;
    if (status < 400) this.seen.add(operation?.operationId ?? '');
    const answer = operation?.responses[status] ?? operation?.responses.default ?? {};
    const described = answer.$ref || !operation ? this.document.components.responses.Problem : answer;
    if ((described !== this.document.components.responses.Problem) !== status < 400)
      return `${named}, which openapi.json does not name`;
    const [wanted, media] = Object.entries(described?.content ?? {})[0] ?? [];
    if (!wanted || !media) return body === undefined ? '' : `${named} with a body`;
    if (wanted !== '*/*' && !type.startsWith(wanted)) return `${named} as ${type}, not ${wanted}`;
    if (!('schema' in media)) return '';
    const fault = this.#judge(media.schema, body);
    return fault && `${named}: ${fault}`;
  }

  /** What is wrong with one frame that the server sent over the live connection. */
  faultOfFrame(text: string): string {
    this.frames += 1;
    const frame = JSON.parse(text) as {
      events?: { put?: unknown }[];
      names?: unknown[];
      record?: unknown;
      error?: number;
    };
    const records = [...(frame.events ?? []).map((event) => event.put), frame.record];
    const faults = [
      ...records.map((record) => record && this.#judge(this.#reference('AnyRecord'), record)),
      ...(frame.names ?? []).map((name) => this.#judge(this.#reference('PersonName'), name)),
    ].filter(Boolean);
    return faults.length ? `a live frame: ${faults.join('; ')}` : '';
  }

  #reference(name: string): object {
    return { $ref: `#/components/schemas/${name}` };
  }

  #judge(schema: object, value: unknown): string {
    const key = JSON.stringify(schema);
    let check = this.#checks.get(key);
    if (!check) {
      check = this.#ajv.compile(closed(schema) as object);
      this.#checks.set(key, check);
    }
    if (check(value)) return '';
    // Of all that one of many schemas can say, what is said deepest inside the value is the point.
    const [worst] = [...(check.errors ?? [])].sort(
      (one, other) => other.instancePath.split('/').length - one.instancePath.split('/').length,
    );
    const detail = worst?.params ? ` ${JSON.stringify(worst.params)}` : '';
    return `${worst?.instancePath || 'the body'} ${worst?.message}${detail} in ${JSON.stringify(value).slice(0, 300)}`;
  }
}
