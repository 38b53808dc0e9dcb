// What the device kept of a purchase's forms. Fetched when something was kept.
import * as v from 'valibot';
import { moneyShape as money } from './kept_money';
import type { PackForm } from './pack_form';
import type { LineForm, NeedForm } from './purchase_form';

const text = v.string();
const needSchema = v.object({
  title: text,
  category: text,
  law: v.picklist(['goods_services', 'light_touch', 'works', 'concessions']),
  agreement: v.picklist(['one_off', 'ongoing']),
  what: text,
  why: text,
  starts: text,
  months: text,
  market: text,
});
const valueSchema = v.object({
  lines: v.array(
    v.object({
      what: text,
      type: v.picklist(['price', 'extension', 'delivery', 'maintenance', 'running', 'disposal', 'other']),
      amount: money,
      times: text,
      perUnit: v.boolean(),
    }),
  ),
});
const marketSchema = v.object({ notes: text });
const packSchema = v.object({
  specification: text,
  criteria: v.array(v.object({ title: text, question: text, weight: text })),
  priceWeight: text,
  scale: v.array(text),
  files: v.array(v.number()),
  deadline: text,
  contact: text,
});

export const needIn = (value: unknown) => (v.is(needSchema, value) ? (value as NeedForm) : undefined);
export const valueIn = (value: unknown) =>
  v.is(valueSchema, value) ? (value as { lines: LineForm[] }) : undefined;
export const marketIn = (value: unknown) => (v.is(marketSchema, value) ? value : undefined);
export const packIn = (value: unknown) => (v.is(packSchema, value) ? (value as PackForm) : undefined);
