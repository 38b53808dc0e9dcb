// What a value is measured against: the thresholds of the law by date, and the bands of who buys. Pure.
import type {
  BuyingBand,
  BuyingRoute,
  EffectiveBands,
  SpendCategory,
  Threshold,
  ThresholdType,
} from '$generated/protocol';

export const thresholdTypes: ThresholdType[] = ['goods_services', 'light_touch', 'works', 'concessions'];
export const routes: BuyingRoute[] = ['catalogue', 'quotes', 'framework', 'tender', 'full_procedure'];

/** Catering is "light touch"; all else is taken for goods and services. */
export const typeOf = (category: SpendCategory): ThresholdType =>
  category === 'catering_services' || category === 'breakfast_club' ? 'light_touch' : 'goods_services';

/** The row of its type that holds on a day. */
export const thresholdOn = (
  rows: readonly Threshold[],
  type: ThresholdType,
  day: string,
): Threshold | undefined =>
  rows
    .filter((row) => row.type === type && row.from <= day)
    .sort((one, other) => other.from.localeCompare(one.from))[0];

/** From its amount on, a value is over. */
export const isOverIt = (value: number, threshold: Threshold): boolean => value >= threshold.pence;

/** Into which band a value falls, and where the next begins. */
export function bandOf(
  bands: readonly BuyingBand[],
  value: number,
): { band: BuyingBand; next: BuyingBand | undefined } | undefined {
  const sorted = [...bands].sort((one, other) => one.from_pence - other.from_pence);
  const at = sorted.findLastIndex((band) => band.from_pence <= value);
  const band = sorted[at];
  return band && { band, next: sorted[at + 1] };
}

/** Of the rules of several, those that ask most at this value; of equal ones the first. */
export function strictest(all: readonly EffectiveBands[], value: number): EffectiveBands | undefined {
  const rank = (bands: EffectiveBands) => {
    const found = bandOf(bands.bands ?? [], value)?.band;
    return found ? routes.indexOf(found.route) * 1_000 + found.quotes : -1;
  };
  return [...all].sort((one, other) => rank(other) - rank(one))[0];
}

/** How long a bar is beside the longest, in thousandths. */
export function thousandths(value: number, longest: number): number {
  if (value <= 0 || longest <= 0) return 0;
  return Number((BigInt(Math.min(value, longest)) * 1_000n) / BigInt(longest));
}
