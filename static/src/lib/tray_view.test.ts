import { expect, it } from 'vitest';
import { trayLine, type Under } from './tray_view';

const upload = (state: Under['uploads'][number]['state'], sent: number, size = 100) => ({
  state,
  sent,
  file: { size },
});
const nothing: Under = { uploads: [], interrupted: 0, downloads: [] };

it('says nothing when nothing is under way', () => expect(trayLine(nothing)).toBeUndefined());

it('says trouble first, then what moves, then what is done', () => {
  const moving = [upload('sending', 30), upload('done', 100)];
  expect(trayLine({ ...nothing, uploads: moving })).toEqual({
    text: 'Uploading 1 file',
    part: 0.65,
    tone: 'busy',
  });
  expect(trayLine({ ...nothing, uploads: [...moving, upload('failed', 0)] })).toMatchObject({
    text: '1 file needs you',
    tone: 'bad',
  });
  expect(trayLine({ ...nothing, uploads: [upload('done', 100)] })).toMatchObject({ tone: 'good' });
  expect(trayLine({ ...nothing, interrupted: 2 })).toMatchObject({ text: '2 files need you' });
});

it('follows a download from its making to the file', () => {
  const of = (state: 'preparing' | 'ready' | 'failed', done = 0, total = 0) => ({
    ...nothing,
    downloads: [{ state, done, total }],
  });
  expect(trayLine(of('preparing'))).toEqual({ text: 'Making your download ready', tone: 'busy' });
  expect(trayLine(of('preparing', 3, 4))).toMatchObject({ part: 0.75 });
  expect(trayLine(of('ready'))).toMatchObject({ tone: 'good' });
  expect(trayLine(of('failed'))).toMatchObject({ tone: 'bad' });
});
