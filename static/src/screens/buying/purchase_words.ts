// What is next in a purchase, in words.
import { organisationName } from '$lib/state/organisations';
import { purchaseNext as words, wants } from '$strings/purchases';
import type { Todo } from './purchase_view';

export function titleOfTodo(todo: Todo, mine: boolean): string {
  switch (todo.what) {
    case 'sign':
      return words.sign(organisationName(todo.school));
    case 'missing':
      return wants[todo.want][1];
    case 'wait':
      return todo.want in words.waits
        ? words.waits[todo.want as keyof typeof words.waits]
        : wants[todo.want][1];
    case 'score':
    case 'award':
    case 'handover':
      return (mine ? words.mineTitles : words.titles)[todo.what];
    default:
      return words.titles[todo.what];
  }
}
