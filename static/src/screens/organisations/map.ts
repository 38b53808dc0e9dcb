// Where the schools of a map stand on the page: from metres of the National Grid to pixels, dots kept apart, and a name
// beside each dot where there is room for it. Pure, so that it can be tested without a page.
export interface Place {
  id: number;
  name: string;
  easting: number;
  northing: number;
}
export type Side = 'right' | 'left' | 'below' | 'above';
export interface Pin {
  id: number;
  name: string;
  x: number;
  y: number;
  /** Where its name stands; none when there is no room beside it. */
  side: Side | undefined;
}
export interface MapLayout {
  width: number;
  height: number;
  pins: Pin[];
  /** A length that is easy to read, and how long it is here. */
  scale: { km: number; pixels: number };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The diameter of a dot: large enough to be hit (WCAG 2.5.8). */
export const dot = 26;
const edge = 28;
const leastSpan = 2_000;
const label = { height: 18, gap: 4, perLetter: 7.2, most: 240 };

const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function around(x: number, y: number): Box {
  return { left: x - dot / 2, right: x + dot / 2, top: y - dot / 2, bottom: y + dot / 2 };
}

/** How wide a name is when it is drawn, about. */
export const nameWidth = (name: string) => Math.min(label.most, name.length * label.perLetter);

function besides(pin: Pin, side: Side): Box {
  const { height, gap } = label;
  const wide = nameWidth(pin.name);
  const reach = dot / 2 + gap;
  switch (side) {
    case 'right':
      return at(pin.x + reach, pin.y - height / 2);
    case 'left':
      return at(pin.x - reach - wide, pin.y - height / 2);
    case 'below':
      return at(pin.x - wide / 2, pin.y + reach - gap);
    case 'above':
      return at(pin.x - wide / 2, pin.y - reach + gap - height);
  }
  function at(left: number, top: number): Box {
    return { left, top, right: left + wide, bottom: top + height };
  }
}

/** Dots in one town are moved apart until none hides another. */
function spread(pins: Pin[], width: number, height: number): void {
  const apart = dot + 2;
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (const [at, one] of pins.entries()) {
      for (const other of pins.slice(at + 1)) {
        const [dx, dy] = [other.x - one.x || 0.1 * (at + 1), other.y - one.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= apart) continue;
        const push = (apart - distance) / 2 / distance;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
        moved = true;
      }
    }
    if (!moved) break;
  }
  for (const pin of pins) {
    pin.x = Math.min(width - dot / 2 - 1, Math.max(dot / 2 + 1, pin.x));
    pin.y = Math.min(height - dot / 2 - 1, Math.max(dot / 2 + 1, pin.y));
  }
}

function nameThem(pins: Pin[], width: number, height: number): void {
  // The scale keeps its corner.
  const corner = { left: width * 0.7, right: width, top: height - 34, bottom: height };
  const taken = [corner, ...pins.map((pin) => around(pin.x, pin.y))];
  const inside = (box: Box) =>
    box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2;
  for (const pin of pins) {
    pin.side = (['right', 'left', 'below', 'above'] as const).find((side) => {
      const box = besides(pin, side);
      return inside(box) && !taken.some((other) => overlap(box, other));
    });
    if (pin.side) taken.push(besides(pin, pin.side));
  }
}

/** The longest of 1, 2, 5, 10, 20 … kilometres that takes at most a quarter of the width. */
function scaleOf(pixelsPerMetre: number, width: number): MapLayout['scale'] {
  let km = 0.5;
  for (const next of [1, 2, 5, 10, 20, 50, 100, 200]) {
    if (next * 1_000 * pixelsPerMetre <= width / 4) km = next;
  }
  return { km, pixels: km * 1_000 * pixelsPerMetre };
}

/** A map of this width; its height follows from how the places lie, within what a page can show. */
export function layOut(places: readonly Place[], width: number, most = 480, least = 220): MapLayout {
  const [eastings, northings] = [
    places.map(({ easting }) => easting),
    places.map(({ northing }) => northing),
  ];
  const [west, south] = [Math.min(...eastings), Math.min(...northings)];
  const across = Math.max(leastSpan, Math.max(...eastings) - west);
  const up = Math.max(leastSpan, Math.max(...northings) - south);
  const wanted = ((width - 2 * edge) * up) / across + 2 * edge;
  const height = Math.round(Math.min(most, Math.max(least, wanted)));
  const scale = Math.min((width - 2 * edge) / across, (height - 2 * edge) / up);
  const [middleEast, middleNorth] = [
    (west + Math.max(...eastings)) / 2,
    (south + Math.max(...northings)) / 2,
  ];
  const pins = places.map(({ id, name, easting, northing }) => ({
    id,
    name,
    x: width / 2 + (easting - middleEast) * scale,
    y: height / 2 - (northing - middleNorth) * scale,
    side: undefined,
  }));
  spread(pins, width, height);
  nameThem(pins, width, height);
  return { width, height, pins, scale: scaleOf(scale, width) };
}
