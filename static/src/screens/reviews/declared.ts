// What reviewers declared, in words: by person the one that counts, and those before. Pure but for names.
import type { Interest, InterestPoint, Review, Reviewer } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { interestWords, review as words } from '$strings/reviews_page';
import { who } from '../support/timeline';
import { shortDay } from './days';

export interface TeamLine {
  person: number;
  /** Absent: was asked and is not on the team any more. */
  reviewer?: Reviewer;
  /** The one that counts. */
  interest?: Interest;
  earlier: Interest[];
}

/** The lead first, then the others as they were named, then those who left with what they had declared. */
export function teamLines({ team = [] }: Review, interests: readonly Interest[]): TeamLine[] {
  const of = (person: number) => interests.filter((one) => one.person === person);
  const line = (person: number, reviewer?: Reviewer): TeamLine => {
    const own = of(person);
    const last = [...own].reverse().find(({ state }) => state !== 'replaced');
    return {
      person,
      ...(reviewer && { reviewer }),
      ...(last && { interest: last }),
      earlier: own.filter((one) => one !== last).reverse(),
    };
  };
  const here = [...team].sort((one, other) => Number(other.lead) - Number(one.lead));
  const gone = [...new Set(interests.map(({ person }) => person))].filter(
    (person) => !team.some((one) => one.person === person),
  );
  return [
    ...here.map((one) => line(one.person, one)),
    // Whose declarations were all replaced was let go with an earlier scope, or never decided about.
    ...gone.map((person) => line(person)).filter(({ interest }) => interest !== undefined),
  ];
}

export const pointWords = ({ type, words: said }: InterestPoint): string =>
  [interestWords[type].short, said].filter(Boolean).join(': ');

const dayOf = (at: number): string => shortDay(civilDate(at));

/** What was declared, as lines. */
export function declaredWords({ points = [], found = [] }: Interest): string[] {
  const said = points.map(pointWords);
  const known = found.map((point) => words.found(pointWords(point)));
  return said.length ? [...said, ...known] : [words.nil, ...known];
}

/** When, and who decided about it. */
export function decidedWords({ state, declared, decided, decided_by: by }: Interest): string {
  if (decided === undefined || state === 'declared' || state === 'replaced')
    return words.declaredOn(dayOf(declared));
  const day = dayOf(decided);
  if (state === 'cleared') return by === undefined ? words.clearedOn(day) : words.clearedBy(who(by), day);
  return by === undefined ? words.refusedByRule(day) : words.refusedBy(who(by), day);
}
