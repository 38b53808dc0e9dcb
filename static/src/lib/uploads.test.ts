import { describe, expect, it } from 'vitest';
import { endedWith, faultOfFile, isPassing, largestBytes, retryAfterMs } from './uploads';
import { Bindings } from './uploads_kept';

const file = (size: number, name = 'a.pdf', type = 'application/pdf') => ({ size, name, type });
const answer = (status: number, body: object = {}, header = '') => ({
  originalResponse: { getStatus: () => status, getBody: () => JSON.stringify(body), getHeader: () => header },
});

describe('an upload', () => {
  it('says before it begins what cannot be sent', () => {
    expect(faultOfFile(file(1))).toBeUndefined();
    expect(faultOfFile(file(largestBytes))).toBeUndefined();
    expect(faultOfFile(file(largestBytes + 1))).toBe('too_large');
    expect(faultOfFile(file(0))).toBe('empty');
    expect(faultOfFile(file(0, 'My folder', ''))).toBe('folder');
  });

  it('tells what passes by itself from what somebody has to do something about', () => {
    for (const status of [0, 401, 409, 423, 429, 500, 502, 503])
      expect(isPassing(endedWith(answer(status))), `${status}`).toBe(true);
    for (const status of [400, 403, 404, 410, 413, 415, 507])
      expect(isPassing(endedWith(answer(status))), `${status}`).toBe(false);
    expect(isPassing(endedWith(answer(409, { reason: 'too_many_uploads' })))).toBe(false);
  });

  it('has a word for each refusal', () => {
    expect(endedWith(new Error('gone')).status).toBe(0);
    expect(endedWith(answer(413)).failure).toBe('too_large');
    expect(endedWith(answer(507)).failure).toBe('full');
    expect(endedWith(answer(409, { reason: 'too_many_uploads' })).failure).toBe('too_many');
    expect(endedWith(answer(410)).failure).toBe('gone');
    expect(endedWith(answer(403)).failure).toBe('not_allowed');
    expect(endedWith(answer(418)).failure).toBe('refused');
    expect(endedWith(answer(503, {}, '7')).retryAfterMs).toBe(7_000);
  });

  it('waits longer each time, and never for long', () => {
    expect([0, 1, 2, 9].map(retryAfterMs)).toEqual([1_000, 2_000, 4_000, 30_000]);
  });
});

describe('what belongs to which draft', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };

  it('is there again after a reload', () => {
    const device = storage();
    const before = new Bindings(device);
    before.bind(4, 'new');
    before.bind(5, 'resource/9');
    before.rebind('new', 'resource/12');
    const after = new Bindings(device);
    expect([after.placeOf(4), after.placeOf(5)]).toEqual(['resource/12', 'resource/9']);
  });

  it('is forgotten with what the hub has forgotten, and leaves nothing behind', () => {
    const device = storage();
    const bindings = new Bindings(device);
    bindings.bind(4, 'new');
    bindings.bind(5, 'new');
    bindings.keepOnly(new Set([5]));
    expect(bindings.placeOf(4)).toBeUndefined();
    bindings.drop(5);
    expect(device.kept.size).toBe(0);
  });

  it('is nothing when the device kept nonsense', () => {
    const device = storage();
    device.kept.set('staffroom.uploads', '[1,');
    expect(new Bindings(device).placeOf(1)).toBeUndefined();
  });
});
