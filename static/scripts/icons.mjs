// Writes one SVG sprite with the icons that the app uses. Icons come from lucide (ISC licence); the names on
// the left are ours, by meaning, so that a picture can change without touching a screen.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const icons = {
  home: 'house',
  teams: 'messages-square',
  people: 'contact-round',
  organisations: 'network',
  settings: 'settings',
  help: 'circle-question-mark',
  'sign-out': 'log-out',
  users: 'users',
  'user-plus': 'user-plus',
  search: 'search',
  back: 'chevron-left',
  down: 'chevron-down',
  right: 'chevron-right',
  up: 'arrow-up',
  more: 'ellipsis',
  menu: 'menu',
  plus: 'plus',
  x: 'x',
  check: 'check',
  'check-circle': 'circle-check',
  alert: 'circle-alert',
  info: 'info',
  clock: 'clock',
  retry: 'rotate-cw',
  history: 'history',
  pin: 'pin',
  hash: 'hash',
  at: 'at-sign',
  bold: 'bold',
  list: 'list',
  link: 'link',
  send: 'send-horizontal',
  reply: 'reply',
  edit: 'pencil',
  bin: 'trash-2',
  flag: 'flag',
  lock: 'lock',
  unlock: 'lock-open',
  move: 'folder-input',
  archive: 'archive',
  bell: 'bell',
  'bell-off': 'bell-off',
  offline: 'wifi-off',
  shield: 'shield-check',
  eye: 'eye',
  keyboard: 'keyboard',
  leave: 'door-open',
  device: 'monitor-smartphone',
  key: 'key-round',
  upload: 'upload',
  download: 'download',
  'user-x': 'user-x',
  minus: 'minus',
  file: 'file-text',
  sun: 'sun',
  mail: 'mail',
  map: 'map-pin',
  school: 'school',
  trust: 'landmark',
  partner: 'handshake',
  filter: 'funnel',
  away: 'external-link',
  library: 'library',
  slides: 'presentation',
  sheet: 'table-2',
  image: 'image',
  audio: 'music',
  video: 'square-play',
  pause: 'pause',
  play: 'play',
  collection: 'layers',
  practice: 'lightbulb',
  message: 'message-square',
  support: 'life-buoy',
  reviews: 'clipboard-check',
  scale: 'scale',
  calendar: 'calendar-days',
  buying: 'shopping-basket',
  radar: 'radar',
};

/** The symbols of crests, a sprite of their own: only pages that draw a crest fetch it. */
const symbolsOfCrests = {
  oak: 'tree-deciduous',
  book: 'book-open',
  lamp: 'lamp',
  star: 'star',
  river: 'waves',
  hill: 'mountain',
  bird: 'bird',
  key: 'key-round',
  anchor: 'anchor',
  wheat: 'wheat',
  sun: 'sun',
};

/** The drawing inside one lucide file, without its comment and its outer element. */
function drawing(file) {
  const url = new URL(`../node_modules/lucide-static/icons/${file}.svg`, import.meta.url);
  return readFileSync(url, 'utf8')
    .replace(/<!--.*?-->/s, '')
    .replace(/<svg[^>]*>|<\/svg>/gs, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/ \/>/g, '/>')
    .trim();
}

/** Leaves a file alone that would not change, so that nothing is built again for it. */
function write(name, text) {
  const file = new URL(name, folder);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

const stroke = (width) =>
  `viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`;
const sprite = (named, width) =>
  `<svg xmlns="http://www.w3.org/2000/svg">${Object.entries(named)
    .map(([name, file]) => `<symbol id="${name}" ${stroke(width)}>${drawing(file)}</symbol>`)
    .join('')}</svg>`;
const folder = new URL('../src/assets/', import.meta.url);
mkdirSync(folder, { recursive: true });
write('icons.svg', sprite(icons, 1.75));
write('crests.svg', sprite(symbolsOfCrests, 2));
// The type of Icon's `name` follows the list above, so a misspelt icon does not compile.
write(
  'icons.ts',
  `// Written by scripts/icons.mjs.\nexport type IconName =\n${Object.keys(icons)
    .map((name) => `  | '${name}'`)
    .join('\n')};\n`,
);
console.log(`icons: ${Object.keys(icons).length}`);
