import { describe, expect, it } from 'vitest';
import { dot, layOut, nameWidth, type Place } from './map';

const place = (id: number, easting: number, northing: number, name = `School ${id}`): Place => ({
  id,
  name,
  easting,
  northing,
});

describe('the map of schools', () => {
  it('keeps north up and east right, at one scale', () => {
    const { pins } = layOut([place(1, 400_000, 500_000), place(2, 420_000, 510_000)], 700);
    const [one, two] = pins;
    if (!one || !two) throw new Error('two pins');
    expect(two.x).toBeGreaterThan(one.x);
    expect(two.y).toBeLessThan(one.y);
    expect((two.x - one.x) / (one.y - two.y)).toBeCloseTo(2);
  });

  it('keeps dots in one place apart, and all of them on the map', () => {
    const same = Array.from({ length: 12 }, (_, at) => place(at + 1, 400_000, 500_000));
    const { pins, width, height } = layOut(same, 360);
    for (const [at, one] of pins.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(dot / 2);
      expect(one.x).toBeLessThanOrEqual(width - dot / 2);
      expect(one.y).toBeGreaterThanOrEqual(dot / 2);
      expect(one.y).toBeLessThanOrEqual(height - dot / 2);
      for (const other of pins.slice(at + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(dot * 0.8);
    }
  });

  it('names what has room beside it, inside the map', () => {
    const { pins, width } = layOut(
      [place(1, 400_000, 500_000), place(2, 430_000, 520_000, 'A school at the eastern edge')],
      700,
    );
    expect(pins.map((pin) => pin.side)).not.toContain(undefined);
    const east = pins.find((pin) => pin.id === 2);
    expect(east?.side).not.toBe('right');
    expect((east?.x ?? 0) + nameWidth('A school at the eastern edge')).toBeGreaterThan(width);
  });

  it('gives a single school a map, and a length that is easy to read', () => {
    const { pins, scale, height } = layOut([place(1, 400_000, 500_000)], 320);
    expect(pins[0]).toMatchObject({ x: 160, y: height / 2 });
    expect([0.5, 1, 2, 5, 10]).toContain(scale.km);
    expect(scale.pixels).toBeLessThanOrEqual(160);
  });
});
