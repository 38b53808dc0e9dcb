// What is mine among the posts, sorted by what waits for me. Pure.
import type { PracticePost } from '$generated/protocol';

export interface MineGroups {
  invited: PracticePost[];
  due: PracticePost[];
  drafts: PracticePost[];
  shared: PracticePost[];
  withdrawn: PracticePost[];
}

export function isMine(person: number, post: PracticePost): boolean {
  return (
    post.author === person ||
    post.owner === person ||
    (post.coauthors?.includes(person) ?? false) ||
    (post.invited?.includes(person) ?? false)
  );
}

export function groupsOfMine(person: number, posts: readonly PracticePost[]): MineGroups {
  const groups: MineGroups = { invited: [], due: [], drafts: [], shared: [], withdrawn: [] };
  const mine = posts
    .filter((post) => post.state !== 'deleted' && isMine(person, post))
    .sort((one, other) => (other.published ?? other.created) - (one.published ?? one.created));
  for (const post of mine) {
    if (post.invited?.includes(person)) groups.invited.push(post);
    else if (post.state === 'draft') groups.drafts.push(post);
    else if (post.state === 'withdrawn') groups.withdrawn.push(post);
    else if (post.stale || post.review_reminded) groups.due.push(post);
    else groups.shared.push(post);
  }
  return groups;
}
