// Has the app itself kept on this device, so that it opens without a connection. The worker (public/worker.js) keeps
// files of the app only, never an answer of the hub; see ADR 0031.
const address = '/worker.js';
const answerWithinMs = 20_000;

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL: (url: string) => string;
  };
}

/** The page's policy lets no script be named but by a policy, and ours names one. */
let workerAddress: string | undefined;
function trusted(): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  const one = (url: string) => {
    if (url !== address) throw new TypeError('Only the worker.');
    return url;
  };
  workerAddress ??= policies
    ? policies.createPolicy('staffroom-worker', { createScriptURL: one }).createScriptURL(address)
    : address;
  return workerAddress;
}

let kept: Promise<boolean> | undefined;

async function keep(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return false;
  await navigator.serviceWorker.register(trusted(), { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  if (!active) return false;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), answerWithinMs);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data === true);
    };
    active.postMessage('keep', [port2]);
  });
}

/** Once for each time the page is loaded. Answers whether it worked; never fails. */
export async function keepApp(): Promise<boolean> {
  kept ??= keep().catch(() => false);
  const worked = await kept;
  if (!worked) kept = undefined;
  return worked;
}
