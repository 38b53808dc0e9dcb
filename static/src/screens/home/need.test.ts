import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnyRecord, Because, Notification } from '$generated/protocol';
import { records } from '$lib/state/records';
import { more } from './more.svelte';
import { describe as describeNeed, noteHref, noteText } from './need';

const every: Because[] = [
  'mentioned',
  'replied_to',
  'request_accepted',
  'request_refused',
  'made_lead',
  'added_to_team',
  'lead_needed',
  'taken_down',
  'wrote_to_leads',
  'leads_answered',
  'invitation_accepted',
  'invitation_declined',
  'invitation_expired',
  'import_finished',
  'erasure_requested',
  'erasure_decided',
  'version_held',
  'version_bad',
  'version_new',
  'approval_asked',
  'approval_decided',
  'review_due',
  'review_passed',
  'coauthor_invited',
  'coauthor_answered',
  'use_story_wanted',
  'resource_reported',
  'report_answered',
  'resource_taken_down',
  'resource_passed_on',
  'asked_about_resource',
  'version_purged',
  'check_late',
  'false_alarm',
  'practice_taken_down',
  'practice_passed_on',
  'practice_featured',
  'adoption_new',
  'adoption_follow_up',
  'adoption_told',
  'adoption_changed',
  'asked_about_practice',
  'answer_accepted',
  'support_opened',
  'support_late',
  'support_taken',
  'support_declined',
  'support_withdrawn',
  'support_handed_on',
  'hand_on_wanted',
  'match_asked',
  'match_answered',
  'match_ended',
  'release_wanted',
  'agreement_wanted',
  'agreement_to_sign',
  'agreement_in_force',
  'agreement_ended',
  'midterm_due',
  'visit_planned',
  'visit_changed',
  'visit_record_due',
  'visit_record_late',
  'visit_recorded',
  'evaluation_due',
  'support_evaluated',
  'usefulness_due',
  'usefulness_rated',
  'quality_checked',
  'support_closed',
  'broker_wanted',
  'action_given',
  'action_due',
  'action_late',
  'action_done',
  'cycle_opened',
  'cycle_joined',
  'cycle_to_start',
  'cycle_started',
  'cycle_ended',
  'review_requested',
  'review_scoped',
  'interest_wanted',
  'interest_declared',
  'interest_refused',
  'team_to_accept',
  'review_confirmed',
  'review_dates_changed',
  'self_review_due',
  'self_review_submitted',
  'visit_started',
  'report_wanted',
  'report_sent',
  'report_commented',
  'comment_answered',
  'report_returned',
  'report_to_sign',
  'report_final',
  'report_granted',
  'grant_end_wanted',
  'plan_wanted',
  'review_action_given',
  'review_action_late',
  'check_wanted',
  'review_checked',
  'reviewer_left',
  'reviewer_wanted',
  'review_closed',
  'contract_notice_due',
  'contract_renewed',
  'contract_exit_due',
  'pool_opened',
  'pool_sign_again',
  'pool_signed',
  'pool_left',
  'pool_closed',
  'pool_cancelled',
  'pool_too_few',
  'pool_passed_on',
  'experience_written',
  'experience_replied',
  'saving_to_confirm',
  'purchase_declare',
  'purchase_declared',
  'purchase_cleared',
  'purchase_to_approve',
  'purchase_approved',
  'purchase_to_sign',
  'purchase_signed',
  'purchase_to_open',
  'purchase_to_score',
  'purchase_to_moderate',
  'purchase_to_award',
  'award_to_sign',
  'award_signed',
  'award_refused',
  'award_published',
  'award_to_confirm',
  'award_confirmed',
  'purchase_cancelled',
  'purchase_complete',
  'purchase_passed_on',
  'email_off',
];
const note = (because: Because, over: Partial<Notification> = {}) =>
  ({
    kind: 'notification',
    id: 1,
    person: 2,
    because,
    needs: true,
    state: 'fresh',
    created: 0,
    ...over,
  }) as Notification;

beforeAll(() => more.load([...every.map((because) => note(because)), note('review_due', { practice: 1 })]));
beforeEach(() => {
  records.clear();
  records.put({ kind: 'team', id: 5, name: 'Maths leads' } as AnyRecord, 1);
  records.apply([], [{ id: 7, name: 'Ruth Fell', label: '' }]);
});

describe('what Home says', () => {
  it.each(every)('has words and a place for %s, also when nothing is known of it', (because) => {
    const known = {
      team: 5,
      by: 7,
      invitation: 3,
      import: 4,
      lead_message: 6,
      resource: 8,
      practice: 10,
      adoption: 11,
      support_request: 12,
      support_match: 13,
      support_visit: 14,
      resource_version: 9,
      review_cycle: 15,
      review: 16,
      report_grant: 17,
      review_action: 18,
      contract: 19,
      pool: 20,
      supplier: 21,
      saving: 22,
      purchase: 23,
    };
    for (const over of [{}, known]) {
      const said = describeNeed(note(because, over));
      for (const text of [noteText(note(because, over)), said.title, said.go]) {
        expect(text).toBeTruthy();
        expect(text).not.toMatch(/undefined|null/);
      }
      expect(noteHref(note(because, over))).toMatch(/^\//);
    }
  });

  it('quotes a letter to the leads and leads to the team', () => {
    records.put({ kind: 'lead_message', id: 6, team: 5, text: 'May I come?' } as AnyRecord, 1);
    expect(describeNeed(note('wrote_to_leads', { team: 5, by: 7, lead_message: 6 }))).toMatchObject({
      title: 'Ruth Fell wrote to the leads of Maths leads',
      why: '“May I come?”',
      href: '/teams/5',
    });
  });

  it('says of support what it is about, by when, and where to answer', () => {
    const request = { kind: 'support_request', id: 12, title: 'Ratio in Year 11', organisation: 3 };
    records.put(request as AnyRecord, 1);
    records.put({ kind: 'support_match', id: 13, request: 12, lapses: '2026-01-16' } as AnyRecord, 1);
    expect(
      describeNeed(note('match_asked', { by: 7, support_request: 12, support_match: 13 })),
    ).toMatchObject({
      title: 'Ruth Fell asks whether you can help: Ratio in Year 11',
      href: '/support/12',
      go: 'Answer',
      due: '2026-01-16',
    });
  });

  it('says of a contract what it is, until when notice can be given, and where', () => {
    const contract = {
      kind: 'contract',
      id: 19,
      organisation: 3,
      details: { title: 'Cleaning', ends: '2026-08-31' },
      notice_by: '2026-05-29',
    };
    records.put(contract as AnyRecord, 1);
    expect(describeNeed(note('contract_notice_due', { contract: 19 }))).toMatchObject({
      title: 'Keep it or leave? The last day to give notice comes up: Cleaning',
      href: '/buying/contracts/19',
      go: 'Decide',
      due: '2026-05-29',
    });
  });

  it('names the school that asks to buy together, and leads to what a saving or a supplier is', () => {
    const pool = {
      kind: 'pool',
      id: 20,
      organisation: 3,
      terms: { title: 'Copiers', join_by: '2026-03-02' },
    };
    records.put(pool as AnyRecord, 1);
    records.put({ kind: 'organisation', id: 3, name: 'Oakfield' } as AnyRecord, 1);
    expect(describeNeed(note('pool_opened', { pool: 20 }))).toMatchObject({
      title: 'Oakfield asks your school to buy together: Copiers',
      href: '/buying/pools/20',
      due: '2026-03-02',
    });
    records.put({ kind: 'supplier', id: 21, name: 'Inkwell' } as AnyRecord, 1);
    expect(noteText(note('experience_replied', { supplier: 21, by: 7, needs: false }))).toBe(
      'Ruth Fell replied to what your school wrote about Inkwell',
    );
    expect(noteHref(note('saving_to_confirm', { saving: 22 }))).toBe('/buying/savings/22');
  });

  it('says of a purchase what is wanted of whom, by when, and where', () => {
    const purchase = {
      kind: 'purchase',
      id: 23,
      organisation: 3,
      title: 'Cleaning for three schools',
      market_on: '2026-03-02',
      pack: { deadline: '2026-03-20' },
    };
    records.put(purchase as unknown as AnyRecord, 1);
    expect(describeNeed(note('purchase_to_sign', { purchase: 23 }))).toMatchObject({
      title: 'Your school is asked to sign before suppliers are asked: Cleaning for three schools',
      href: '/buying/purchases/23',
      go: 'Read and sign',
      due: '2026-03-02',
    });
    expect(noteText(note('purchase_approved', { purchase: 23, by: 7, needs: false }))).toBe(
      'Ruth Fell approved your purchase: Cleaning for three schools',
    );
  });

  it('tells a practice post from a resource when co-authors are invited', () => {
    records.put({ kind: 'practice_post', id: 10, title: 'Bar models' } as AnyRecord, 1);
    expect(describeNeed(note('coauthor_invited', { by: 7, practice: 10 }))).toMatchObject({
      title: 'Ruth Fell asks you to write “Bar models” together',
      href: '/practice/10',
    });
  });

  it('names whoever was invited, and to what', () => {
    const invitation = { kind: 'invitation', id: 3, email: 'a@b.example', organisation: 1, team: 5 };
    records.put(invitation as AnyRecord, 1);
    expect(noteText(note('invitation_expired', { invitation: 3 }))).toBe(
      'Your invitation of a@b.example to Maths leads has expired',
    );
    expect(noteText(note('invitation_accepted', { invitation: 3, by: 7 }))).toBe(
      'Ruth Fell accepted your invitation to Maths leads',
    );
  });
});
