// Fails when the build is heavier than budget.json allows. "Initial" is what a first visit loads: the entry with the
// sign-in page in it, and Home behind it, with their style sheets, index.html and the icons.
import { readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const budget = JSON.parse(readFileSync(new URL('../budget.json', import.meta.url), 'utf8'));
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const firstScreens = ['src/screens/home/Home.svelte'];

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const weigh = (file) => brotliCompressSync(readFileSync(new URL(file, dist)), quality).length;
const total = (files) => [...files].reduce((sum, file) => sum + weigh(file), 0);

/** The scripts and style sheets that loading one chunk pulls in, itself included. */
function closure(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no ${key}`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const sheet of chunk.css ?? []) found.add(sheet);
  for (const next of chunk.imports ?? []) closure(next, found);
  return found;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = new Set([entry, ...firstScreens].flatMap((key) => [...closure(key)]));
const assets = readdirSync(new URL('assets/', dist)).map((name) => `assets/${name}`);
const sprite = assets.filter((file) => /icons-[\w-]+\.svg$/.test(file));
const scripts = [...initial].filter((file) => file.endsWith('.js'));
const sheets = [...initial].filter((file) => file.endsWith('.css'));

const rows = [
  ['initial_js', total(scripts)],
  ['initial_css', total(sheets)],
  ['initial_html_and_icons', total(['index.html', ...sprite])],
];
rows.push(['initial_total', rows.reduce((sum, [, bytes]) => sum + bytes, 0)]);

// A screen is weighed by what is its own. What several screens share (the Markdown reader, a list row) is fetched
// once, with the first of them, and has a limit of its own.
const screens = Object.keys(manifest).filter(
  (key) => manifest[key].isDynamicEntry && !firstScreens.includes(key),
);
const extra = new Map(screens.map((key) => [key, [...closure(key)].filter((file) => !initial.has(file))]));
const users = (file) => [...extra.values()].filter((files) => files.includes(file)).length;
const heaviest = (candidates) => candidates.sort(([, one], [, other]) => other - one)[0] ?? ['none', 0];
const [screen, screenBytes] = heaviest(
  [...extra].map(([key, files]) => [key, total(files.filter((file) => users(file) === 1))]),
);
const shared = [...new Set([...extra.values()].flat())].filter((file) => users(file) > 1);
const [chunk, chunkBytes] = heaviest(shared.map((file) => [file, weigh(file)]));
rows.push(['lazy_screen', screenBytes, screen], ['shared_chunk', chunkBytes, chunk]);
rows.push(['everything', total(assets.filter((name) => /\.(js|css)$/.test(name)))]);

for (const [name, size, what = ''] of rows) {
  const over = size > budget[name];
  console.log(
    `${name.padEnd(24)}${String(size).padStart(7)} of ${budget[name]} ${what}${over ? ' OVER' : ''}`,
  );
  if (over) process.exitCode = 1;
}
