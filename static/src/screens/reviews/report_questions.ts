// The questions of the report's page, each with what is done with its answers.
import type {
  CommentOutcome,
  ReportCapacity,
  ReportComment,
  ReportGrant,
  ReviewReport,
} from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { run } from '$lib/state/hub';
import { session } from '$lib/state/session.svelte';
import { capacities, outcomes, report as words } from '$strings/reviews_report';
import type { Question } from '../library/question';
import { sentenceLabel } from './report_view';

const longest = 1_000;
const fault = (field: string, said: string) =>
  Promise.reject(new ApiError('unprocessable', 0, said, `body.${field}`));

/** How a sentence is called in a text; 0 is the summary. */
export const nameOfSentence = (report: ReviewReport, number: number): string =>
  number === 0 ? words.theSummary : words.sentence(sentenceLabel(report, number));

export const commentQuestion = (report: ReviewReport, number: number): Question => ({
  title: words.commentTitle(nameOfSentence(report, number)),
  body: words.commentBody,
  fields: [{ type: 'text', id: 'text', label: words.commentText, most: longest }],
  go: words.commentGo,
  run: ({ text = '' }) => run('comment_on_report', { review: report.id }, { number, text }),
  done: words.commentDone,
});

export const answerQuestion = (comment: ReportComment): Question => ({
  title: words.answerTitle,
  body: `“${comment.text}” ${words.changeFirst}`,
  fields: [
    {
      type: 'choice',
      id: 'outcome',
      label: words.answerHow,
      options: [
        { value: 'changed', label: outcomes.changed },
        { value: 'kept', label: outcomes.kept },
      ],
    },
    {
      type: 'text',
      id: 'answer',
      label: words.answerText,
      help: words.answerTextHelp,
      most: longest,
      optional: true,
    },
  ],
  go: words.answerGo,
  run: ({ outcome, answer = '' }) =>
    outcome === 'kept' && !answer
      ? fault('answer', words.needsWhy)
      : run(
          'answer_report_comment',
          { report_comment: comment.id },
          { outcome: outcome as CommentOutcome, answer },
          { ifMatch: comment.version },
        ),
  done: words.answerDone,
});

export function dissentQuestion(report: ReviewReport, number: number): Question {
  const mine = report.dissents?.find((one) => one.number === number && one.person === session.person);
  return {
    title: words.dissentTitle(nameOfSentence(report, number)),
    body: words.dissentBody,
    fields: [
      {
        type: 'text',
        id: 'text',
        label: words.dissentText,
        most: longest,
        optional: mine !== undefined,
        start: mine?.text ?? '',
      },
    ],
    go: words.dissentGo,
    run: ({ text = '' }) => run('record_dissent', { review: report.id, number }, { text }),
    done: words.dissentDone,
  };
}

export const signQuestion = (report: ReviewReport, may: readonly ReportCapacity[]): Question => ({
  title: words.signTitle,
  body: words.signBody,
  fields: [
    {
      type: 'choice',
      id: 'capacity',
      label: words.signAs,
      options: may.map((value) => ({ value, label: capacities[value] })),
    },
  ],
  go: words.signGo,
  run: ({ capacity }) =>
    run(
      'sign_report',
      { review: report.id },
      // Of what stands on the page: if it has changed meanwhile, nothing is signed.
      { capacity: capacity as ReportCapacity, content_hash: report.content_hash },
    ),
  done: words.signDone,
});

export const sendQuestion = (report: ReviewReport): Question => ({
  title: words.sendTitle,
  body: words.sendBody,
  fields: [],
  go: words.sendGo,
  run: () => run('send_report', { review: report.id }, {}, { ifMatch: report.version }),
  done: words.sendDone,
});

export const giveQuestion = (report: ReviewReport, asLead: boolean): Question => ({
  title: asLead ? words.backTitle : words.giveTitle,
  body: words.giveBody,
  fields: [{ type: 'text', id: 'reason', label: words.giveReason, most: longest }],
  go: asLead ? words.backGo : words.giveGo,
  run: ({ reason = '' }) => run('return_report', { review: report.id }, { reason }),
  done: words.giveDone,
});

export const endQuestion = ({ id }: ReportGrant, name: string): Question => ({
  title: words.endTitle(name),
  body: words.endBody,
  fields: [],
  go: words.endGo,
  danger: true,
  run: () => run('end_report_grant', { report_grant: id }, {}),
  done: words.endDone,
});

export const askEndQuestion = ({ id }: ReportGrant, name: string): Question => ({
  title: words.askEndTitle(name),
  body: words.askEndBody,
  fields: [],
  go: words.askEndGo,
  run: () => run('ask_grant_end', { report_grant: id }, {}),
  done: words.askEndDone,
});
