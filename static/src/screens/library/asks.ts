// What a resource's page can ask; the questions themselves are fetched when the first is asked.
import type { Approval, Resource, ResourceReport, ResourceUse, ResourceVersion } from '$generated/protocol';

export type Ask =
  | {
      what:
        | 'confirm'
        | 'withdraw'
        | 'take_down'
        | 'remove'
        | 'transfer'
        | 'coauthor'
        | 'leave'
        | 'report'
        | 'copy'
        | 'use'
        | 'score'
        | 'question'
        | 'collect';
      resource: Resource;
    }
  | { what: 'refuse' | 'unapprove'; approval: Approval }
  | { what: 'restore' | 'label' | 'remove_version'; version: ResourceVersion }
  | { what: 'story'; use: ResourceUse }
  | { what: 'resolve'; report: ResourceReport };
