// Who is signed in, and until when. Starts and stops everything that belongs to a person.
import type { Me } from '$generated/protocol';
import { ApiError, request, whenSignedOut } from '$lib/api/http';
import { toasts } from '$lib/toasts.svelte';
import { trays } from '$lib/trays.svelte';
import { drafts, outbox } from './outbox.svelte';
import { completion } from './completion';
import { page } from './hub';
import { live } from './live.svelte';
import { readMarks } from './reads.svelte';
import { records } from './records';
import { visitNotes } from './visit_notes.svelte';

type State = 'unknown' | 'signed-out' | 'signed-in' | 'unreachable';

/** Warn this long before the session ends for want of activity, or for good. */
export const warnBeforeMs = 2 * 60_000;
const touchEveryMs = 5 * 60_000;
const sharedKey = 'staffroom.shared-device';

/** On a shared device nothing of a person is kept. */
export const keepsNothing = (): boolean => sessionStorage.getItem(sharedKey) === 'yes';

class SessionState {
  state = $state<State>('unknown');
  me = $state.raw<Me | undefined>();
  /** Why there is nobody signed in any more, to be said on the sign-in page. */
  endedBecause = $state<'' | 'ended' | 'left'>('');
  /** Nothing was ever written on this hub: there is no account to sign in with. */
  noAccounts = $state(false);
  /** The device's clock minus the server's. */
  #skew = 0;
  #extendedAt = 0;
  /** Other tabs share the session: what puts it off in one puts it off in all. */
  #tabs = new BroadcastChannel('staffroom.session');
  #onEnded = new Set<(why: 'ended' | 'left') => void>();

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<Me>) => {
      if (this.me?.session === data.session) this.me = data;
    };
  }

  /** The person signed in. Only for use below a screen that needs one. */
  get person(): number {
    return this.me?.person ?? 0;
  }

  /** When the session ends if nothing happens, by this device's clock; and whether it can be put off. */
  get ends(): { at: number; extendable: boolean } {
    const { session_idle_ends = Infinity, session_ends = Infinity } = this.me ?? {};
    return {
      at: Math.min(session_idle_ends, session_ends) + this.#skew,
      extendable: session_idle_ends < session_ends,
    };
  }

  /** Finds out who is signed in; on a first page view and after signing in. */
  async start(): Promise<void> {
    try {
      await this.#fetchMe();
    } catch (error) {
      const signedOut = error instanceof ApiError && error.status === 401;
      this.noAccounts = signedOut && error.reason === 'no_accounts';
      this.state = signedOut ? 'signed-out' : 'unreachable';
      return;
    }
    await outbox.open(this.person, keepsNothing());
    readMarks.open(this.person);
    void visitNotes.open(this.person, keepsNothing());
    live.start({ ended: () => this.#end('ended'), events: (frame) => completion.take(frame) });
    this.state = 'signed-in';
  }

  /** Errors: ApiError, `sign_in_required` when e-mail and password do not fit. */
  async signIn(email: string, password: string, sharedDevice: boolean): Promise<void> {
    await request('POST', '/session', { body: { email, password } });
    if (sharedDevice) sessionStorage.setItem(sharedKey, 'yes');
    else sessionStorage.removeItem(sharedKey);
    await this.start();
  }

  /** Runs `action` each time somebody is signed in no more. */
  whenEnded(action: (why: 'ended' | 'left') => void): void {
    this.#onEnded.add(action);
  }

  async signOut(): Promise<void> {
    await Promise.all([outbox.forget(), visitNotes.close('forget')]);
    trays.forget();
    await request('DELETE', '/session').catch((error: unknown) => {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
    });
    this.#end('left');
  }

  /** Asking for oneself counts as activity, and so puts the idle limit off. */
  async extend(): Promise<void> {
    await this.#fetchMe();
  }

  /** Somebody types or points: that is activity too, also when it asks the server nothing. */
  active(): void {
    if (this.state !== 'signed-in' || Date.now() - this.#extendedAt < touchEveryMs) return;
    this.#extendedAt = Date.now();
    void this.extend().catch(() => {});
  }

  /** Any request was refused for want of a session. */
  ended(): void {
    if (this.state === 'signed-in') this.#end('ended');
  }

  async #fetchMe(): Promise<void> {
    const { data } = await request<Me>('GET', '/me');
    this.#skew = Date.now() - data.server_time;
    this.#extendedAt = Date.now();
    this.me = data;
    records.person = data.person;
    this.#tabs.postMessage(data);
    for (const organisation of data.organisations ?? []) records.put(organisation, 0);
    for (const membership of data.memberships ?? []) records.put(membership, 0);
    records.apply([], [{ id: data.person, name: data.name, label: data.label }]);
  }

  #end(why: 'ended' | 'left'): void {
    for (const action of this.#onEnded) action(why);
    if (why === 'ended') void visitNotes.close('hide');
    live.stop();
    outbox.close();
    drafts.close();
    readMarks.close();
    toasts.clear();
    completion.clear();
    records.clear();
    this.me = undefined;
    this.endedBecause = why;
    this.state = 'signed-out';
  }
}

export const session = new SessionState();
whenSignedOut(() => session.ended());

/** Home's bag of records; the shell's counts and most screens' first view come from it. */
export const fetchHome = () => page('/home');
