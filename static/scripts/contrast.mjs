// Checks every colour pair that the app uses against WCAG 2.2 AA, in light and dark. The colours are read from
// tokens.css, so the table below names pairs only and cannot drift from what is shipped.
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    [light, dark],
  ]),
);

const TEXT = 4.5;
const SHAPE = 3;
/** For each pair of ink and paper: the least contrast that it may have. */
const pairs = [
  ...['bg', 'surface', 'sunken', 'raised', 'brand-soft', 'danger-soft', 'warn-soft'].map((paper) => [
    'ink',
    paper,
    TEXT,
  ]),
  ...['bg', 'surface', 'sunken', 'raised', 'brand-soft'].map((paper) => ['ink-2', paper, TEXT]),
  ...['bg', 'surface', 'sunken'].map((paper) => ['brand', paper, TEXT]),
  ['on-brand', 'brand', TEXT],
  ['on-brand', 'brand-hover', TEXT],
  ['brand-soft-ink', 'brand-soft', TEXT],
  ['brand-soft-ink', 'surface', TEXT],
  ...['success', 'warn', 'danger', 'info'].flatMap((tone) => [
    [tone, `${tone}-soft`, TEXT],
    [tone, 'surface', TEXT],
  ]),
  ['danger', 'bg', TEXT],
  ...['surface', 'bg', 'sunken'].flatMap((paper) => [
    ['line-strong', paper, SHAPE],
    ['focus', paper, SHAPE],
  ]),
  ...['pine', 'navy', 'maroon', 'plum', 'rust', 'ochre', 'teal', 'slate', 'forest', 'royal'].flatMap(
    (house) => [
      ['on-house', `house-${house}`, SHAPE],
      ...['surface', 'bg', 'sunken', 'raised'].map((paper) => [`house-${house}`, paper, SHAPE]),
    ],
  ),
  ...[1, 2, 3, 4].map((series) => [`series-${series}`, 'surface', SHAPE]),
];

/** Relative luminance, as WCAG defines it. */
function luminance(hex) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function colours(name) {
  const found = tokens.get(name);
  if (!found) throw new Error(`tokens.css has no --${name}`);
  return found;
}

let failures = 0;
let lowest = Infinity;
for (const [ink, paper, least] of pairs) {
  const ratios = ['light', 'dark'].map((_, theme) => contrast(colours(ink)[theme], colours(paper)[theme]));
  lowest = Math.min(lowest, ...ratios);
  if (ratios.every((ratio) => ratio >= least)) continue;
  failures += 1;
  console.error(`${ink} on ${paper}: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} (needs ${least})`);
}
console.log(`contrast: ${pairs.length} pairs, lowest ${lowest.toFixed(2)}, ${failures} too low`);
process.exitCode = failures ? 1 : 0;
