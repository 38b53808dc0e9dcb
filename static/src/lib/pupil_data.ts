// The pupil-data guard while somebody writes: numbers that stand for a pupil, a patient or an employee. The twin of
// store/pupil_data.hpp, which decides; both are held to tests/fixtures/pupil_data.json.
import type { FindingType } from '$generated/protocol';

export interface PupilDataHit {
  type: Extract<FindingType, 'upn' | 'former_upn' | 'national_insurance' | 'nhs_number' | 'uln'>;
  text: string;
  /** Not a telephone or an order number that happens to have the right check digit. */
  certain: boolean;
}

const isWord = (letter: string | undefined) => letter !== undefined && /^[a-z0-9]$/i.test(letter);
const gaps = [' ', '-', '\u00A0', '\u2010', '\u2011', '\u2013'];
const gapsMost = 4;

/** The next `size` letters and digits, upper-cased and without single gaps; nothing when a word ends elsewhere. */
function candidateAt(
  text: string,
  start: number,
  size: number,
): { letters: string; end: number } | undefined {
  let letters = '';
  let passed = 0;
  let at = start;
  while (at < text.length && letters.length < size) {
    const letter = text[at];
    if (isWord(letter)) {
      letters += letter?.toUpperCase();
      at += 1;
      continue;
    }
    passed += 1;
    if (!gaps.includes(letter ?? '') || passed > gapsMost) return undefined;
    at += 1;
    if (!isWord(text[at])) return undefined;
  }
  return letters.length < size || isWord(text[at]) ? undefined : { letters, end: at };
}

const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

function isUpn(letters: string): boolean {
  if (!/^[A-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(letters) || /^.0+A?$/.test(letters)) return false;
  let sum = 0;
  for (let place = 1; place < letters.length; place += 1) {
    const letter = letters[place] ?? '';
    sum += (/\d/.test(letter) ? Number(letter) : upnLetters.indexOf(letter)) * (place + 1);
  }
  return upnLetters[sum % upnLetters.length] === letters[0];
}

const insurance = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;

/** The first nine of ten digits, weighted 10 … 2, modulo 11; nothing for other texts, and for ten like digits. */
function remainderOfTen(letters: string): number | undefined {
  if (!/^\d{10}$/.test(letters) || /^(\d)\1+$/.test(letters)) return undefined;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(letters[place]) * (10 - place);
  return sum % 11;
}

const near = 60;
const nearAfter = 20;

/** Where words that announce a number were last seen. */
class Announced {
  #last = new Map<string, number>();

  pass(word: string, end: number): void {
    const known = word.toUpperCase();
    if (known === 'NHS' || known === 'ULN' || known === 'FORMER') this.#last.set(known, end);
  }

  isNear(word: string, at: number): boolean {
    const last = this.#last.get(word);
    return last !== undefined && at - last <= near;
  }
}

const says = (text: string, word: string) =>
  text.split(/[^a-z0-9]+/i).some((part) => part.toUpperCase() === word);

interface Found extends PupilDataHit {
  end: number;
}

function letteredAt(text: string, start: number, former: boolean): Found | undefined {
  const upn = candidateAt(text, start, 13);
  if (upn && isUpn(upn.letters)) {
    const type = former ? 'former_upn' : 'upn';
    return { type, text: text.slice(start, upn.end), certain: true, end: upn.end };
  }
  const other = candidateAt(text, start, 9);
  if (!other || !insurance.test(other.letters)) return undefined;
  return { type: 'national_insurance', text: text.slice(start, other.end), certain: true, end: other.end };
}

function numberAt(text: string, start: number, uln: boolean, nhs: boolean): Found | undefined {
  const found = candidateAt(text, start, 10);
  const rest = found && remainderOfTen(found.letters);
  if (!found || rest === undefined) return undefined;
  const said = text.slice(start, found.end);
  const last = Number(found.letters[9]);
  if (uln && rest !== 0 && 10 - rest === last)
    return { type: 'uln', text: said, certain: true, end: found.end };
  if ((11 - rest) % 11 !== last) return undefined;
  const certain = nhs || says(text.slice(found.end, found.end + nearAfter), 'NHS');
  return { type: 'nhs_number', text: said, certain, end: found.end };
}

/** In the order in which they stand. `column`: what heads the column that the text stands in. */
export function findPupilData(text: string, column = ''): PupilDataHit[] {
  const hits: PupilDataHit[] = [];
  const announced = new Announced();
  const near = (word: string, at: number) => announced.isNear(word, at) || says(column, word);
  const isFormer = (at: number) => near('FORMER', at) || says(column, 'FORMERUPN');
  let at = 0;
  while (at < text.length) {
    const start = at;
    if (!isWord(text[start])) {
      at += 1;
      continue;
    }
    while (isWord(text[at])) at += 1;
    announced.pass(text.slice(start, at), at);
    const found = /\d/.test(text[start] ?? '')
      ? numberAt(text, start, near('ULN', start), near('NHS', start))
      : letteredAt(text, start, isFormer(start));
    if (!found) continue;
    const { end, ...hit } = found;
    hits.push(hit);
    at = Math.max(at, end);
  }
  return hits;
}

export const hasCertainPupilData = (text: string): boolean =>
  findPupilData(text).some(({ certain }) => certain);
