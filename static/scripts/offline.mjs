// Writes dist/offline.json: which files of the build a device keeps so that evidence notes can be written without a
// connection (public/worker.js).
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
/** The pages that write notes. */
const screens = [
  entry,
  'src/more_pages.ts',
  'src/screens/reviews/Notes.svelte',
  'src/screens/reviews/OfflineNotes.svelte',
];
/** What they fetch when it is needed. What the build has joined to something else comes with that. */
const later = [
  'src/lib/state/notes_outbox.svelte.ts',
  'src/lib/state/local_store.ts',
  'src/lib/pupil_data.ts',
  'src/generated/protocol.ts',
].filter((key) => manifest[key]);

/** A chunk with all that it needs. */
function closure(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}`);
  if (found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) found.add(file);
  for (const next of chunk.imports ?? []) closure(next, found);
  return found;
}

const files = [...new Set([...screens, ...later].flatMap((key) => [...closure(key)]))]
  .sort()
  .map((file) => `/${file}`);
const build = createHash('sha256')
  .update(files.join('\n'))
  .update(readFileSync(new URL('index.html', dist)));
const list = { build: build.digest('hex').slice(0, 16), entry: `/${manifest[entry].file}`, files };
writeFileSync(new URL('offline.json', dist), `${JSON.stringify(list, null, 1)}\n`);
console.log(`offline: ${files.length} files`);
