// What the library has to tell comes with the first such note: most first visits do without those words.
import type { Notification } from '$generated/protocol';
import type { LibraryNote } from './library_notes';

interface Words {
  libraryNote: (note: Notification) => LibraryNote | undefined;
}

const libraryReasons =
  /^(version_|approval_|review_|coauthor_|use_story|resource_|report_|asked_about|check_late|false_alarm)/;
export const isOfLibrary = ({ because }: Notification): boolean => libraryReasons.test(because);

class Library {
  #words = $state.raw<Words | undefined>();
  #coming: Promise<void> | undefined;

  /** Without a connection the notes stay without words until the next try. */
  load(): Promise<void> {
    this.#coming ??= import('./library_notes').then(
      (words) => void (this.#words = words),
      () => void (this.#coming = undefined),
    );
    return this.#coming;
  }

  /** Undefined for what is not about the library. */
  note(note: Notification): LibraryNote | undefined {
    if (!isOfLibrary(note)) return undefined;
    return this.#words ? this.#words.libraryNote(note) : { icon: 'library', text: '', href: '/' };
  }
}

export const library = new Library();
