// The live connection: says hello with the cursor it holds, resumes from there, answers calls, and comes back by
// itself after a loss. Knows nothing of records; what arrives goes to the handlers.
import { ApiError, apiRoot, unreachable } from './http';
import type {
  AnswerFrame,
  ClientFrame,
  EphemeralFrame,
  ErrorFrame,
  EventsFrame,
  ServerFrame,
} from '$generated/protocol';

export interface Cursor {
  incarnation: string;
  seq: number;
}

export interface SocketHandlers {
  /** The connection stands and the cursor was good: what was missed follows as events. */
  resumed(): void;
  /** What is held cannot be brought up to date by events: fetch afresh. */
  resync(cursor: Cursor, reason: string): void;
  events(frame: EventsFrame): void;
  ephemeral(news: EphemeralFrame['ephemeral']): void;
  lost(): void;
  /** The session has ended; nothing more is tried. */
  ended(): void;
}

interface Waiting {
  resolve(frame: AnswerFrame): void;
  reject(error: ApiError): void;
  timer: ReturnType<typeof setTimeout>;
}

const backOffSeconds = [1, 2, 4, 8, 16, 30];
/** Without anything from the server for two heartbeats and a little, the connection is dead whatever the browser says. */
const silenceMax = 45_000;
const answerWithinMs = 10_000;
const sessionEnded = 4401;

/** How long to wait before try number `attempt` (from 0): ±30 %, so that a school does not come back all at once. */
export function backOffMs(attempt: number, random = Math.random()): number {
  const seconds = backOffSeconds[Math.min(attempt, backOffSeconds.length - 1)] ?? 30;
  return seconds * 1_000 * (0.7 + 0.6 * random);
}

export class LiveSocket {
  #handlers: SocketHandlers;
  #open: (url: string) => WebSocket;
  #socket: WebSocket | undefined;
  #cursor: Cursor = { incarnation: '', seq: 0 };
  #calls = new Map<number, Waiting>();
  #nextCall = 1;
  #attempt = 0;
  #ready = false;
  #stopped = true;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: SocketHandlers, open = (url: string) => new WebSocket(url)) {
    this.#handlers = handlers;
    this.#open = open;
  }

  /** True between hello and the loss of the connection: calls are answered. */
  get ready(): boolean {
    return this.#ready;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    addEventListener('online', this.#now);
    addEventListener('offline', this.#gone);
    document.addEventListener('visibilitychange', this.#now);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#now);
    removeEventListener('offline', this.#gone);
    document.removeEventListener('visibilitychange', this.#now);
    clearTimeout(this.#retry);
    this.#drop();
    this.#cursor = { incarnation: '', seq: 0 };
  }

  /** Errors: ApiError; `unreachable` when the connection is lost before the answer, and then nobody knows the outcome. */
  call(
    command: string,
    ids: Record<string, number | string>,
    body: object,
    key: string,
    ifMatch?: number,
  ): Promise<AnswerFrame> {
    if (!this.#ready) return Promise.reject(unreachable());
    const call = this.#nextCall++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(call, (waiting) => waiting.reject(unreachable())),
        answerWithinMs,
      );
      this.#calls.set(call, { resolve, reject, timer });
      this.tell({ call, command, ids, body, key, if_match: ifMatch ?? null });
    });
  }

  /** Sends a frame that has no answer; silently nothing when the connection is down. */
  tell(frame: ClientFrame): void {
    if (this.#ready) this.#socket?.send(JSON.stringify(frame));
  }

  #connect(): void {
    clearTimeout(this.#retry);
    const address = new URL(`${apiRoot}/live`, location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = this.#open(address.href);
    this.#socket = socket;
    this.#hearing();
    socket.onopen = () => {
      socket.send(
        JSON.stringify({ hello: { incarnation: this.#cursor.incarnation, since: this.#cursor.seq } }),
      );
    };
    socket.onmessage = (message) => {
      if (socket === this.#socket) this.#receive(JSON.parse(String(message.data)) as ServerFrame);
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event.code);
    };
  }

  #receive(frame: ServerFrame): void {
    this.#hearing();
    if ('events' in frame) {
      this.#handlers.events(frame);
      if (frame.last !== undefined) this.#advance(frame.last);
    } else if ('answer' in frame) {
      this.#settle(frame.answer, (waiting) => waiting.resolve(frame));
    } else if ('error' in frame) {
      this.#settle(frame.error, (waiting) => waiting.reject(asError(frame)));
    } else if ('heartbeat' in frame) {
      this.#advance(frame.heartbeat.seq);
    } else if ('ephemeral' in frame) {
      this.#handlers.ephemeral(frame.ephemeral);
    } else if ('hello' in frame) {
      this.#cursor.incarnation = frame.hello.incarnation;
      this.#begin();
      this.#handlers.resumed();
    } else if ('resync' in frame) {
      this.#cursor = { incarnation: frame.resync.incarnation, seq: frame.resync.seq };
      this.#begin();
      this.#handlers.resync({ ...this.#cursor }, frame.resync.reason);
    }
    // A frame of a kind we do not know comes from a newer server; it is not for us.
  }

  #begin(): void {
    this.#ready = true;
    this.#attempt = 0;
  }

  #advance(seq: number): void {
    this.#cursor.seq = Math.max(this.#cursor.seq, seq);
  }

  #settle(call: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#calls.get(call);
    if (!waiting) return;
    this.#calls.delete(call);
    clearTimeout(waiting.timer);
    how(waiting);
  }

  #hearing(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#closed(0), silenceMax);
  }

  #closed(code: number): void {
    this.#drop();
    if (this.#stopped) return;
    if (code === sessionEnded) {
      this.stop();
      this.#handlers.ended();
      return;
    }
    this.#handlers.lost();
    this.#retry = setTimeout(() => this.#connect(), backOffMs(this.#attempt));
    this.#attempt += 1;
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#ready = false;
    socket?.close();
    for (const call of [...this.#calls.keys()])
      this.#settle(call, (waiting) => waiting.reject(unreachable()));
  }

  /** The device has lost its network; the browser may take minutes to find that the connection is dead. */
  #gone = (): void => this.#closed(0);

  /** The device is online again, or somebody looks at the page again: no reason to wait any longer. */
  #now = (): void => {
    if (document.visibilityState !== 'visible' || this.#socket || this.#stopped) return;
    this.#attempt = 0;
    this.#connect();
  };
}

function asError(frame: ErrorFrame): ApiError {
  return new ApiError(frame.code, frame.status, frame.detail, frame.path, frame.reason);
}
