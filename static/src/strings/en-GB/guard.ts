// When a text holds what looks like a pupil's details.
import type { PupilDataHit } from '$lib/pupil_data';

export const guard = {
  what: {
    upn: 'a unique pupil number (UPN)',
    former_upn: 'a former unique pupil number (UPN)',
    national_insurance: 'a National Insurance number',
    nhs_number: 'an NHS number',
    uln: 'a unique learner number (ULN)',
  } satisfies Record<PupilDataHit['type'], string>,
  certain: (what: string) =>
    `This holds what looks like ${what}. Take it out before you send it: Staffroom is for work between schools, not for pupils’ details.`,
  perhaps: (what: string) => `Is one of the numbers ${what}? Then please take it out.`,
  refused: 'Not sent: it holds what looks like a pupil’s or a person’s number.',
  whatNow: 'Take the number out, or say why it is none.',
  edit: 'Change the text',
  reason: 'Why is it no pupil’s detail?',
  reasonHelp:
    'At least 20 characters, such as “A made-up number for a training example”. It is kept with the text.',
  needReason: (least: number) => `Write at least ${least} characters`,
  sendAnyway: 'Send with this reason',
};
