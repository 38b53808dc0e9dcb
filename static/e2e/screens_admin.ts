// The screens of the administration and of one's own data, and those before somebody is signed in.
import type { Page } from 'playwright-core';
import { choose } from './conversation';
import { administrator, dialog, member, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

interface Places {
  person: number;
  school: number;
  imported: number;
  invitation: string;
  reset: string;
}

const csv = [
  'Email,First name,Last name,School,Role,Shoe size',
  'aisha.bello@new.example,Aisha,Bello,Gosmere Academy,Staff,38',
  'h.swift@kirkbyroad,Hannah,Swift,Gosmere Academy,Staff,40',
].join('\r\n');

/** Something of every kind that administrators look after. */
async function prepare(stage: Stage): Promise<Places> {
  const femi = await stage.as(administrator);
  const { items } = await femi.get('/organisations?limit=200');
  const named = (name: string): number => items.find((one: { name: string }) => one.name === name).id;
  const school = named('Gosmere Academy');
  const { id: person } = await femi.person('Ruth Fell');
  const email = 'lucy.ashworth@new.example';
  await femi.post(`/organisations/${school}/invitations`, { email, role: 'staff', note: 'Do join us.' });
  await femi.post(`/people/${person}/reset`);
  const { id: joe } = await femi.person(member);
  await femi.post(`/people/${joe}/erasure`, { manner: 'forget_who' });
  const { id: imported } = await femi.upload(
    `/organisations/${named('Marl and Coast Schools Partnership')}`,
    csv,
  );
  while ((await femi.get(`/imports/${imported}`)).state !== 'ready')
    await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    person,
    school,
    imported,
    invitation: await stage.server.linkTo(email),
    reset: await stage.server.linkTo(stage.emailOf('Ruth Fell')),
  };
}

function signedOut({ invitation, reset }: Places): Screen[] {
  return [
    { name: 'forgotten password', path: '/forgot', open: (page) => title(page, 'Forgotten your password?') },
    {
      name: 'forgotten password with errors',
      path: '/forgot',
      open: async (page) => {
        await press(page, 'Send the link');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    { name: 'an invitation', path: invitation, open: (page) => title(page, 'Join Gosmere Academy') },
    {
      name: 'an invitation with errors',
      path: invitation,
      open: async (page) => {
        await press(page, 'Join Staffroom');
        await page.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      },
    },
    {
      name: 'saying no to an invitation',
      path: invitation,
      open: (page) => press(page, 'No, thank you').then(() => dialog(page, 'Say no to this invitation?')),
    },
    {
      name: 'an invitation to somebody else',
      as: member,
      path: invitation,
      open: (page) => page.getByText(/which is another address/).waitFor(),
    },
    { name: 'setting a password', path: reset, open: (page) => title(page, 'Set your password') },
    {
      name: 'a link that is dead',
      path: '/link/nothingbehindit',
      open: (page) => title(page, 'This link doesn’t work any more'),
    },
  ];
}

function aboutPeople({ person }: Places): Screen[] {
  const people = (then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
    await page.getByRole('link', { name: 'Amina Suleiman', exact: true }).waitFor();
    await then?.(page);
  };
  const one = (then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
    await page.getByRole('heading', { level: 2, name: 'What you can do' }).waitFor();
    await then?.(page);
  };
  const as = administrator;
  const path = `/admin/people/${person}`;
  const role = /^Actions for /;
  return [
    { name: 'admin: people', as, path: '/admin', open: people() },
    {
      name: 'admin: add a person, with errors',
      as,
      path: '/admin',
      open: people(async (page) => {
        await press(page, 'Add a person');
        await press(page, 'Add person');
        await page.getByRole('heading', { name: 'There are 2 problems to fix' }).waitFor();
      }),
    },
    {
      name: 'admin: invite',
      as,
      path: '/admin/invitations',
      open: (page) => press(page, 'Invite').then(() => dialog(page, /^Invite somebody to/)),
    },
    { name: 'admin: a person', as, path, open: one() },
    {
      name: 'admin: change a role',
      as,
      path,
      open: one(async (page) => {
        await press(page, role);
        await press(page, 'Change role');
        await dialog(page, 'Change role');
      }),
    },
    {
      name: 'admin: end a role',
      as,
      path,
      open: one(async (page) => {
        await press(page, role);
        await press(page, 'End');
        await dialog(page, /^End this role at/);
      }),
    },
    {
      name: 'admin: erase a person',
      as,
      path,
      open: one(async (page) => {
        await press(page, 'Erase this person');
        await page.getByText('What would go', { exact: true }).waitFor();
      }),
    },
    {
      name: 'admin: nothing to administer',
      as: member,
      path: '/admin',
      open: (page) => page.getByText('You administer no organisation.').waitFor(),
    },
    {
      name: 'admin: erasures',
      as,
      path: '/admin/erasures',
      open: (page) => page.getByText('Waits for approval', { exact: true }).first().waitFor(),
    },
  ];
}

function aboutPlaces({ imported }: Places): Screen[] {
  const as = administrator;
  const waiting = 'Actions for the invitation to lucy.ashworth@new.example';
  return [
    {
      name: 'admin: invitations',
      as,
      path: '/admin/invitations',
      open: (page) => page.getByRole('button', { name: waiting }).waitFor(),
    },
    {
      name: 'admin: organisations',
      as,
      path: '/admin/organisations',
      open: (page) => page.getByRole('link', { name: 'Gosmere Academy', exact: true }).waitFor(),
    },
    {
      name: 'admin: add an organisation',
      as,
      path: '/admin/organisations',
      open: (page) => press(page, 'Add an organisation').then(() => dialog(page, 'Add an organisation')),
    },
    {
      name: 'admin: move a school',
      as,
      path: '/admin/organisations',
      open: (page) =>
        choose(page, 'Actions for Gosmere Academy', 'Move to another trust').then(() =>
          dialog(page, 'Move Gosmere Academy'),
        ),
    },
    {
      name: 'admin: imports',
      as,
      path: '/admin/imports',
      open: (page) => page.getByRole('link', { name: 'staff.csv' }).first().waitFor(),
    },
    {
      name: 'admin: new import, with errors',
      as,
      path: '/admin/imports/new',
      open: async (page) => {
        await press(page, 'Upload and check');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    {
      name: 'admin: an import to be applied',
      as,
      path: `/admin/imports/${imported}`,
      open: async (page) => {
        await page.getByText('What the columns mean', { exact: true }).first().click();
        await page.getByRole('rowheader', { name: /^Hannah Swift/ }).waitFor();
      },
    },
    {
      name: 'admin: mail',
      as,
      path: '/admin/mail',
      open: async (page) => {
        await press(page, /^\d+ ?All$/);
        await page.getByRole('rowheader', { name: 'lucy.ashworth@new.example' }).waitFor();
      },
    },
    {
      name: 'admin: settings',
      as,
      path: '/admin/settings',
      open: async (page) => {
        await page.getByText(/^Rights taken away/).click();
        await page.getByRole('group', { name: 'Teams', exact: true }).waitFor();
      },
    },
    {
      name: 'admin: audit',
      as,
      path: '/admin/audit',
      open: (page) => page.getByRole('row').nth(3).waitFor(),
    },
    {
      name: 'admin: the hub',
      as,
      path: '/admin/hub',
      open: (page) => page.getByText(/^Mail is kept in a folder and not sent\./).waitFor(),
    },
    {
      name: 'who may do what',
      as: member,
      path: '/help/policy',
      open: (page) => page.getByRole('heading', { level: 2, name: 'Teams', exact: true }).waitFor(),
    },
    {
      name: 'settings, asking to be erased',
      as: 'Ruth Fell',
      path: '/settings',
      open: async (page) => {
        await press(page, 'Ask to be erased');
        await page.getByText('What would go', { exact: true }).waitFor();
      },
    },
  ];
}

export async function adminScreens(stage: Stage): Promise<Screen[]> {
  const places = await prepare(stage);
  return [...signedOut(places), ...aboutPeople(places), ...aboutPlaces(places)];
}
