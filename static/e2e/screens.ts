// Every screen and every dialog of the app, and how to come before it. What must hold everywhere (axe, no sideways
// scroll) is tested over this list, so a new screen belongs here.
import type { Page } from 'playwright-core';
import { choose, log } from './conversation';
import { labelled } from './names';
import { administrator, dialog, lead, member, press, title, type Screen } from './screen_parts';
import { actionScreens } from './screens_actions';
import { adminScreens } from './screens_admin';
import { buyingScreens } from './screens_buying';
import { hearingScreens } from './screens_hearing';
import { libraryScreens } from './screens_library';
import { practiceScreens } from './screens_practice';
import { purchaseScreens } from './screens_purchases';
import { reviewScreensOf } from './screens_reviews';
import { schoolScreens } from './screens_schools';
import { shareScreens } from './screens_share';
import { supportScreens } from './screens_support';
import type { Stage } from './stage';

export type { Screen } from './screen_parts';

interface Places {
  team: number;
  closedTeam: number;
  /** A team that the member may join, or ask to. */
  open: number;
  asked: number;
  channel: number;
  topic: number;
  person: number;
}

/** Puts something of every kind into the demo network: an edited and a deleted message, a report, an answer. */
async function prepare(stage: Stage): Promise<Places> {
  const priya = await stage.as(lead);
  const joe = await stage.as(member);
  const {
    id: topic,
    team,
    channel,
  } = await priya.topic(
    'Maths leads',
    'Teaching ideas',
    'Place value with everything on it',
    'A **first** message with a [link](https://example.org), `code` and\n\n- a list\n- of two\n\n> and a quotation',
  );
  const messages = `/topics/${topic}/messages`;
  await joe.post(messages, { text: 'An answer that was changed', reply_to: 1 });
  await joe.patch(`${messages}/2`, { text: 'An answer that was *changed*' });
  await priya.put(`${messages}/2/reactions/helpful`);
  await joe.put(`${messages}/1/reactions/trying_this`);
  await joe.post(messages, { text: 'A message that was taken back' });
  await joe.remove(`${messages}/3`);
  await joe.post(messages, { text: 'A message that was reported' });
  await (await stage.as('Ruth Fell')).post(`${messages}/4/flags`, { reason: 'It names a pupil.' });
  await joe.post(messages, { text: `A long word: ${'Donaudampfschifffahrts'.repeat(6)}` });
  const { id: person } = await priya.person(member);
  await joe.post(messages, { text: 'What does Priya think?', mentions: [(await joe.person(lead)).id] });
  await priya.put(`/topics/${topic}/summary`, { text: 'Counters first, digits later.' });
  const id = async (name: string) => (await joe.team(name)).id as number;
  return {
    team,
    channel,
    topic,
    person,
    open: await id('Computing'),
    asked: await id('Early reading'),
    closedTeam: (await (await stage.as(administrator)).team('Headteachers')).id,
  };
}

/** Half of the screens by one browser window, half by another, at the same time: what each found. */
export async function inTwoLanes(
  screens: Screen[],
  look: (lane: Screen[]) => Promise<string[]>,
): Promise<string[]> {
  const lanes = [0, 1].map((lane) => screens.filter((_, index) => index % 2 === lane));
  return (await Promise.all(lanes.map(look))).flat();
}

export async function everyScreen(stage: Stage): Promise<Screen[]> {
  const { team, channel, topic, person, open, asked, closedTeam } = await prepare(stage);
  const topicPage = `/topics/${topic}`;
  const talk = (page: Page) => log(page).getByText('A message that was reported').waitFor();
  const withTopic = (then: (page: Page) => Promise<unknown>) => (page: Page) =>
    talk(page).then(() => then(page));
  const onTopic = (entry: string, name: string | RegExp) =>
    withTopic(async (page) => {
      await choose(page, 'Topic options', entry);
      await dialog(page, name);
    });
  const onMessage = (words: string, entry: string, then: (page: Page) => Promise<unknown>) =>
    withTopic(async (page) => {
      const row = log(page).getByRole('listitem').filter({ hasText: words });
      await row
        .getByRole('button', { name: /^Actions for the message/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: entry, exact: true }).click();
      await then(page);
    });
  const teamPage = (then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
    await page.getByRole('heading', { level: 2, name: 'Teaching ideas' }).waitFor();
    await then?.(page);
  };
  const members = (then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
    await page.getByRole('link', { name: 'Ruth Fell', exact: true }).waitFor();
    await then?.(page);
  };

  return [
    ...(await schoolScreens(stage)),
    ...(await adminScreens(stage)),
    ...(await shareScreens(stage)),
    ...(await libraryScreens(stage)),
    ...(await supportScreens(stage)),
    ...(await hearingScreens(stage)),
    ...(await practiceScreens(stage)),
    ...(await actionScreens(stage)),
    ...(await reviewScreensOf(stage)),
    ...(await buyingScreens(stage)),
    ...(await purchaseScreens(stage)),
    { name: 'sign-in', path: '/', open: (page) => title(page, 'Sign in') },
    {
      name: 'sign-in with errors',
      path: '/',
      open: async (page) => {
        await press(page, 'Sign in');
        await page.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      },
    },
    {
      name: 'home',
      as: lead,
      path: '/',
      open: (page) => page.getByRole('heading', { name: 'Joe Brennan mentioned you' }).first().waitFor(),
    },
    {
      name: 'teams',
      as: member,
      path: '/teams',
      open: (page) => page.getByRole('heading', { name: 'Computing' }).waitFor(),
    },
    {
      name: 'teams, searched in vain',
      as: member,
      path: '/teams',
      open: async (page) => {
        await page.getByRole('searchbox', { name: 'Search teams' }).fill('zzz');
        await page.getByText('No team matches.').waitFor();
      },
    },
    { name: 'new team', as: lead, path: '/teams/new', open: (page) => title(page, 'New team') },
    {
      name: 'new team with errors',
      as: lead,
      path: '/teams/new',
      open: async (page) => {
        await press(page, 'Create team');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    { name: 'team, as lead', as: lead, path: `/teams/${team}`, open: teamPage() },
    { name: 'team, as member', as: member, path: `/teams/${team}`, open: teamPage() },
    {
      name: 'team, to be joined',
      as: member,
      path: `/teams/${open}`,
      open: (page) => page.getByRole('button', { name: labelled('Join', 'Computing') }).waitFor(),
    },
    {
      name: 'ask to join',
      as: member,
      path: `/teams/${asked}`,
      open: async (page) => {
        await press(page, labelled('Ask to join', 'Early reading'));
        await dialog(page, 'Ask to join Early reading');
      },
    },
    {
      name: 'team of nobody’s business',
      as: member,
      path: `/teams/${closedTeam}`,
      open: (page) => page.getByText('This page does not exist or is not shared with you.').waitFor(),
    },
    {
      name: 'edit team',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) => press(page, 'Edit team').then(() => dialog(page, 'Edit team'))),
    },
    {
      name: 'archive team',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) => press(page, 'Archive team').then(() => dialog(page, 'Archive this team?'))),
    },
    {
      name: 'leave team',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) => press(page, 'Leave team').then(() => dialog(page, 'Leave Maths leads?'))),
    },
    {
      name: 'new channel',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) => press(page, 'New channel').then(() => dialog(page, 'New channel'))),
    },
    {
      name: 'channel actions',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) =>
        press(page, 'Actions for Teaching ideas').then(() => dialog(page, 'Actions for Teaching ideas')),
      ),
    },
    {
      name: 'edit channel',
      as: lead,
      path: `/teams/${team}`,
      open: teamPage((page) =>
        choose(page, 'Actions for Teaching ideas', 'Edit channel').then(() => dialog(page, 'Edit channel')),
      ),
    },
    { name: 'members, as lead', as: lead, path: `/teams/${team}/members`, open: members() },
    { name: 'members, as member', as: member, path: `/teams/${team}/members`, open: members() },
    {
      name: 'add people',
      as: lead,
      path: `/teams/${team}/members`,
      open: members(async (page) => {
        await press(page, 'Add people');
        await page.getByRole('dialog').getByRole('searchbox', { name: 'Search people' }).fill('an');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Add as guest/ })
          .first()
          .waitFor();
      }),
    },
    {
      name: 'add a guest, with errors',
      as: lead,
      path: `/teams/${team}/members`,
      open: members(async (page) => {
        await press(page, 'Add people');
        await page.getByRole('dialog').getByRole('searchbox', { name: 'Search people' }).fill('an');
        await press(page, /^Add as guest/);
        const form = page.getByRole('dialog', { name: /as guest$/ });
        await form.getByRole('button', { name: 'Add as guest', exact: true }).click();
        await form.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      }),
    },
    {
      name: 'decline a request',
      as: lead,
      path: `/teams/${team}/members`,
      open: members(async (page) => {
        await press(page, /^Decline/);
        await dialog(page, /^Decline .*’s request\?$/);
      }),
    },
    {
      name: 'remove a member',
      as: lead,
      path: `/teams/${team}/members`,
      open: members((page) =>
        choose(page, 'Actions for Ruth Fell', 'Remove from team').then(() =>
          dialog(page, 'Remove Ruth Fell?'),
        ),
      ),
    },
    {
      name: 'reports',
      as: lead,
      path: `/teams/${team}/reports`,
      open: (page) => page.getByText('It names a pupil.').waitFor(),
    },
    {
      name: 'take down',
      as: lead,
      path: `/teams/${team}/reports`,
      open: (page) => press(page, 'Take it down').then(() => dialog(page, 'Take this message down?')),
    },
    {
      name: 'new topic',
      as: member,
      path: `/channels/${channel}/new`,
      open: (page) => page.getByRole('textbox', { name: 'Title', exact: true }).waitFor(),
    },
    {
      name: 'new topic with errors',
      as: member,
      path: `/channels/${channel}/new`,
      open: async (page) => {
        await press(page, 'Start topic');
        await page.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      },
    },
    { name: 'topic, as lead', as: lead, path: topicPage, open: talk },
    { name: 'topic, as member', as: member, path: topicPage, open: talk },
    { name: 'topic, one message linked', as: member, path: `${topicPage}?message=2`, open: talk },
    {
      name: 'topic, offline with something unsent',
      as: member,
      path: topicPage,
      open: withTopic(async (page) => {
        await page.context().setOffline(true);
        await page.getByRole('textbox', { name: 'Reply to this topic' }).fill('Written offline');
        await page.getByRole('textbox', { name: 'Reply to this topic' }).press('Enter');
        await page.getByText('Not sent. Saved on this device.').last().waitFor();
        await page.getByText('You’re offline.', { exact: true }).waitFor();
      }),
    },
    {
      name: 'choosing a name',
      as: member,
      path: topicPage,
      open: withTopic(async (page) => {
        await page.getByRole('textbox', { name: 'Reply to this topic' }).fill('@a');
        await page.getByRole('listbox', { name: 'People in this channel' }).waitFor();
      }),
    },
    {
      name: 'topic options',
      as: lead,
      path: topicPage,
      open: withTopic((page) => press(page, 'Topic options').then(() => dialog(page, 'Topic options'))),
    },
    { name: 'rename topic', as: lead, path: topicPage, open: onTopic('Rename topic', 'Rename topic') },
    {
      name: 'move topic',
      as: lead,
      path: topicPage,
      open: onTopic('Move to another channel', 'Move to another channel'),
    },
    { name: 'delete topic', as: lead, path: topicPage, open: onTopic('Delete topic', 'Delete this topic?') },
    {
      name: 'where we’ve got to',
      as: lead,
      path: topicPage,
      open: withTopic((page) =>
        press(page, 'Edit “Where we’ve got to”').then(() => dialog(page, 'Where we’ve got to')),
      ),
    },
    {
      name: 'edit message',
      as: member,
      path: topicPage,
      open: onMessage('was reported', 'Edit', (page) =>
        page.getByRole('textbox', { name: 'Edit', exact: true }).waitFor(),
      ),
    },
    {
      name: 'delete message',
      as: member,
      path: topicPage,
      open: onMessage('was reported', 'Delete', (page) => dialog(page, 'Delete this message?')),
    },
    {
      name: 'report message',
      as: member,
      path: topicPage,
      open: onMessage('A first message', 'Report to the team’s leads', (page) =>
        dialog(page, 'Report to the team’s leads'),
      ),
    },
    {
      name: 'earlier versions',
      as: lead,
      path: topicPage,
      open: withTopic((page) =>
        press(page, /^edited/).then(() =>
          page.getByRole('dialog').getByText('An answer that was changed').waitFor(),
        ),
      ),
    },
    {
      name: 'topic that is not there',
      as: member,
      path: '/topics/999999999',
      open: (page) => title(page, 'Page not found'),
    },
    {
      name: 'people',
      as: member,
      path: '/people?q=Amina',
      open: (page) => page.getByRole('link', { name: 'Amina Suleiman', exact: true }).waitFor(),
    },
    {
      name: 'person',
      as: lead,
      path: `/people/${person}`,
      open: (page) => page.getByRole('heading', { name: 'Teams you share' }).waitFor(),
    },
    {
      name: 'settings',
      as: member,
      path: '/settings',
      open: (page) => page.getByText('This device', { exact: true }).waitFor(),
    },
    {
      name: 'settings with errors',
      as: member,
      path: '/settings',
      open: async (page) => {
        await press(page, 'Change password');
        await page.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      },
    },
    {
      name: 'tokens for programs',
      as: member,
      path: '/settings/programs',
      open: (page) => page.getByText('No program has a token of yours.').waitFor(),
    },
    {
      name: 'tokens for programs, a new one',
      as: 'Ruth Fell',
      path: '/settings/programs',
      open: async (page) => {
        await page.getByLabel('What is it for?', { exact: true }).fill('Timetable export');
        await press(page, 'Make the token');
        await page.getByRole('heading', { name: 'Copy your token now' }).waitFor();
      },
    },
    { name: 'help', as: member, path: '/help', open: (page) => title(page, 'Help') },
    {
      name: 'page that is not there',
      as: member,
      path: '/nowhere',
      open: (page) => page.getByText('This page does not exist or is not shared with you.').waitFor(),
    },
    {
      name: 'topic, as guest',
      as: 'Yaw Boateng',
      path: `/teams/${team}`,
      open: async (page) => {
        await page
          .getByRole('link', { name: /messages?, / })
          .first()
          .click();
        await log(page).waitFor();
      },
    },
    {
      name: 'team, as guest',
      as: 'Yaw Boateng',
      path: `/teams/${team}`,
      open: (page) => page.getByRole('heading', { level: 2, name: 'Year 6 into Year 7' }).waitFor(),
    },
    {
      name: 'signing out with something unsent',
      as: member,
      path: topicPage,
      open: withTopic(async (page) => {
        await page.context().setOffline(true);
        await page.getByRole('textbox', { name: 'Reply to this topic' }).fill('Written before leaving');
        await page.getByRole('textbox', { name: 'Reply to this topic' }).press('Enter');
        await log(page).getByText('Written before leaving').last().waitFor();
        await page.getByRole('button', { name: /^(Joe Brennan|More$)/ }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
        await dialog(page, 'Sign out?');
      }),
    },
    {
      name: 'a session about to end',
      // Who looks at nothing else: the session has to be a minute old at most.
      as: 'Katie Lowther',
      path: '/help',
      open: async (page) => {
        await title(page, 'Help');
        await page.clock.install();
        await page.reload();
        await title(page, 'Help');
        await page.clock.fastForward(12 * 60 * 60_000 - 90_000);
        await dialog(page, 'Are you still there?');
      },
    },
    {
      name: 'user menu',
      as: member,
      path: '/help',
      open: async (page) => {
        await page.getByRole('button', { name: /^(Joe Brennan|More$)/ }).click();
        await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).waitFor();
      },
    },
  ];
}
