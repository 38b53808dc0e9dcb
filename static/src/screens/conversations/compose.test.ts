import { describe, expect, it } from 'vitest';
import { bulleted, linked, mentionAt, mentioned, withMention, wrap } from './compose';

describe('the toolbar', () => {
  it('makes words bold, and plain again', () => {
    const bold = wrap({ text: 'a b c', start: 2, end: 3 }, '**', 'bold');
    expect(bold).toEqual({ text: 'a **b** c', start: 4, end: 5 });
    expect(wrap(bold, '**', 'bold')).toEqual({ text: 'a b c', start: 2, end: 3 });
    expect(wrap({ text: '', start: 0, end: 0 }, '**', 'bold').text).toBe('**bold**');
  });

  it('makes lines a list, and plain again', () => {
    const listed = bulleted({ text: 'x\ny', start: 0, end: 3 });
    expect(listed.text).toBe('- x\n- y');
    expect(bulleted({ text: listed.text, start: 0, end: 7 }).text).toBe('x\ny');
  });

  it('selects the address of a new link', () => {
    const { text, start, end } = linked({ text: 'see it', start: 4, end: 6 }, 'words');
    expect(text).toBe('see [it](https://)');
    expect(text.slice(start, end)).toBe('https://');
  });
});

describe('mentions', () => {
  it('begin at an @ after a space, and may hold one space', () => {
    expect(mentionAt('Hi @Ru', 6)).toEqual({ sought: 'Ru', at: 3 });
    expect(mentionAt('Hi @Ruth Fe', 11)).toEqual({ sought: 'Ruth Fe', at: 3 });
    expect(mentionAt('mail@school', 11)).toBeUndefined();
    expect(mentionAt('Hi @Ruth Fell and', 17)).toBeUndefined();
  });

  it('are written whole', () => {
    expect(withMention('Hi @Ru there', 3, 6, 'Ruth Fell')).toMatchObject({ text: 'Hi @Ruth Fell there' });
  });

  it('name each person once, and nobody in code', () => {
    const people = new Map([['Ruth Fell', 8]]);
    expect(mentioned('@Ruth Fell and **@Ruth Fell**', people)).toEqual([8]);
    expect(mentioned('`@Ruth Fell`', people)).toEqual([]);
    expect(mentioned('- @Ruth Fell', people)).toEqual([8]);
  });
});
