import { expect, it } from 'vitest';
import type { NotificationSetting, ProfileFields, Team } from '$generated/protocol';
import { choiceTeams, daysInWords, kinds, nextWords, windowWords } from './choices';
import { kindWords } from '$strings/hearing';

const at = (text: string) => Date.parse(text);

it('offers every kind that there are words for', () => {
  expect([...kinds].sort()).toEqual(Object.keys(kindWords).sort());
});

it('says when the next digest leaves, as near as people say it', () => {
  const now = at('2026-11-22T19:00:00Z');
  expect(nextWords(at('2026-11-22T20:00:00Z'), now)).toBe('Next digest: today at 20:00.');
  expect(nextWords(at('2026-11-23T08:00:00Z'), now)).toBe('Next digest: tomorrow at 08:00.');
  expect(nextWords(at('2026-11-30T07:30:00Z'), now)).toBe('Next digest: Monday 30 November at 07:30.');
  // By the clock in London, whatever the device thinks.
  expect(nextWords(at('2026-06-29T07:00:00Z'), at('2026-06-25T12:00:00Z'))).toBe(
    'Next digest: Monday 29 June at 08:00.',
  );
});

it('says days as a span where they are one', () => {
  expect(daysInWords(['friday', 'monday', 'tuesday', 'thursday', 'wednesday'])).toBe('Monday to Friday');
  expect(daysInWords(['tuesday', 'wednesday', 'thursday'])).toBe('Tuesday to Thursday');
  expect(daysInWords(['monday', 'tuesday', 'friday'])).toBe('Monday, Tuesday and Friday');
  expect(daysInWords(['monday', 'tuesday'])).toBe('Monday and Tuesday');
  expect(daysInWords(['wednesday'])).toBe('Wednesday');
});

it('says when mail may come, and what holds where the profile says nothing', () => {
  expect(windowWords(undefined)).toBe('For you that is Monday to Friday, 07:30 to 18:00.');
  const fields = { about: '', working_days: ['monday'], working_hours: { from: 480, to: 960, reply: '' } };
  expect(windowWords(fields as ProfileFields)).toBe('For you that is Monday, 08:00 to 16:00.');
});

it('lists the living teams of the setting by name, and no others', () => {
  const team = (id: number, name: string, state = 'active') => ({ id, name, state }) as Team;
  const setting = {
    teams: [
      { team: 1, level: 'normal' },
      { team: 2, level: 'mute' },
      { team: 4, level: 'follow' },
      { team: 9, level: 'mute' },
    ],
  } as NotificationSetting;
  const held = [team(1, 'Science'), team(2, 'Art'), team(3, 'Not mine'), team(4, 'Over', 'archived')];
  expect(choiceTeams(setting, held).map(({ name }) => name)).toEqual(['Art', 'Science']);
  expect(choiceTeams(undefined, held)).toEqual([]);
});
