import { describe, expect, it } from 'vitest';
import type { Membership, ReportComment, Review, ReviewReport } from '$generated/protocol';
import {
  fingerprint,
  isReader,
  rightsOf,
  sectionsOf,
  sendFault,
  sentenceLabel,
  signatureOf,
} from './report_view';
import { rolesIn } from './review_view';

const head = { state: 'current', organisation: 5, role: 'headteacher' } as Membership;
const asHead = { person: 1, memberships: [head] };
const asLead = { person: 2, memberships: [] };
const asReviewer = { person: 3, memberships: [] };
const asColleague = { person: 4, memberships: [] };
const asOrganiser = { person: 9, memberships: [] };

const review = (over: Partial<Review> = {}): Review =>
  ({
    id: 3,
    host: 5,
    organiser: 9,
    state: 'factual_check',
    team: [
      { person: 2, lead: true, school: 6, state: 'active' },
      { person: 3, lead: false, school: 7, state: 'active' },
    ],
    colleagues: [{ person: 4, report: true }],
    ...over,
  }) as Review;
const report = (over: Partial<ReviewReport> = {}): ReviewReport =>
  ({
    id: 3,
    state: 'with_host',
    framework: { name: 'F', headings: [{ title: 'Leadership' }, { title: 'Provision' }], excellence: false },
    sections: [
      {
        heading: 0,
        sentences: [{ number: 1, type: 'finding', text: 'One', notes: [4], self_review: false }],
      },
      {
        heading: 1,
        sentences: [
          { number: 4, type: 'need', text: 'Four', self_review: true },
          { number: 2, type: 'strength', text: 'Two', notes: [5], self_review: false },
        ],
      },
    ],
    content_hash: 'ab12',
    ...over,
  }) as ReviewReport;
const rights = (who: typeof asHead, of = report(), on = review(), comments: ReportComment[] = []) =>
  rightsOf(on, of, rolesIn(on, who), comments);
const open = { outcome: 'open', number: 1 } as ReportComment;

describe('sentences', () => {
  it('are named by their heading and their place under it', () => {
    expect(sentenceLabel(report(), 2)).toBe('2.2');
    expect(sentenceLabel(report(), 4)).toBe('2.1');
    expect(sentenceLabel(report(), 3)).toBe('');
  });

  it('stand under each heading, also under one that nobody has written', () => {
    expect(sectionsOf(report({ sections: [] })).map(({ heading }) => heading)).toEqual([0, 1]);
  });

  it('keep the report from being sent where there are none, or one that rests on nothing', () => {
    expect(sendFault(report())).toBeUndefined();
    expect(sendFault(report({ sections: [] }))).toEqual({ what: 'heading', heading: 0 });
    const loose = { number: 8, type: 'finding' as const, text: 'x', self_review: false };
    const [first, second] = report().sections ?? [];
    const sections = [
      { ...first, heading: 0, sentences: [loose] },
      { ...second, heading: 1 },
    ];
    expect(sendFault(report({ sections }))).toEqual({ what: 'sentence', number: 8 });
  });
});

describe('signatures', () => {
  const signatures = [{ capacity: 'host' as const, person: 1, hash: 'old', at: 5 }];

  it('count on the present wording only', () => {
    expect(signatureOf(report({ signatures }), 'host')?.counts).toBe(false);
    const again = [...signatures, { capacity: 'host' as const, person: 1, hash: 'ab12', at: 9 }];
    expect(signatureOf(report({ signatures: again }), 'host')).toMatchObject({
      counts: true,
      signature: { at: 9 },
    });
    expect(signatureOf(report(), 'lead_reviewer')).toBeUndefined();
  });

  it('are for the head and the lead, once no comment is open', () => {
    expect(rights(asHead).sign).toEqual(['host']);
    expect(rights(asLead).sign).toEqual(['lead_reviewer']);
    expect(rights(asReviewer).sign).toEqual([]);
    expect(rights(asHead, report(), review(), [open]).sign).toEqual([]);
    const mine = report({
      state: 'signing',
      signatures: [{ capacity: 'host', person: 1, hash: 'ab12', at: 5 }],
    });
    expect(rights(asHead, mine).sign).toEqual([]);
    expect(rights(asLead, mine).sign).toEqual(['lead_reviewer']);
  });

  it('have a fingerprint that people can compare', () => {
    expect(fingerprint('4BE10c97d25a88f3ffff')).toBe('4be1 0c97 d25a 88f3');
    expect(fingerprint('')).toBe('');
  });
});

describe('what one may do with a report', () => {
  it('is to write while it is drafted, for the whole team; then for the lead', () => {
    const drafting = report({ state: 'drafting' });
    const on = review({ state: 'draft_report' });
    expect(rights(asReviewer, drafting, on)).toMatchObject({ write: true, send: false, comment: false });
    expect(rights(asLead, drafting, on)).toMatchObject({ write: true, send: true });
    expect(rights(asLead, drafting, review({ state: 'visiting' })).send).toBe(false);
    expect(rights(asReviewer).write).toBe(false);
    expect(rights(asLead)).toMatchObject({ write: true, send: false, answer: true, give: true });
  });

  it('is to comment and to disagree while the school has it', () => {
    for (const one of [asHead, asColleague, asLead, asReviewer])
      expect(rights(one)).toMatchObject({ comment: true, dissent: true });
    expect(rights(asOrganiser)).toMatchObject({ comment: false, dissent: false, give: false });
    const signing = report({ state: 'signing' });
    expect(rights(asColleague, signing)).toMatchObject({ comment: false, dissent: true });
    const unnamed = review({ colleagues: [{ person: 4, report: false }] });
    expect(rights(asColleague, report(), unnamed).comment).toBe(false);
  });

  it('is nothing to its words once it is final; the school opens it to others', () => {
    const done = report({ state: 'final' });
    const on = review({ state: 'final' });
    expect(rights(asHead, done, on)).toMatchObject({
      comment: false,
      dissent: false,
      give: false,
      grants: true,
    });
    expect(rights(asLead, done, on)).toMatchObject({ write: false, answer: false, grants: false, sign: [] });
  });
});

describe('whom a report is open to', () => {
  const member = (over: Partial<Membership>) => [{ ...head, ...over } as Membership];
  it('is a person, or whoever holds the seat on exactly that place', () => {
    expect(isReader({ person: 1 }, asHead)).toBe(true);
    expect(isReader({ person: 2 }, asHead)).toBe(false);
    const seat = { seat: 'governor' as const, organisation: 5 };
    expect(isReader(seat, { person: 1, memberships: member({ role: 'governor' }) })).toBe(true);
    expect(isReader(seat, { person: 1, memberships: member({ role: 'governor', organisation: 6 }) })).toBe(
      false,
    );
    expect(isReader(seat, { person: 1, memberships: member({ role: 'governor', state: 'ended' }) })).toBe(
      false,
    );
    const hub = { seat: 'hub_manager' as const, organisation: 5 };
    expect(isReader(hub, { person: 1, memberships: member({ duties: ['hub_manager'] }) })).toBe(true);
    expect(isReader(hub, asHead)).toBe(false);
  });
});
