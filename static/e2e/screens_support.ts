// The screens of support, and the administration's calendar.
import type { Page } from 'playwright-core';
import { choose } from './conversation';
import { administrator, dialog, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';
import {
  agree,
  askSupporter,
  broker,
  lately,
  makeDraft,
  offersHelp,
  requester,
  requesterHead,
  sendRequest,
  supporter,
  visitOnce,
} from './support_stage';

interface Places {
  draft: number;
  open: number;
  /** The supporter is asked. */
  asked: number;
  /** Under way, with a visit that was written up. */
  active: number;
}

async function prepare(stage: Stage): Promise<Places> {
  await offersHelp(stage, 12);
  const draft = await makeDraft(stage, 'Handwriting in Reception');
  const open = await sendRequest(stage, 'Fractions in a mixed Year 3 and 4 class');
  const asked = await sendRequest(stage, 'Reasoning in Year 5');
  await askSupporter(stage, asked);
  const active = await sendRequest(stage, 'Times tables by the end of Year 4');
  await visitOnce(stage, await agree(stage, active));
  return { draft, open, asked, active };
}

export async function supportScreens(stage: Stage): Promise<Screen[]> {
  const { draft, open, asked, active } = await prepare(stage);
  const next = (page: Page) => page.getByRole('region', { name: 'What happens next', exact: true }).waitFor();
  const onCase = (entry: string, name: string) => async (page: Page) => {
    await next(page);
    await choose(page, 'What you can do with this request', entry);
    await dialog(page, name);
  };
  return [
    { name: 'support', as: requester, path: '/support', open: (page) => title(page, 'Support') },
    {
      name: 'support, nothing yet',
      as: 'Sam Yates',
      path: '/support',
      open: (page) => page.getByText('No support asked for yet').waitFor(),
    },
    {
      name: 'support to look after',
      as: broker,
      path: '/support/queue',
      open: (page) => page.getByRole('list', { name: 'Requests by what they wait for' }).waitFor(),
    },
    {
      name: 'support overview',
      as: broker,
      path: '/support/overview',
      open: (page) => page.getByRole('heading', { name: 'Asked most' }).waitFor(),
    },
    {
      name: 'asking for support, with errors',
      as: requester,
      path: '/support/new',
      open: async (page) => {
        await press(page, 'Send request');
        await page.getByRole('heading', { name: /problems to fix/ }).waitFor();
      },
    },
    {
      name: 'a draft of a request',
      as: requester,
      path: `/support/${draft}/edit`,
      open: (page) => page.getByRole('button', { name: 'Delete draft' }).waitFor(),
    },
    { name: 'a request for support', as: requester, path: `/support/${open}`, open: next },
    {
      name: 'finding somebody to help',
      as: broker,
      path: `/support/${open}/match`,
      open: (page) => page.getByRole('heading', { name: /could help$/ }).waitFor(),
    },
    {
      name: 'asking somebody to help',
      as: broker,
      path: `/support/${open}/match`,
      open: async (page) => {
        await press(page, /^Ask /);
        await dialog(page, /^Ask /);
      },
    },
    { name: 'asked to help', as: supporter, path: `/support/${asked}`, open: next },
    {
      name: 'a case under way',
      as: requesterHead,
      path: `/support/${active}`,
      open: (page) => page.getByText('Ten minutes of bar models a day').waitFor(),
    },
    {
      name: 'planning a visit',
      as: supporter,
      path: `/support/${active}`,
      open: async (page) => {
        await next(page);
        const first = page.getByRole('region', { name: 'What happens next' });
        await first.getByRole('button', { name: 'Plan a visit', exact: true }).click();
        await dialog(page, 'Plan a visit');
      },
    },
    {
      name: 'writing an evaluation',
      as: requester,
      path: `/support/${active}`,
      open: onCase('Write the evaluation', 'Write the evaluation'),
    },
    {
      name: 'administration: calendar',
      as: administrator,
      path: '/admin/calendar',
      open: async (page) => {
        await press(page, 'Add a term');
        await press(page, 'Add a training day');
        await page.getByLabel('Day', { exact: true }).fill(lately());
      },
    },
  ];
}
