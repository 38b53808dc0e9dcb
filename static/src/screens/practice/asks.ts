// What a post's page can ask; the questions themselves are fetched when the first is asked.
import type { Adoption, PracticePost } from '$generated/protocol';

export type Ask =
  | {
      what:
        | 'try'
        | 'comment'
        | 'confirm'
        | 'withdraw'
        | 'take_down'
        | 'remove'
        | 'transfer'
        | 'coauthor'
        | 'leave';
      post: PracticePost;
    }
  | { what: 'tell'; adoption: Adoption; week: number }
  | { what: 'adopt' | 'stop'; adoption: Adoption };
