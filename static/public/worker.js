// Lets the app open without a connection, for reviewers in a corridor. It keeps files of the app that offline.json
// names, and index.html; never an answer of the hub, and nothing of anybody. See ADR 0031.
const prefix = 'staffroom-app-';
const shell = '/';
const patienceMs = 4_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Everything of one build, or nothing: what was kept before goes only when the new is whole. */
async function keep() {
  const list = await fetch('/offline.json', { cache: 'no-cache' });
  if (!list.ok) return false;
  const { build, entry, files } = await list.json();
  const name = prefix + build;
  const names = await caches.keys();
  const old = names.filter((other) => other.startsWith(prefix) && other !== name);
  if (!names.includes(name)) {
    try {
      const page = await fetch(shell, { cache: 'no-cache' });
      // Between two builds the page may name other files than the list.
      if (!page.ok || !(await page.clone().text()).includes(entry)) return false;
      const cache = await caches.open(name);
      await cache.addAll(files);
      await cache.put(shell, page);
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
  }
  await Promise.all(old.map((other) => caches.delete(other)));
  return true;
}

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.data !== 'keep' || !port) return;
  event.waitUntil(
    keep().then(
      (worked) => port.postMessage(worked),
      () => port.postMessage(false),
    ),
  );
});

/** The page from the network; when that is gone, or takes its time, as it was kept. */
async function open(request) {
  const network = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  const answer = await Promise.race([network.catch(() => undefined), late]);
  return answer ?? (await caches.match(shell, { ignoreVary: true })) ?? network;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const isFile = pathname.slice(pathname.lastIndexOf('/') + 1).includes('.');
  if (request.mode === 'navigate') {
    if (!pathname.startsWith('/api/') && !isFile) event.respondWith(open(request));
  } else if (pathname.startsWith('/assets/')) {
    // Their names hold a hash of what is in them.
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});
