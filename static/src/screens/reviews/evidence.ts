// What a school points to in its self-review.
import type { EvidenceLink } from '$generated/protocol';
import { one } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { selfReview as words } from '$strings/reviews_visit';
import { isAddress } from './self_review_view';

const heldOf = ({ type, id }: EvidenceLink) =>
  id === undefined
    ? undefined
    : type === 'resource'
      ? records.get('resource', id)
      : records.get('practice_post', id);

/** Fetches what can be read of it; what cannot stays away. */
export function fetchEvidenceLinks(evidence: readonly EvidenceLink[]): void {
  for (const link of evidence) {
    if (link.id === undefined) continue;
    const place = link.type === 'resource' ? 'resources' : 'practice';
    void one(`/${place}/${link.id}`, () => heldOf(link)).catch(() => {});
  }
}

/** Undefined where there is nothing to open, or nothing that I may. */
export function evidenceHref(link: EvidenceLink): string | undefined {
  if (link.type === 'web') return isAddress(link.words) ? link.words : undefined;
  if (link.type === 'said' || !heldOf(link)) return undefined;
  return link.type === 'resource' ? `/library/${link.id}` : `/practice/${link.id}`;
}

export function evidenceTitle(link: EvidenceLink): string {
  const held = heldOf(link);
  return (held && 'title' in held ? held.title : '') || link.words || words.evidenceTypes[link.type];
}
