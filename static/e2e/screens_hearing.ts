// The screens on which people choose how they hear of things.
import type { Page } from 'playwright-core';
import { dialog, member, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

/** What is behind the link in a mail: a real one comes only in somebody's working hours. */
async function behindLink(page: Page): Promise<void> {
  const json = {
    type: 'unsubscribe',
    email: 'j@school.example',
    has_account: true,
    unsubscribe: 'support',
    expires: 1,
  };
  const view = '**/api/v1/links/*';
  await page.route(view, (route) => route.fulfill({ json }));
  await page.route(`${view}/accept`, (route) => route.fulfill({ status: 204 }), { times: 1 });
  await page.reload();
  await title(page, 'Stop mails about support?');
  // Other links of this visitor are real.
  await page.unroute(view);
}

export async function hearingScreens(stage: Stage): Promise<Screen[]> {
  const ruth = await stage.as('Ruth Fell');
  const { person } = await ruth.get('/me');
  await ruth.put(`/people/${person}/calendar-feed`);
  const mail = '/settings/mail';
  const calendar = '/settings/calendar';
  const link = '/link/stopsthesemails';
  return [
    {
      name: 'how you hear of things',
      as: member,
      path: mail,
      open: async (page) => {
        await page.getByText(/^When .* is open$/).click();
        await page.getByText('Next bank holidays', { exact: true }).waitFor();
      },
    },
    {
      name: 'calendar address, none yet',
      as: 'Dan Whitlock',
      path: calendar,
      open: (page) => page.getByText('You have no address yet.').waitFor(),
    },
    {
      name: 'calendar address',
      as: 'Ruth Fell',
      path: calendar,
      open: async (page) => {
        await press(page, 'Show the address');
        await page.getByLabel('Address for your calendar', { exact: true }).waitFor();
      },
    },
    {
      name: 'calendar address, a new one',
      as: 'Ruth Fell',
      path: calendar,
      open: (page) => press(page, 'New address').then(() => dialog(page, 'Make a new address?')),
    },
    { name: 'stopping mails', path: link, open: behindLink },
    {
      name: 'mails stopped',
      path: link,
      open: async (page) => {
        await behindLink(page);
        await press(page, 'Stop these mails');
        await title(page, 'These mails are stopped.');
      },
    },
  ];
}
