import { describe, expect, it } from 'vitest';
import {
  begunWith,
  bodyOfSection,
  emptySentence,
  faultsOfSection,
  formOfSection,
  moved,
  sameSection,
} from './section_form';

const section = {
  heading: 1,
  grade: 2,
  sentences: [
    { number: 3, type: 'finding' as const, text: 'Three', notes: [1, 2], self_review: false },
    { number: 5, type: 'need' as const, text: 'Five', self_review: true },
  ],
};

describe('the form of a section', () => {
  it('gives back what it was made of', () => {
    const { heading: _, ...body } = section;
    expect(bodyOfSection(formOfSection(section))).toEqual(body);
  });

  it('begins with a sentence to write, which is none until something stands there', () => {
    const form = begunWith(formOfSection(undefined));
    expect(form.sentences).toHaveLength(1);
    expect(bodyOfSection(form)).toEqual({ sentences: [] });
    expect(sameSection(form, formOfSection(undefined))).toBe(true);
    expect(faultsOfSection(form)).toEqual([]);
  });

  it('shares nothing with what it was made of', () => {
    const held = formOfSection(section);
    const form = begunWith(held);
    form.sentences[0]?.notes.push(9);
    expect(held.sentences[0]?.notes).toEqual([1, 2]);
  });

  it('wants words in a sentence that was there, and at most ten notes', () => {
    const form = formOfSection(section);
    const [first, second] = form.sentences;
    if (first) first.text = ' ';
    if (second) second.notes = Array.from({ length: 11 }, (_, at) => at);
    expect(faultsOfSection(form).map(({ at }) => at)).toEqual([0, 1]);
  });

  it('moves a sentence by one place, and no further than the list goes', () => {
    const all = [1, 2, 3].map(emptySentence);
    const keys = (list: typeof all) => list.map(({ key }) => key);
    expect(keys(moved(all, 0, 1))).toEqual([2, 1, 3]);
    expect(keys(moved(all, 2, -1))).toEqual([1, 3, 2]);
    expect(keys(moved(all, 0, -1))).toEqual([1, 2, 3]);
    expect(keys(moved(all, 2, 1))).toEqual([1, 2, 3]);
  });
});
