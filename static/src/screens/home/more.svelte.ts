// What teams, the library, best practice, support, peer review, buying together and actions have to tell comes with the
// first such note: most first visits do without those words.
import type { Notification } from '$generated/protocol';
import type { Told } from './told';

interface Words {
  note: (note: Notification) => Told | undefined;
  /** Brings what a note speaks of, as far as it may be read. */
  fetchFor: (note: Notification) => void;
}

const sources = {
  teams: (): Promise<Words> => import('./team_notes'),
  actions: (): Promise<Words> => import('./action_notes'),
  library: (): Promise<Words> => import('./library_notes'),
  practice: (): Promise<Words> => import('./practice_notes'),
  support: (): Promise<Words> => import('./support_notes'),
  reviews: (): Promise<Words> => import('./review_notes'),
  buying: (): Promise<Words> => import('./buying_notes'),
};
type Area = keyof typeof sources;

const ofTeams = /^(request_|made|added|lead|taken|wrote|invitation|import|erasure)/;
const ofActions = /^(action|email)_/;
const ofPractice = /^(practice|adoption|asked_about_practice|answer)/;
const ofSupport =
  /^(support|hand_on|match|release|agreement|midterm|visit|evaluation|usefulness|quality|broker)/;
const ofReviews =
  /^(cycle|interest|team_to_accept|self_review|report_(?!answered)|comment|grant|plan|check_wanted|reviewer|visit_started|review_(?!due|passed))/;
const ofBuying = /^(contract|pool|experience|saving|purchase|award)_/;
/** The same happens to resources and to practice posts. */
const ofEither = /^(review|coauthor)_/;

/** Undefined for what comes with Home itself. */
function areaOf({ because, practice }: Notification): Area | undefined {
  if (because === 'mentioned' || because === 'replied_to') return undefined;
  if (ofReviews.test(because)) return 'reviews';
  if (ofBuying.test(because)) return 'buying';
  if (ofTeams.test(because)) return 'teams';
  if (ofActions.test(because)) return 'actions';
  if (ofSupport.test(because)) return 'support';
  if (ofPractice.test(because) || (practice !== undefined && ofEither.test(because))) return 'practice';
  return 'library';
}

class More {
  #words = $state.raw<Partial<Record<Area, Words>>>({});
  #coming = new Map<Area, Promise<void>>();

  #load(area: Area): Promise<void> {
    let coming = this.#coming.get(area);
    if (!coming) {
      coming = sources[area]().then(
        (words) => void (this.#words = { ...this.#words, [area]: words }),
        () => void this.#coming.delete(area),
      );
      this.#coming.set(area, coming);
    }
    return coming;
  }

  /** The words for these. Without a connection they stay without until the next try. */
  load(notes: readonly Notification[]): Promise<unknown> {
    const areas = new Set(notes.flatMap((note) => areaOf(note) ?? []));
    return Promise.all([...areas].map((area) => this.#load(area)));
  }

  /** Undefined for what comes with Home itself. */
  note(note: Notification): Told | undefined {
    const area = areaOf(note);
    if (!area) return undefined;
    const words = this.#words[area];
    return words ? words.note(note) : { icon: 'bell', text: '', href: '/' };
  }

  fetch(note: Notification): void {
    const area = areaOf(note);
    if (area) this.#words[area]?.fetchFor(note);
  }
}

export const more = new More();
