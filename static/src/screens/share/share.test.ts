import { describe, expect, it } from 'vitest';
import type { Organisation, Resource, Team } from '$generated/protocol';
import { audienceOf, organisationChoices, teamChoices, valueOf, type Limits } from './audience';
import {
  addressOf,
  bodyOf,
  descriptionOf,
  emptyDescription,
  faultsOf,
  sameBody,
  titleFrom,
  withWords,
} from './description';
import { inYears, keptOf, readKept } from './draft.svelte';
import { byFile, untold } from './findings';

describe('what is said of a resource', () => {
  it('takes its first title from a file’s name', () => {
    expect(titleFrom('Y4_fractions-exit tickets v2 FINAL.pptx')).toBe('Y4 fractions exit tickets');
    expect(titleFrom('place value (1).docx')).toBe('Place value');
    expect(titleFrom('2026-27 plan.xlsx')).toBe('2026-27 plan');
    expect(titleFrom('.pdf')).toBe('.pdf');
  });

  it('knows an address when it sees one', () => {
    expect(addressOf('www.example.org/maths')).toBe('https://www.example.org/maths');
    expect(addressOf(' http://example.org ')).toBe('http://example.org/');
    for (const none of ['', 'place value', 'javascript:alert(1)', 'ftp://example.org', 'localhost'])
      expect(addressOf(none), none).toBeUndefined();
  });

  it('sends only what is meant: no years of other stages, no board below key stage 4, nobody to name for CC0', () => {
    const form = {
      ...emptyDescription(),
      title: ' Fractions ',
      stages: ['ks4' as const, 'ks2' as const],
      years: ['y4' as const, 'y7' as const],
      exam_board: 'aqa' as const,
      licence: 'cc0' as const,
      attribution: 'Ruth Fell',
    };
    expect(bodyOf(form)).toMatchObject({
      title: 'Fractions',
      stages: ['ks2', 'ks4'],
      years: ['y4'],
      exam_board: 'aqa',
      attribution: '',
    });
    expect(bodyOf({ ...form, stages: ['ks2'] })).not.toHaveProperty('exam_board');
    expect(bodyOf({ ...form, licence: 'cc_by' }).attribution).toBe('Ruth Fell');
  });

  it('wants a title and a licence before it is shared', () => {
    expect(faultsOf(emptyDescription()).map(({ id }) => id)).toEqual(['title', 'licence']);
    expect(faultsOf({ ...emptyDescription(), title: 'a', licence: 'ogl' })).toEqual([]);
  });

  it('comes back from the hub as it went', () => {
    const form = {
      ...emptyDescription(),
      title: 'Fractions',
      subject: 'Mathematics',
      licence: 'ogl' as const,
    };
    expect(sameBody(form, descriptionOf({ ...bodyOf(form) } as Resource))).toBe(true);
    expect(sameBody(form, { ...form, summary: 'More' })).toBe(false);
  });

  it('keeps keywords apart, each once and no more than allowed', () => {
    expect(withWords(['numerator'], ' Numerator, bar  model;', 20)).toEqual(['numerator', 'bar model']);
    expect(withWords([], 'a,b,c', 2)).toEqual(['a', 'b']);
  });
});

describe('a draft on the device', () => {
  it('is read again, and nonsense is not', () => {
    const kept = keptOf({
      title: 'Fractions',
      type: 'assessment',
      summary: '',
      attribution: '',
      third_party: 'none',
    } as Resource);
    expect(readKept(JSON.stringify(kept))).toEqual(kept);
    for (const nonsense of ['', '{}', 'x', JSON.stringify({ ...kept, source: 'air' })])
      expect(readKept(nonsense)).toBeUndefined();
  });

  it('is looked at again in a year, leap years or not', () => {
    expect(inYears(1, Date.parse('2026-11-22T12:00:00Z'))).toBe('2027-11-22');
    expect(inYears(1, Date.parse('2028-02-29T12:00:00Z'))).toBe('2029-02-28');
  });
});

const at = (id: number, type: Organisation['type'], parent?: number) =>
  ({ id, type, parent, state: 'joined', name: `${type} ${id}` }) as Organisation;
const tree = [
  at(1, 'network'),
  at(2, 'trust', 1),
  at(3, 'school', 2),
  at(4, 'trust', 1),
  at(5, 'school', 4),
  at(6, 'partner', 1),
];
const free: Limits = { licence: 'cc_by', thirdParty: 'none', cap: 'network', partnersPublish: false };
const barred = (limits: Partial<Limits>, owner = 3) =>
  organisationChoices(owner, tree, { ...free, ...limits }).map((choice) => choice.barred ?? 'free');

describe('with whom', () => {
  it('offers the owner and what stands above it', () => {
    expect(organisationChoices(3, tree, free).map(({ value }) => value)).toEqual([
      'organisation/3',
      'organisation/2',
      'organisation/1',
    ]);
  });

  it('says what stands in the way: licence, other people’s work, settings', () => {
    expect(barred({})).toEqual(['free', 'free', 'free']);
    expect(barred({ licence: 'all_rights' })).toEqual(['free', 'free', 'licence']);
    expect(barred({ thirdParty: 'school_only' })).toEqual(['free', 'others_work', 'others_work']);
    expect(barred({ thirdParty: 'school_only' }, 2)).toEqual(['others_work', 'others_work']);
    expect(barred({ cap: 'trust' })).toEqual(['free', 'free', 'settings']);
    expect(barred({ cap: 'school' }, 2)).toEqual(['free', 'settings']);
  });

  it('lets partners share with the network only where that is allowed', () => {
    expect(barred({ cap: 'school' }, 6)).toEqual(['free', 'partner']);
    expect(barred({ partnersPublish: true }, 6)).toEqual(['free', 'free']);
  });

  it('takes a team as wide as it can be found', () => {
    const team = (organisation: number, joining: Team['joining'], reach = organisation) =>
      ({ id: 7, name: 'Maths', state: 'active', organisation, joining, reach }) as Team;
    const choice = (of: Team, limits: Partial<Limits>) =>
      teamChoices([of], 3, tree, { ...free, ...limits })[0]?.barred ?? 'free';
    expect(choice(team(1, 'closed'), { licence: 'all_rights' })).toBe('licence');
    expect(choice(team(2, 'closed'), { licence: 'all_rights' })).toBe('free');
    expect(choice(team(2, 'open', 1), { licence: 'all_rights' })).toBe('licence');
    expect(choice(team(5, 'closed'), { licence: 'all_rights' })).toBe('licence');
    expect(choice(team(3, 'closed'), { thirdParty: 'school_only' })).toBe('free');
    expect(teamChoices([{ ...team(3, 'open'), state: 'archived' }], 3, tree, free)).toEqual([]);
  });

  it('goes into the command and back', () => {
    expect(audienceOf('team/4')).toEqual({ team: 4 });
    expect(audienceOf('organisation/2')).toEqual({ shared_with: 2 });
    expect([valueOf({ team: 4 }), valueOf({ shared_with: 2 }), valueOf({})]).toEqual([
      'team/4',
      'organisation/2',
      '',
    ]);
  });
});

describe('what the checks found', () => {
  it('is told by file, each kind once with all its places', () => {
    const found = byFile(
      { files: [{ name: 'a.pptx' }, { name: 'b.xlsx' }] as never },
      {
        findings: [
          { type: 'class_list', file: 1, where: 'sheet Year 7' },
          { type: 'upn', file: 0, where: 'slide 2, notes' },
          { type: 'upn', file: 0, where: 'slide 4' },
          { type: 'upn', file: 0, where: 'slide 4' },
        ],
      },
    );
    expect(found).toEqual([
      { name: 'a.pptx', findings: [{ type: 'upn', places: ['slide 2, notes', 'slide 4'] }] },
      { name: 'b.xlsx', findings: [{ type: 'class_list', places: ['sheet Year 7'] }] },
    ]);
    expect(untold({ findings: [{ type: 'upn', file: 0, where: '' }], found: 3 })).toBe(2);
  });
});
