// The questions about suppliers, each with what is done with its answers. Fetched with the first of them.
import type {
  BuyAgain,
  Delivered,
  Organisation,
  PriceHeld,
  SpendCategory,
  Supplier,
  SupplierExperience,
} from '$generated/protocol';
import { router } from '$lib/router.svelte';
import { run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { towers } from '$strings/buying';
import { categories } from '$strings/buying_categories';
import {
  againWords,
  deliveredWords,
  priceWords,
  supplierQuestions as words,
} from '$strings/buying_suppliers';
import type { Question, QuestionField } from '../library/question';

export type SupplierAsk =
  | { what: 'add'; places: readonly Organisation[] }
  | { what: 'edit' | 'merge'; supplier: Supplier }
  | {
      what: 'write';
      supplier: Supplier;
      places: readonly Organisation[];
      bought: readonly SpendCategory[];
    }
  | { what: 'rewrite' | 'withdraw' | 'reply'; experience: SupplierExperience };

type Answers = Record<string, string>;

const placeField = (places: readonly Organisation[], label: string): QuestionField => ({
  type: 'select',
  id: 'organisation',
  label,
  options: places.map(({ id, name }) => ({ value: String(id), label: name })),
});
const fieldsOf = (supplier?: Supplier): QuestionField[] => [
  { type: 'line', id: 'supplier_name', label: words.name, most: 120, start: supplier?.name ?? '' },
  {
    type: 'line',
    id: 'company_number',
    label: words.number,
    help: words.numberHelp,
    most: 8,
    optional: true,
    start: supplier?.company_number ?? '',
  },
  { type: 'check', id: 'sme', label: words.sme, start: supplier?.sme ? 'yes' : '' },
  {
    type: 'line',
    id: 'website',
    label: words.website,
    most: 300,
    optional: true,
    start: supplier?.website ?? '',
  },
  { type: 'text', id: 'note', label: words.note, most: 1_000, optional: true, start: supplier?.note ?? '' },
];
const bodyOf = ({ supplier_name = '', company_number = '', sme, website = '', note = '' }: Answers) => ({
  supplier_name,
  company_number,
  sme: sme === 'yes',
  website,
  note,
});

const optionsOf = <Value extends string>(said: Record<Value, string>) =>
  (Object.entries(said) as [Value, string][]).map(([value, label]) => ({ value, label }));
const factFields = (one?: SupplierExperience): QuestionField[] => [
  {
    type: 'choice',
    id: 'delivered',
    label: words.delivered,
    options: optionsOf(deliveredWords),
    start: one?.delivered ?? '',
  },
  {
    type: 'choice',
    id: 'price_held',
    label: words.price,
    options: optionsOf(priceWords),
    start: one?.price_held ?? '',
  },
  {
    type: 'choice',
    id: 'buy_again',
    label: words.again,
    options: optionsOf(againWords),
    start: one?.buy_again ?? '',
  },
  {
    type: 'text',
    id: 'text',
    label: words.text,
    help: words.textHelp,
    most: 1_000,
    optional: true,
    start: one?.text ?? '',
  },
];
const factsOf = ({ delivered, price_held, buy_again, text = '' }: Answers) => ({
  delivered: delivered as Delivered,
  price_held: price_held as PriceHeld,
  buy_again: buy_again as BuyAgain,
  text,
});

function add(places: readonly Organisation[]): Question {
  return {
    title: words.addTitle,
    fields: [...(places.length > 1 ? [placeField(places, words.organisation)] : []), ...fieldsOf()],
    go: words.addGo,
    run: async (answers) => {
      const organisation = Number(answers.organisation ?? places[0]?.id ?? 0);
      const made = await run('create_supplier', {}, { organisation, ...bodyOf(answers) });
      if (made) router.go(`/buying/suppliers/${made.id}`);
    },
    done: words.added,
  };
}

function merge(supplier: Supplier): Question {
  const others = records
    .all('supplier')
    .filter(({ id, merged_into: into }) => id !== supplier.id && into === undefined)
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
  return {
    title: words.mergeTitle(supplier.name),
    body: others.length ? words.mergeBody : words.mergeNone,
    fields: others.length
      ? [
          {
            type: 'select',
            id: 'into',
            label: words.mergeInto,
            options: others.map(({ id, name, company_number: number }) => ({
              value: String(id),
              label: number ? `${name} (${number})` : name,
            })),
          },
        ]
      : [],
    go: words.mergeGo,
    danger: true,
    run: async ({ into }) => {
      if (!into) return;
      await run(
        'merge_supplier',
        { supplier: supplier.id },
        { into: Number(into) },
        { ifMatch: supplier.version },
      );
      router.go(`/buying/suppliers/${into}`, { replace: true });
    },
    ...(others.length && { done: words.merged }),
  };
}

function write({ supplier, places, bought }: Extract<SupplierAsk, { what: 'write' }>): Question {
  const rest = towers.flatMap((tower) => tower.categories).filter((one) => !bought.includes(one));
  return {
    title: words.writeTitle(supplier.name),
    body: words.writeBody,
    fields: [
      placeField(places, words.whose),
      {
        type: 'select',
        id: 'category',
        label: words.category,
        options: [...bought, ...rest].map((value) => ({ value, label: categories[value] })),
      },
      ...factFields(),
    ],
    go: words.writeGo,
    run: (answers) =>
      run(
        'create_experience',
        { supplier: supplier.id },
        {
          organisation: Number(answers.organisation),
          category: answers.category as SpendCategory,
          ...factsOf(answers),
        },
      ),
    done: words.written,
  };
}

export function questionOf(ask: SupplierAsk): Question {
  switch (ask.what) {
    case 'add':
      return add(ask.places);
    case 'edit': {
      const { supplier } = ask;
      return {
        title: words.editTitle,
        body: words.editBody,
        fields: fieldsOf(supplier),
        go: words.go,
        run: (answers) =>
          run('edit_supplier', { supplier: supplier.id }, bodyOf(answers), { ifMatch: supplier.version }),
        done: words.changed,
      };
    }
    case 'merge':
      return merge(ask.supplier);
    case 'write':
      return write(ask);
    case 'rewrite': {
      const { experience } = ask;
      return {
        title: words.rewriteTitle,
        fields: factFields(experience),
        go: words.writeGo,
        run: (answers) =>
          run('edit_experience', { experience: experience.id }, factsOf(answers), {
            ifMatch: experience.version,
          }),
        done: words.changed,
      };
    }
    case 'withdraw':
      return {
        title: words.withdrawTitle,
        body: words.withdrawBody,
        fields: [],
        go: words.withdrawGo,
        danger: true,
        run: () => run('withdraw_experience', { experience: ask.experience.id }, {}),
        done: words.withdrawn,
      };
    case 'reply': {
      const { experience } = ask;
      return {
        title: words.replyTitle,
        body: words.replyBody,
        fields: [
          {
            type: 'text',
            id: 'text',
            label: words.replyText,
            most: 1_000,
            start: experience.reply?.text ?? '',
          },
        ],
        go: words.replyGo,
        run: ({ text = '' }) =>
          run(
            'reply_to_experience',
            { experience: experience.id },
            { text },
            { ifMatch: experience.version },
          ),
        done: words.replied,
      };
    }
  }
}
