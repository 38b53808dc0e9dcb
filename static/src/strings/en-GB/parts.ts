// Words inside shared parts of pages: steps, pages of a table.
export const stepper = { done: 'done', now: 'now', todo: 'to come' };

export const pager = {
  pages: 'Pages',
  showing: (from: number, to: number, all: number) => `${from} to ${to} of ${all.toLocaleString('en-GB')}`,
  previous: 'Previous',
  next: 'Next',
};

export const nextStep = { label: 'What happens next' };
