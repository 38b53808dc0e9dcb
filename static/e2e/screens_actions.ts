// The screens of actions: in their topic, in a dialog, and on one's own page.
import { log } from './conversation';
import { dialog, lead, member, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';
import { inDays } from './support_stage';

/** One that is due soon, one that is done, in a topic of their own. */
async function prepare(stage: Stage): Promise<{ topic: number; action: number }> {
  const priya = await stage.as(lead);
  const { id: topic } = await priya.topic(
    'Maths leads',
    'Teaching ideas',
    'What we agreed',
    'Who orders them?',
  );
  const { id: owner } = await priya.person(member);
  const make = (what: string, days: number) =>
    priya.post(`/topics/${topic}/actions`, { ordinal: 1, title: what, owner, due: inDays(days) });
  const { id: action } = await make(`Order counters for ${'both '.repeat(12)}schools`, 2);
  const done = await make('Ask for the price', 1);
  await priya.post(`/actions/${done.id}/complete`);
  return { topic, action };
}

export async function actionScreens(stage: Stage): Promise<Screen[]> {
  const { topic, action } = await prepare(stage);
  return [
    {
      name: 'my actions',
      as: member,
      path: '/actions',
      open: (page) => page.getByText('Ask for the price', { exact: true }).waitFor(),
    },
    {
      name: 'my actions, one linked',
      as: member,
      path: `/actions/${action}`,
      open: (page) => page.getByText('Ask for the price', { exact: true }).waitFor(),
    },
    {
      name: 'my actions, none yet',
      as: 'Sam Yates',
      path: '/actions',
      open: (page) => title(page, 'Your actions'),
    },
    {
      name: 'topic with actions',
      as: lead,
      path: `/topics/${topic}`,
      open: async (page) => {
        const found = page.getByText('1 action done or cancelled');
        const count = page.getByText('1 open', { exact: true });
        await count.waitFor();
        if (!(await found.isVisible())) await count.click();
        await found.click();
        await page.getByText('Done today').waitFor();
      },
    },
    {
      name: 'making an action, with errors',
      as: member,
      path: `/topics/${topic}`,
      open: async (page) => {
        await log(page).getByText('Who orders them?').waitFor();
        await press(page, 'Topic options');
        await page.getByRole('dialog').getByRole('button', { name: 'New action', exact: true }).click();
        await dialog(page, 'Make an action');
        await press(page, 'Make action');
        await page.getByRole('heading', { name: 'There are 3 problems to fix' }).waitFor();
      },
    },
  ];
}
