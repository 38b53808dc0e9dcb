// Generated from protocol/*.hpp by tools/generate_ts. Do not edit.

export type OrganisationType = 'network' | 'trust' | 'school' | 'partner';
export type OrganisationState = 'listed' | 'joined' | 'closed';
export type Phase = 'nursery' | 'primary' | 'secondary' | 'all_through' | 'special' | 'sixteen_plus';
export type PartnerType = 'diocese' | 'university' | 'local_authority' | 'supplier' | 'charity';
export type CrestShape = 'shield' | 'roundel' | 'lozenge' | 'square';
export type CrestPattern = 'plain' | 'halves' | 'chevron' | 'bend' | 'cross' | 'bars';
export type CrestSymbol =
  | 'none'
  | 'oak'
  | 'book'
  | 'lamp'
  | 'star'
  | 'river'
  | 'hill'
  | 'bird'
  | 'key'
  | 'anchor'
  | 'wheat'
  | 'sun';
export type HouseColour =
  | 'pine'
  | 'navy'
  | 'maroon'
  | 'plum'
  | 'rust'
  | 'ochre'
  | 'teal'
  | 'slate'
  | 'forest'
  | 'royal';
export type Reach = 'school' | 'trust' | 'network';
export type Role =
  | 'staff'
  | 'subject_lead'
  | 'business_manager'
  | 'headteacher'
  | 'governor'
  | 'trust_leader'
  | 'administrator'
  | 'partner';
export type Duty = 'broker' | 'hub_manager' | 'signatory';
export type Standing = 'planned' | 'current' | 'ended';
export type MembershipSource = 'hub' | 'staff_file' | 'one_roster' | 'invitation';
export type AccountState = 'active' | 'disabled';
export type TeamRelation = 'lead' | 'member' | 'guest';
export type InvitationState = 'pending' | 'accepted' | 'declined' | 'revoked' | 'expired';
export type EmailAbout =
  | 'invitation'
  | 'welcome'
  | 'reset'
  | 'email_confirm'
  | 'email_changed'
  | 'password_changed'
  | 'farewell'
  | 'erased'
  | 'notice'
  | 'digest'
  | 'quote_invited'
  | 'quote_deadline'
  | 'quote_received'
  | 'award_letter'
  | 'purchase_cancelled'
  | 'award_withdrawn';
export type EmailState = 'due' | 'sending' | 'sent' | 'bounced' | 'failed' | 'uncertain' | 'dropped' | 'held';
export type ImportSource =
  | 'staff_file'
  | 'one_roster'
  | 'register_schools'
  | 'register_groups'
  | 'register_links'
  | 'contracts';
export type ImportExtent = 'full' | 'delta';
export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'ready'
  | 'committing'
  | 'done'
  | 'done_with_errors'
  | 'cancelled'
  | 'failed'
  | 'no_longer_allowed'
  | 'expired';
export type ImportField =
  | 'email'
  | 'given_name'
  | 'family_name'
  | 'full_name'
  | 'school_urn'
  | 'school_name'
  | 'role'
  | 'title'
  | 'subjects'
  | 'teams'
  | 'starts'
  | 'ends'
  | 'staff_id'
  | 'status'
  | 'contract_title'
  | 'supplier'
  | 'category'
  | 'reference'
  | 'description'
  | 'method'
  | 'framework'
  | 'cfr_code'
  | 'annual_value'
  | 'total_value'
  | 'vat'
  | 'notice'
  | 'renewal'
  | 'extensions'
  | 'trigger'
  | 'sites'
  | 'owner_role'
  | 'sme'
  | 'early_termination'
  | 'exit_plan'
  | 'data_protection';
export type SpendCategory =
  | 'displays'
  | 'broadband_infrastructure'
  | 'broadband_service'
  | 'cloud_software'
  | 'curriculum_content'
  | 'cyber_services'
  | 'hosting_and_storage'
  | 'laptops'
  | 'multifunctional_devices'
  | 'management_information_systems'
  | 'operating_systems'
  | 'peripherals'
  | 'learning_platforms'
  | 'server_support'
  | 'switches_and_routers'
  | 'telecoms'
  | 'websites'
  | 'it_support'
  | 'boilers_and_plumbing'
  | 'building_maintenance'
  | 'cleaning_products'
  | 'cleaning_services'
  | 'fire_safety'
  | 'furniture'
  | 'grounds_and_winter'
  | 'mechanical_and_electrical'
  | 'sports_pitches'
  | 'protective_equipment'
  | 'removals'
  | 'security'
  | 'statutory_testing'
  | 'uniform'
  | 'waste'
  | 'water_and_drains'
  | 'vending'
  | 'decarbonisation'
  | 'electricity'
  | 'gas'
  | 'other_fuels'
  | 'solar'
  | 'water'
  | 'breakfast_club'
  | 'catering_equipment'
  | 'catering_services'
  | 'vehicles'
  | 'audit'
  | 'books'
  | 'insurance'
  | 'leasing'
  | 'passenger_transport'
  | 'property_agents'
  | 'spend_analysis'
  | 'stationery'
  | 'consultancy'
  | 'human_resources'
  | 'legal'
  | 'payroll'
  | 'recruitment'
  | 'screening'
  | 'supply_staff'
  | 'specialist'
  | 'sports_and_arts'
  | 'trips_and_events'
  | 'examinations'
  | 'other';
export type RowOutcome = 'waiting' | 'added' | 'changed' | 'same' | 'leaver' | 'skipped' | 'error';
export type ErasureManner = 'forget_who' | 'forget_all';
export type ErasureState = 'requested' | 'refused' | 'withdrawn' | 'erasing' | 'settling' | 'done';
export type TeamArea = 'curriculum' | 'training' | 'business' | 'leadership' | 'pastoral';
export type Joining = 'open' | 'by_request' | 'closed';
export type Archival = 'active' | 'archived';
export type JoinRequestState = 'pending' | 'accepted' | 'refused' | 'withdrawn';
export type Posting = 'everyone' | 'members' | 'leads';
export type TopicState = 'open' | 'agreed' | 'locked';
export type ReactionWord = 'helpful' | 'trying_this' | 'thanks';
export type FlagState = 'open' | 'kept' | 'taken_down';
export type FollowLevel = 'normal' | 'follow' | 'mute';
export type Because =
  | 'mentioned'
  | 'replied_to'
  | 'request_accepted'
  | 'request_refused'
  | 'made_lead'
  | 'added_to_team'
  | 'lead_needed'
  | 'taken_down'
  | 'wrote_to_leads'
  | 'leads_answered'
  | 'invitation_accepted'
  | 'invitation_declined'
  | 'invitation_expired'
  | 'import_finished'
  | 'erasure_requested'
  | 'erasure_decided'
  | 'version_held'
  | 'version_bad'
  | 'version_new'
  | 'approval_asked'
  | 'approval_decided'
  | 'review_due'
  | 'review_passed'
  | 'coauthor_invited'
  | 'coauthor_answered'
  | 'use_story_wanted'
  | 'resource_reported'
  | 'report_answered'
  | 'resource_taken_down'
  | 'resource_passed_on'
  | 'asked_about_resource'
  | 'version_purged'
  | 'check_late'
  | 'false_alarm'
  | 'practice_taken_down'
  | 'practice_passed_on'
  | 'practice_featured'
  | 'adoption_new'
  | 'adoption_follow_up'
  | 'adoption_told'
  | 'adoption_changed'
  | 'asked_about_practice'
  | 'answer_accepted'
  | 'support_opened'
  | 'support_late'
  | 'support_taken'
  | 'support_declined'
  | 'support_withdrawn'
  | 'support_handed_on'
  | 'hand_on_wanted'
  | 'match_asked'
  | 'match_answered'
  | 'match_ended'
  | 'release_wanted'
  | 'agreement_wanted'
  | 'agreement_to_sign'
  | 'agreement_in_force'
  | 'agreement_ended'
  | 'midterm_due'
  | 'visit_planned'
  | 'visit_changed'
  | 'visit_record_due'
  | 'visit_record_late'
  | 'visit_recorded'
  | 'evaluation_due'
  | 'support_evaluated'
  | 'usefulness_due'
  | 'usefulness_rated'
  | 'quality_checked'
  | 'support_closed'
  | 'broker_wanted'
  | 'action_given'
  | 'action_due'
  | 'action_late'
  | 'action_done'
  | 'cycle_opened'
  | 'cycle_joined'
  | 'cycle_to_start'
  | 'cycle_started'
  | 'cycle_ended'
  | 'review_requested'
  | 'review_scoped'
  | 'interest_wanted'
  | 'interest_declared'
  | 'interest_refused'
  | 'team_to_accept'
  | 'review_confirmed'
  | 'review_dates_changed'
  | 'self_review_due'
  | 'self_review_submitted'
  | 'visit_started'
  | 'report_wanted'
  | 'report_sent'
  | 'report_commented'
  | 'comment_answered'
  | 'report_returned'
  | 'report_to_sign'
  | 'report_final'
  | 'report_granted'
  | 'grant_end_wanted'
  | 'plan_wanted'
  | 'review_action_given'
  | 'review_action_late'
  | 'check_wanted'
  | 'review_checked'
  | 'reviewer_left'
  | 'reviewer_wanted'
  | 'review_closed'
  | 'contract_notice_due'
  | 'contract_renewed'
  | 'contract_exit_due'
  | 'pool_opened'
  | 'pool_sign_again'
  | 'pool_signed'
  | 'pool_left'
  | 'pool_closed'
  | 'pool_cancelled'
  | 'pool_too_few'
  | 'pool_passed_on'
  | 'experience_written'
  | 'experience_replied'
  | 'saving_to_confirm'
  | 'purchase_declare'
  | 'purchase_declared'
  | 'purchase_cleared'
  | 'purchase_to_approve'
  | 'purchase_approved'
  | 'purchase_to_sign'
  | 'purchase_signed'
  | 'purchase_to_open'
  | 'purchase_to_score'
  | 'purchase_to_moderate'
  | 'purchase_to_award'
  | 'award_to_sign'
  | 'award_signed'
  | 'award_refused'
  | 'award_published'
  | 'award_to_confirm'
  | 'award_confirmed'
  | 'purchase_cancelled'
  | 'purchase_complete'
  | 'purchase_passed_on'
  | 'email_off';
export type NotificationState = 'fresh' | 'seen' | 'done';
export type ResourceState = 'draft' | 'published' | 'withdrawn' | 'deleted';
export type ResourceType =
  | 'lesson_materials'
  | 'scheme_of_work'
  | 'assessment'
  | 'knowledge_organiser'
  | 'policy'
  | 'staff_training'
  | 'template_form'
  | 'reading'
  | 'other';
export type KeyStage = 'eyfs' | 'ks1' | 'ks2' | 'ks3' | 'ks4' | 'ks5';
export type SchoolYear =
  | 'nursery'
  | 'reception'
  | 'y1'
  | 'y2'
  | 'y3'
  | 'y4'
  | 'y5'
  | 'y6'
  | 'y7'
  | 'y8'
  | 'y9'
  | 'y10'
  | 'y11'
  | 'y12'
  | 'y13';
export type ExamBoard = 'aqa' | 'edexcel' | 'eduqas' | 'ocr' | 'wjec' | 'other';
export type Tier = 'foundation' | 'higher';
export type Licence = 'all_rights' | 'cc0' | 'cc_by' | 'cc_by_sa' | 'cc_by_nc' | 'cc_by_nc_sa' | 'ogl';
export type ThirdParty = 'none' | 'school_only' | 'trust_only';
export type FileFormat =
  | 'pdf'
  | 'docx'
  | 'pptx'
  | 'xlsx'
  | 'odt'
  | 'odp'
  | 'ods'
  | 'html'
  | 'text'
  | 'markdown'
  | 'csv'
  | 'image'
  | 'audio'
  | 'video'
  | 'archive'
  | 'other';
export type VersionState = 'checking' | 'held' | 'quarantined' | 'ready' | 'purged';
export type FindingType =
  | 'upn'
  | 'former_upn'
  | 'national_insurance'
  | 'nhs_number'
  | 'uln'
  | 'class_list'
  | 'virus'
  | 'wrong_type'
  | 'bomb'
  | 'unreadable';
export type ApprovalState = 'asked' | 'approved' | 'refused' | 'withdrawn' | 'fallen';
export type UseState = 'in_use' | 'stopped';
export type ReportReason = 'mistake' | 'out_of_date' | 'rights' | 'pupil_details' | 'other';
export type ReportState = 'open' | 'resolved';
export type UploadState = 'receiving' | 'stored';
export type DownloadState = 'preparing' | 'ready' | 'failed';
export type RebuildState = 'waiting' | 'running' | 'done' | 'failed';
export type EvidenceOf = 'resource' | 'practice' | 'support_request' | 'review';
export type Offer =
  | 'visit'
  | 'host_visit'
  | 'coach'
  | 'moderate'
  | 'speak'
  | 'review_peers'
  | 'answer_questions';
export type SendNeed =
  | 'spld'
  | 'mld'
  | 'sld'
  | 'pmld'
  | 'semh'
  | 'slcn'
  | 'hearing'
  | 'vision'
  | 'multi_sensory'
  | 'physical'
  | 'autism'
  | 'other';
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday';
export type ProfileField =
  | 'about'
  | 'email'
  | 'working_hours'
  | 'phases'
  | 'subjects'
  | 'exam_boards'
  | 'strengths'
  | 'offers'
  | 'languages'
  | 'send_experience'
  | 'capacity'
  | 'working_days';
export type Sight = 'network' | 'trust' | 'school' | 'teams' | 'self';
export type CostBand = 'nothing' | 'under_100' | 'under_500' | 'under_2000' | 'more';
export type TimeBand = 'no_extra' | 'hours' | 'days' | 'weeks' | 'all_year';
export type EvidenceKind = 'own_figures' | 'external_study' | 'observation';
export type EvidenceStrength = 'early' | 'promising' | 'strong';
export type AdoptionState = 'trying' | 'adopted' | 'stopped';
export type SupportState =
  | 'draft'
  | 'open'
  | 'matched'
  | 'agreed'
  | 'active'
  | 'evaluated'
  | 'closed'
  | 'declined'
  | 'withdrawn'
  | 'handed_on';
export type SupportWay = 'call' | 'visit' | 'coaching' | 'documents';
export type Confidentiality = 'team' | 'trust' | 'brokers';
export type MatchState = 'asked' | 'accepted' | 'declined' | 'handed_on' | 'withdrawn' | 'lapsed';
export type AgreementState = 'draft' | 'signing' | 'in_force' | 'ended';
export type Funding = 'none' | 'school_pays' | 'trust_pays' | 'funded_programme';
export type SigningCapacity = 'requester' | 'requester_head' | 'supporter' | 'supporter_head';
export type VisitState = 'planned' | 'due_record' | 'recorded' | 'acknowledged' | 'cancelled';
export type VisitKind = 'visit' | 'call' | 'coaching';
export type OutcomesMet = 'fully' | 'mostly' | 'partly' | 'not_yet';
export type DigestPace = 'daily' | 'weekly' | 'never';
export type NoticeKind =
  | 'conversations'
  | 'teams'
  | 'library'
  | 'practice'
  | 'support'
  | 'actions'
  | 'administration'
  | 'reviews'
  | 'buying';
export type MailPace = 'at_once' | 'digest' | 'hub';
export type ActionState = 'open' | 'done' | 'cancelled';
export type CycleState = 'draft' | 'open' | 'running' | 'closed' | 'cancelled';
export type ReviewState =
  | 'draft'
  | 'requested'
  | 'scoped'
  | 'team_proposed'
  | 'interests_declared'
  | 'confirmed'
  | 'self_review_submitted'
  | 'visiting'
  | 'draft_report'
  | 'factual_check'
  | 'final'
  | 'action_plan'
  | 'impact_check'
  | 'closed';
export type ReviewerState = 'asked' | 'declared' | 'cleared' | 'active';
export type ReportSeat = 'headteacher' | 'trust_leader' | 'governor' | 'hub_manager';
export type InterestState = 'declared' | 'cleared' | 'refused' | 'replaced';
export type InterestType =
  | 'same_school'
  | 'governor'
  | 'relative'
  | 'worked_there'
  | 'line_management'
  | 'supplier'
  | 'swap'
  | 'admissions'
  | 'other';
export type EvidenceType = 'resource' | 'practice' | 'web' | 'said';
export type ActivityState = 'planned' | 'cancelled';
export type ReviewReportState = 'drafting' | 'with_host' | 'signing' | 'final';
export type SentenceType = 'finding' | 'strength' | 'need';
export type ReportCapacity = 'host' | 'lead_reviewer';
export type CommentOutcome = 'open' | 'changed' | 'kept';
export type GrantState = 'waiting' | 'current' | 'ended';
export type ReadingWay = 'page' | 'print';
export type CheckOutcome = 'on_track' | 'partly' | 'not_yet';
export type ReviewActionState = 'not_started' | 'on_track' | 'at_risk' | 'done' | 'cancelled';
export type ContractState = 'planned' | 'current' | 'notice_given' | 'ended' | 'voided';
export type ProcurementMethod =
  | 'unknown'
  | 'framework'
  | 'catalogue'
  | 'quotes'
  | 'tender'
  | 'full_procedure'
  | 'direct_award';
export type CfrCode =
  | 'e01'
  | 'e02'
  | 'e03'
  | 'e04'
  | 'e05'
  | 'e06'
  | 'e07'
  | 'e08'
  | 'e09'
  | 'e10'
  | 'e11'
  | 'e12'
  | 'e13'
  | 'e14'
  | 'e15'
  | 'e16'
  | 'e17'
  | 'e18'
  | 'e19'
  | 'e20a'
  | 'e20b'
  | 'e20c'
  | 'e20d'
  | 'e20e'
  | 'e20f'
  | 'e20g'
  | 'e21'
  | 'e22'
  | 'e23'
  | 'e24'
  | 'e25'
  | 'e26'
  | 'e27'
  | 'e28a'
  | 'e28b'
  | 'e29'
  | 'e30'
  | 'e31'
  | 'e32';
export type PeriodUnit = 'days' | 'months';
export type AmountBasis = 'net' | 'gross';
export type VatRate = 'standard' | 'reduced' | 'zero' | 'exempt' | 'outside';
export type Delivered = 'on_time' | 'mostly' | 'late' | 'not_yet';
export type PriceHeld = 'yes' | 'rose_as_agreed' | 'rose_unexpectedly';
export type BuyAgain = 'yes' | 'with_changes' | 'no';
export type PoolState = 'draft' | 'open' | 'closed' | 'purchasing' | 'done' | 'cancelled';
export type ParticipationState = 'asked' | 'signed_up' | 'left' | 'removed';
export type PoolCapacity = 'headteacher' | 'trust_leader' | 'signatory';
export type ThresholdType = 'goods_services' | 'light_touch' | 'works' | 'concessions';
export type BuyingRoute = 'catalogue' | 'quotes' | 'tender' | 'framework' | 'full_procedure';
export type SavingState = 'potential' | 'realised' | 'unrealised' | 'voided';
export type SavingMethod =
  | 'previous_cheapest'
  | 'recommended_cheapest'
  | 'previous_estimated'
  | 'recommended_estimated'
  | 'previous_award'
  | 'alternative_award'
  | 'recommended_award';
export type EntryType = 'call_off' | 'delivery' | 'price_check';
export type AgreementType = 'one_off' | 'ongoing';
export type PurchaseStage =
  | 'need'
  | 'market_analysis'
  | 'sourcing_options'
  | 'go_to_market'
  | 'evaluation'
  | 'contract_award'
  | 'handover'
  | 'complete'
  | 'cancelled';
export type ValueType = 'price' | 'extension' | 'delivery' | 'maintenance' | 'running' | 'disposal' | 'other';
export type PurchaseRole = 'chair' | 'evaluator' | 'price_evaluator';
export type PurchaseInterestState = 'asked' | 'declared' | 'cleared' | 'refused';
export type SignOffOf = 'tender' | 'award';
export type DeclarationState = 'declared' | 'cleared' | 'refused' | 'replaced';
export type QuoteState =
  | 'draft'
  | 'sealed'
  | 'late'
  | 'opened'
  | 'admitted'
  | 'withdrawn'
  | 'replaced'
  | 'rejected'
  | 'won'
  | 'lost'
  | 'shut';
export type ScoreState = 'drafted' | 'submitted' | 'voided';
export type ModerationState = 'waiting' | 'open' | 'closed';
export type AwardState = 'proposed' | 'published' | 'confirmed' | 'abandoned';
export type TokenScope = 'read' | 'talk' | 'share' | 'support' | 'review' | 'buy' | 'administer';
export type SearchKind =
  | 'resource'
  | 'collection'
  | 'topic'
  | 'message'
  | 'person'
  | 'team'
  | 'organisation'
  | 'curriculum'
  | 'practice'
  | 'support_request'
  | 'contract'
  | 'pool'
  | 'supplier'
  | 'purchase';
export type TieType = 'came_of' | 'uses' | 'about';
export type Linked = 'resource' | 'practice' | 'support_request' | 'topic' | 'collection' | 'review';
export type LeftOutBecause =
  | 'same_school'
  | 'line_manager'
  | 'not_suggestible'
  | 'full_diary'
  | 'already_asked'
  | 'declined'
  | 'barred'
  | 'wrong_dates';
export type DateOf =
  | 'visit'
  | 'visit_record'
  | 'agreement_ends'
  | 'midterm'
  | 'answer_match'
  | 'resource_review'
  | 'practice_review'
  | 'adoption_story'
  | 'action'
  | 'review_visit'
  | 'self_review'
  | 'review_report'
  | 'factual_check'
  | 'review_plan'
  | 'review_check'
  | 'review_action'
  | 'contract_notice'
  | 'contract_ends'
  | 'purchase_deadline'
  | 'standstill_ends'
  | 'pool_join'
  | 'pool_leave';
export type RotaRule =
  | 'same_school'
  | 'not_joined'
  | 'twice'
  | 'direct_swap'
  | 'same_trust'
  | 'interest'
  | 'phase'
  | 'travel'
  | 'days'
  | 'unvisited'
  | 'few_schools'
  | 'many_schools';
export type HubHealth = 'ok' | 'read_only_no_space' | 'read_only_failed';
export type MailWay = 'off' | 'on' | 'spool';
export type FlagOutcome = 'keep' | 'take_down';
export type SearchSort = 'relevance' | 'newest' | 'most_used';
export type DirectorySort = 'asked_least' | 'name' | 'free_days';
export type PracticeSort = 'most_adopted' | 'newest';
export type ErrorCode =
  | 'bad_request'
  | 'sign_in_required'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'request_timeout'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'range_not_satisfiable'
  | 'unprocessable'
  | 'too_many_requests'
  | 'header_too_large'
  | 'internal'
  | 'unavailable'
  | 'no_space';

export interface Crest {
  shape: CrestShape;
  pattern: CrestPattern;
  symbol: CrestSymbol;
  first: HouseColour;
  second: HouseColour;
}
export interface Register {
  urn?: number;
  group_uid?: number;
  group_id?: string;
  companies_house?: string;
  laestab?: number;
  ukprn?: number;
  status?: string;
  establishment_type?: string;
  gender?: string;
  age_low?: number;
  age_high?: number;
  pupils?: number;
  capacity?: number;
  local_authority?: string;
  region?: string;
  diocese?: string;
  opened?: string;
  closed?: string;
  easting?: number;
  northing?: number;
  postcode?: string;
  successor?: number;
}
export interface RightRemoved {
  thing: string;
  action: string;
  relation: string;
}
export interface ImportColumn {
  header: string;
  field?: ImportField;
  sample: string;
}
export interface ImportWord {
  word: string;
  category: SpendCategory;
}
export interface ImportCounts {
  added: number;
  changed: number;
  same: number;
  leaver: number;
  skipped: number;
  error: number;
}
export interface ImportRow {
  number: number;
  cells?: string[];
  outcome: RowOutcome;
  problem?: string;
  column?: string;
  person?: number;
  membership?: number;
  organisation?: number;
  contract?: number;
  likeness?: number;
  applied: boolean;
}
export interface Summary {
  text: string;
  by: number;
  at: number;
}
export interface Reaction {
  word: ReactionWord;
  by: number;
}
export interface Pin {
  unit: number;
  lesson?: string;
}
export interface CurrentVersion {
  version: number;
  number: number;
  files: number;
  bytes: number;
  pages: number;
  formats?: FileFormat[];
  has_preview: boolean;
  address?: string;
  content_hash: string;
  ready: number;
}
export interface VersionFile {
  name: string;
  bytes: number;
  sha256: string;
  format: FileFormat;
  media_type: string;
  pages?: number;
  has_text: boolean;
  has_preview: boolean;
}
export interface Finding {
  type: FindingType;
  file: number;
  where: string;
}
export interface UseStory {
  what: string;
  with_whom: string;
  changed: string;
  happened: string;
  told: number;
}
export interface ScoreSums {
  clear: number;
  accurate: number;
  adaptable: number;
  inclusive: number;
}
export interface CurriculumLesson {
  slug: string;
  title: string;
  outcome: string;
  keywords?: string[];
}
export interface Term {
  name: string;
  starts: string;
  ends: string;
}
export interface NamedDay {
  date: string;
  name: string;
}
export interface WorkingHours {
  from: number;
  to: number;
  reply: string;
}
export interface StrengthEvidence {
  what: EvidenceOf;
  id: number;
}
export interface Strength {
  what: string;
  evidence?: StrengthEvidence[];
}
export interface Capacity {
  days_a_term: number;
  note: string;
}
export interface ProfileFields {
  about: string;
  email?: string;
  working_hours?: WorkingHours;
  phases?: KeyStage[];
  subjects?: string[];
  exam_boards?: ExamBoard[];
  strengths?: Strength[];
  offers?: Offer[];
  languages?: string[];
  send_experience?: SendNeed[];
  capacity?: Capacity;
  working_days?: Weekday[];
}
export interface FieldSight {
  field: ProfileField;
  sight: Sight;
}
export interface FollowUp {
  week: number;
  due: string;
  asked: boolean;
  reminded: boolean;
  unanswered: boolean;
  told?: number;
  with_whom: string;
  changed: string;
  happened: string;
}
export interface Signature {
  capacity: SigningCapacity;
  person: number;
  hash: string;
  at: number;
}
export interface MidtermAnswer {
  capacity: SigningCapacity;
  working: boolean;
  change: string;
  at: number;
}
export interface VisitRecord {
  happened: string;
  next: string;
  full_day: boolean;
  at: number;
  by: number;
  late: boolean;
}
export interface KindPace {
  what: NoticeKind;
  pace: MailPace;
}
export interface TeamFollow {
  team: number;
  level: FollowLevel;
}
export interface FrameworkHeading {
  title: string;
  prompt: string;
}
export interface Framework {
  name: string;
  headings?: FrameworkHeading[];
  grades?: string[];
  excellence: boolean;
}
export interface CyclePhases {
  join_by: string;
  visits_from: string;
  visits_to: string;
  reports_by: string;
  checks_by: string;
}
export interface CycleSchool {
  school: number;
  days_given: number;
  interests?: number[];
  interests_why: string;
  by: number;
  at: number;
}
export interface RotaPair {
  host: number;
  visitor: number;
  reason: string;
}
export interface Reviewer {
  person: number;
  lead: boolean;
  school: number;
  state: ReviewerState;
}
export interface HostColleague {
  person: number;
  report: boolean;
}
export interface ReportReader {
  person?: number;
  seat?: ReportSeat;
  organisation?: number;
}
export interface AgreedException {
  reader: ReportReader;
  reason: string;
}
export interface InterestPoint {
  type: InterestType;
  words: string;
}
export interface EvidenceLink {
  type: EvidenceType;
  id?: number;
  words: string;
}
export interface SelfReviewPart {
  heading: number;
  grade?: number;
  strengths: string;
  needs: string;
  evidence?: EvidenceLink[];
}
export interface ReportSentence {
  number: number;
  type: SentenceType;
  text: string;
  notes?: number[];
  self_review: boolean;
}
export interface ReportSection {
  heading: number;
  grade?: number;
  sentences?: ReportSentence[];
}
export interface Dissent {
  number: number;
  person: number;
  text: string;
}
export interface ReportSignature {
  capacity: ReportCapacity;
  person: number;
  hash: string;
  at: number;
}
export interface ImpactCheck {
  outcome: CheckOutcome;
  words: string;
  by: number;
  at: number;
}
export interface ActionMeasure {
  what: string;
  start: string;
  now: string;
  aim: string;
}
export interface Theme {
  heading: number;
  strength: boolean;
  words: string;
}
export interface NoticePeriod {
  count: number;
  unit: PeriodUnit;
}
export interface ContractSeat {
  organisation: number;
  role: Role;
}
export interface ContractDetails {
  title: string;
  description: string;
  supplier: number;
  category: SpendCategory;
  reference: string;
  method: ProcurementMethod;
  framework: string;
  cfr?: CfrCode;
  starts: string;
  ends: string;
  notice: NoticePeriod;
  renewal_months: number;
  extension_months: number;
  extensions_left: number;
  trigger?: string;
  sites?: number[];
  owner: ContractSeat;
}
export interface Amount {
  pence: number;
  basis: AmountBasis;
  vat: VatRate;
}
export interface ContractMoney {
  annual?: Amount;
  total?: Amount;
  early_termination: string;
  exit_plan: string;
  data_protection: string;
}
export interface ExperienceReply {
  by: number;
  text: string;
  at: number;
}
export interface PoolTerms {
  title: string;
  category: SpendCategory;
  specification: string;
  unit: string;
  units_a_year: number;
  price: Amount;
  price_limit?: Amount;
  starts: string;
  months: number;
  extension_months: number;
  join_by: string;
  leave_by: string;
}
export interface PoolSchool {
  school: number;
  signed_now: boolean;
}
export interface PoolTotal {
  schools: number;
  committed: number;
  maximum: number;
  value_net: number;
  value_gross: number;
}
export interface PoolSignature {
  person: number;
  capacity: PoolCapacity;
  committed: number;
  maximum: number;
  content_hash: string;
  at: number;
}
export interface PutAway {
  category: SpendCategory;
  organisation: number;
  until: string;
}
export interface Threshold {
  type: ThresholdType;
  from: string;
  pence: number;
  source: string;
}
export interface BuyingBand {
  from_pence: number;
  route: BuyingRoute;
  quotes: number;
  approved_by: string;
}
export interface SavingFigure {
  method: SavingMethod;
  baseline: Amount;
  baseline_source: string;
  against: Amount;
  pence: number;
  annualised: number;
  evidence?: number[];
  by: number;
  at: number;
}
export interface PurchaseSchool {
  school: number;
  committed: number;
  maximum: number;
  tender_signed: boolean;
  award_signed: boolean;
}
export interface ValueLine {
  what: string;
  type: ValueType;
  amount: Amount;
  times: number;
  per_unit: boolean;
}
export interface PurchaseValue {
  lines?: ValueLine[];
  net: number;
  gross: number;
}
export interface RelatedPartyCheck {
  related: boolean;
  approval: string;
}
export interface RouteAsked {
  route: BuyingRoute;
  quotes: number;
  band: BuyingBand;
  bands_of?: number;
  threshold?: Threshold;
  over: boolean;
}
export interface RouteChoice {
  route: BuyingRoute;
  reason: string;
  deviates: boolean;
}
export interface Criterion {
  title: string;
  question: string;
  weight: number;
}
export interface TenderPack {
  specification: string;
  criteria?: Criterion[];
  price_weight: number;
  scale?: string[];
  files?: number[];
  deadline?: string;
  contact: string;
}
export interface PurchaseFile {
  name: string;
  type: string;
  organisation: number;
  sha256: string;
  bytes: number;
}
export interface PurchaseApproval {
  person: number;
  content_hash: string;
  gross: number;
  note: string;
  at: number;
}
export interface PurchasePerson {
  person: number;
  role: PurchaseRole;
}
export interface PurchaseInterest {
  person: number;
  state: PurchaseInterestState;
}
export interface PurchaseSignOff {
  school: number;
  what: SignOffOf;
  person: number;
  capacity: PoolCapacity;
  content_hash: string;
  at: number;
}
export interface DeadlineExtension {
  deadline: string;
  reason: string;
  at: number;
}
export interface PriceLine {
  what: string;
  amount: Amount;
  times: number;
}
export interface CriterionScore {
  criterion: number;
  points: number;
  reason: string;
}
export interface PriceScore {
  quote: number;
  basis_points: number;
}
export interface AgreedScore {
  quote: number;
  criterion: number;
  points: number;
  reason: string;
}
export interface EvaluationDissent {
  person: number;
  text: string;
  at: number;
}
export interface RankedQuote {
  quote: number;
  quality: number;
  price: number;
  total: number;
}
export interface AwardShare {
  school: number;
  quantity: number;
  pence: number;
}
export interface AwardChallenge {
  at: number;
  what: string;
  resolved?: number;
  answer: string;
}
export interface BidderLetter {
  quote: number;
  text: string;
}
export interface Me {
  person: number;
  name: string;
  label: string;
  email: string;
  session: number;
  session_idle_ends: number;
  session_ends: number;
  server_time: number;
  memberships: Membership[];
  organisations: Organisation[];
}
export interface ErasurePreview {
  person: number;
  memberships: number;
  team_places: number;
  messages: number;
  notifications: number;
  invitations: number;
  obstacles: string[];
  stays: string[];
}
export interface AuditLine {
  seq: number;
  at: number;
  person?: number;
  command: string;
  record: string;
  id: number;
  organisation?: number;
  self: string;
}
export interface NamedPerson {
  id: number;
  name: string;
  label: string;
}
export interface AuditPage {
  items: AuditLine[];
  names: NamedPerson[];
  seq: number;
  next?: string;
}
export interface Lineage {
  from_number?: number;
  from: Resource[];
  into: Resource[];
  names: NamedPerson[];
}
export interface CollectionItem {
  resource: number;
  note: string;
}
export interface CollectionItems {
  version: number;
  items: CollectionItem[];
  resources: Resource[];
  names: NamedPerson[];
}
export interface Snippet {
  text: string;
  hit: boolean;
}
export interface SearchHit {
  what: SearchKind;
  id: number;
  self: string;
  title: string;
  place: string;
  snippet: Snippet[];
  file?: number;
  page?: number;
  topic?: number;
  ordinal?: number;
  at?: number;
}
export interface FacetValue {
  value: string;
  label: string;
  count: number;
}
export interface Facet {
  name: string;
  values: FacetValue[];
}
export interface SearchPage {
  items: SearchHit[];
  resources: Resource[];
  activities: ResourceActivity[];
  names: NamedPerson[];
  facets: Facet[];
  total: number;
  total_is_exact: boolean;
  did_you_mean?: string;
  is_behind: boolean;
  seq: number;
  next?: string;
}
export interface EffectiveCalendar {
  own: OrgCalendar;
  terms: Term[];
  terms_of?: number;
  training_days: NamedDay[];
  bank_holidays: NamedDay[];
  covers_until: string;
  source: string;
  seq: number;
}
export interface DirectoryEntry {
  person: Person;
  memberships: Membership[];
  fields: ProfileFields;
  promised_days?: number;
  asked?: number;
  miles: number[];
}
export interface DirectoryFacetValue {
  value: string;
  label: string;
  count: number;
}
export interface DirectoryFacet {
  name: string;
  values: DirectoryFacetValue[];
}
export interface DirectoryPage {
  items: DirectoryEntry[];
  facets: DirectoryFacet[];
  total: number;
  seq: number;
  next?: string;
}
export interface LinkEnd {
  what: Linked;
  id: number;
}
export interface LinkedThing {
  link?: number;
  type: TieType;
  outgoing: boolean;
  other: LinkEnd;
  self: string;
  title: string;
  place: string;
  message?: number;
  mine_to_remove: boolean;
}
export interface LinkList {
  items: LinkedThing[];
  names: NamedPerson[];
  seq: number;
}
export interface AnsweredShare {
  label: string;
  requests?: number;
  answered?: number;
  days?: number;
}
export interface SupplyAndDemand {
  subject?: string;
  stage?: KeyStage;
  offers: number;
  free_days: number;
  requests?: number;
}
export interface OverAsked {
  person: number;
  asked: number;
  free_days?: number;
}
export interface SupportOverview {
  by_size: AnsweredShare[];
  by_region: AnsweredShare[];
  supply: SupplyAndDemand[];
  over_asked: OverAsked[];
  names: NamedPerson[];
  seq: number;
}
export interface Suggestion {
  person: number;
  organisation: number;
  reasons: string[];
  to_weigh: string[];
  free_days?: number;
  asked: number;
  miles?: number;
}
export interface LeftOut {
  person: number;
  organisation: number;
  because: LeftOutBecause;
  words: string;
  may_ask_anyway: boolean;
}
export interface SuggestionList {
  items: Suggestion[];
  left_out: LeftOut[];
  silent: number;
  names: NamedPerson[];
  seq: number;
}
export interface PlannedDate {
  what: DateOf;
  date: string;
  from?: number;
  to?: number;
  title: string;
  place: string;
  self: string;
  id: number;
}
export interface PlannedDates {
  items: PlannedDate[];
  next?: string;
  closed: NamedDay[];
  seq: number;
}
export interface RotaProblem {
  rule: RotaRule;
  host?: number;
  visitor?: number;
  words: string;
  kept: boolean;
  refused: boolean;
}
export interface RotaLoad {
  school: number;
  days: number;
  given: number;
}
export interface RotaCheck {
  problems: RotaProblem[];
  loads: RotaLoad[];
  ready: boolean;
  seq: number;
}
export interface OverviewLine {
  host: number;
  review?: number;
  state?: ReviewState;
  due?: string;
  days_late: number;
}
export interface ThemeLine {
  heading: string;
  strength: boolean;
  schools: number;
  words: string[];
}
export interface CycleOverview {
  lines: OverviewLine[];
  sharing: number;
  themes: ThemeLine[];
  seq: number;
}
export interface EffectiveThresholds {
  rows: Threshold[];
  seq: number;
}
export interface EffectiveBands {
  version: number;
  bands: BuyingBand[];
  of?: number;
  source: string;
  seq: number;
}
export interface RadarContract {
  contract: number;
  organisation: number;
  supplier: number;
  title: string;
  notice_by: string;
  ends: string;
  annual_gross?: number;
}
export interface RadarGroup {
  category: SpendCategory;
  contracts: RadarContract[];
  organisations: number;
  km: number;
  first_notice: string;
  last_end: string;
}
export interface RadarSum {
  id: number;
  category?: SpendCategory;
  name: string;
  contracts: number;
  known: number;
  annual_gross: number;
}
export interface Radar {
  groups: RadarGroup[];
  months: RadarSum[];
  categories: RadarSum[];
  suppliers: RadarSum[];
  organisations: RadarSum[];
  contracts: number;
  known: number;
  annual_gross: number;
  plan: RadarPlan;
  seq: number;
}
export interface SavingSum {
  id: number;
  category?: SpendCategory;
  pence: number;
  annualised: number;
  count: number;
}
export interface SchoolBuying {
  school: number;
  contracts: number;
  pools: number;
  asked: number;
}
export interface BuyingOverview {
  realised_by_category: SavingSum[];
  potential_by_category: SavingSum[];
  realised_by_organisation: SavingSum[];
  potential_by_organisation: SavingSum[];
  realised: SavingSum;
  potential: SavingSum;
  ending: RadarSum[];
  schools: SchoolBuying[];
  schools_all: number;
  schools_with_register: number;
  schools_in_pools: number;
  year?: number;
  seq: number;
}
export interface AlikePurchase {
  purchase?: number;
  contract?: number;
  title: string;
  gross: number;
}
export interface SplittingView {
  alike: AlikePurchase[];
  seq: number;
}
export interface GateCheck {
  holds: boolean;
  gates: number;
  broken?: number;
  seq: number;
}
export interface DiskStatus {
  free_bytes: number;
  total_bytes: number;
  database_bytes: number;
  files_bytes: number;
  search_bytes: number;
  uploads_bytes: number;
}
export interface WritesStatus {
  commands: number;
  rejected: number;
  groups: number;
  waiting: number;
  sync_us_half: number;
  sync_us_most: number;
}
export interface PeopleStatus {
  connections: number;
  too_slow: number;
  refused_too_many: number;
  failed: number;
}
export interface FollowerStatus {
  name: string;
  behind: number;
}
export interface MailStatus {
  way: MailWay;
  waiting: number;
  uncertain: number;
  oldest?: number;
  problem?: string;
}
export interface BackupStatus {
  scheduled: boolean;
  last?: number;
  last_bytes?: number;
  last_ms?: number;
  verified?: number;
  next?: number;
  problem?: string;
  kept: number;
}
export interface HubStatus {
  version: string;
  health: HubHealth;
  started: number;
  now: number;
  clock_leapt: boolean;
  seq: number;
  disk: DiskStatus;
  writes: WritesStatus;
  people: PeopleStatus;
  followers: FollowerStatus[];
  mail: MailStatus;
  backup: BackupStatus;
  certificate_ends?: number;
}
export interface AwardSaving {
  method: SavingMethod;
  baseline: Amount;
  baseline_source: string;
}
export interface Organisation {
  kind: 'organisation';
  id: number;
  self: string;
  version: number;
  type: OrganisationType;
  parent?: number;
  state: OrganisationState;
  name: string;
  phase?: Phase;
  character?: string;
  partner_type?: PartnerType;
  town?: string;
  ethos?: string;
  motto?: string;
  website?: string;
  crest?: Crest;
  leads_on?: string[];
  register_facts?: Register;
  created: number;
}
export interface OrgSettings {
  kind: 'org_settings';
  id: number;
  self: string;
  version: number;
  rights_removed?: RightRemoved[];
  team_reach: Reach;
  partners_allowed: boolean;
  invite_outside: boolean;
  members_may_invite: boolean;
  guest_days: number;
  resource_reach?: Reach;
  partners_publish?: boolean;
  requesters_choose?: boolean;
  contract_reach?: Reach;
}
export interface Person {
  kind: 'person';
  id: number;
  self: string;
  version: number;
  name: string;
  label: string;
  left: boolean;
  created: number;
}
export interface Membership {
  kind: 'membership';
  id: number;
  self: string;
  version: number;
  person: number;
  organisation: number;
  role: Role;
  title?: string;
  subjects?: string[];
  duties?: Duty[];
  state: Standing;
}
export interface MembershipTerms {
  kind: 'membership_terms';
  id: number;
  self: string;
  version: number;
  person: number;
  organisation: number;
  state: Standing;
  starts?: string;
  ends?: string;
  source: MembershipSource;
  staff_id?: string;
}
export interface Account {
  kind: 'account';
  id: number;
  self: string;
  version: number;
  email: string;
  state: AccountState;
  has_password: boolean;
  pending_email?: string;
  created: number;
  bounces?: number;
  mail_off?: number;
}
export interface Session {
  kind: 'session';
  id: number;
  self: string;
  version: number;
  person: number;
  device: string;
  created: number;
  last_seen: number;
  expires: number;
}
export interface Invitation {
  kind: 'invitation';
  id: number;
  self: string;
  version: number;
  author: number;
  email: string;
  person_name?: string;
  organisation: number;
  role: Role;
  title?: string;
  subjects?: string[];
  team?: number;
  relation: TeamRelation;
  channels?: number[];
  ends?: string;
  note: string;
  state: InvitationState;
  generation: number;
  resent_on?: string;
  resent: number;
  person?: number;
  created: number;
  expires: number;
}
export interface EmailNote {
  kind: 'email';
  id: number;
  self: string;
  version: number;
  about: EmailAbout;
  invitation?: number;
  person?: number;
  organisation?: number;
  to: string;
  state: EmailState;
  attempts: number;
  next_at: number;
  trouble?: string;
  created: number;
  notification?: number;
  supplier_link?: number;
  covers_from?: number;
  covers_to?: number;
}
export interface ImportJob {
  kind: 'import_job';
  id: number;
  self: string;
  version: number;
  author?: number;
  organisation: number;
  source: ImportSource;
  extent: ImportExtent;
  file_name: string;
  state: ImportState;
  columns?: ImportColumn[];
  words?: ImportWord[];
  dropped?: string[];
  rows: number;
  chunks: number;
  at: number;
  seeking_leavers: boolean;
  members: number;
  counts: ImportCounts;
  failure?: string;
  created: number;
  finished?: number;
}
export interface ImportRows {
  kind: 'import_rows';
  id: number;
  self: string;
  version: number;
  import: number;
  chunk: number;
  rows?: ImportRow[];
}
export interface Erasure {
  kind: 'erasure';
  id: number;
  self: string;
  version: number;
  person: number;
  organisation: number;
  manner: ErasureManner;
  state: ErasureState;
  requested_by: number;
  requested: number;
  decided_by?: number;
  decided?: number;
  settles?: number;
  done?: number;
  memberships: number;
  team_places: number;
  messages: number;
  notifications: number;
  other: number;
  progress: string;
}
export interface Team {
  kind: 'team';
  id: number;
  self: string;
  version: number;
  organisation: number;
  name: string;
  purpose: string;
  area: TeamArea;
  subject?: string;
  phases?: Phase[];
  joining: Joining;
  reach: number;
  leads?: number[];
  members: number;
  state: Archival;
  created: number;
}
export interface TeamMembership {
  kind: 'team_membership';
  id: number;
  self: string;
  version: number;
  team: number;
  person: number;
  relation: TeamRelation;
  channels?: number[];
  ends?: string;
  state: Standing;
  since: number;
}
export interface JoinRequest {
  kind: 'join_request';
  id: number;
  self: string;
  version: number;
  team: number;
  person: number;
  note: string;
  state: JoinRequestState;
  answered_by?: number;
  answer?: string;
  created: number;
}
export interface LeadMessage {
  kind: 'lead_message';
  id: number;
  self: string;
  version: number;
  team: number;
  author: number;
  text: string;
  created: number;
  answered_by?: number;
  answer?: string;
  answered?: number;
}
export interface Channel {
  kind: 'channel';
  id: number;
  self: string;
  version: number;
  team: number;
  name: string;
  purpose: string;
  posting: Posting;
  guests_may_start: boolean;
  state: Archival;
  created: number;
}
export interface Topic {
  kind: 'topic';
  id: number;
  self: string;
  version: number;
  channel?: number;
  team?: number;
  resource?: number;
  practice?: number;
  title: string;
  question?: boolean;
  answer?: number;
  state: TopicState;
  state_before_lock?: TopicState;
  summary?: Summary;
  author: number;
  created: number;
}
export interface TopicActivity {
  kind: 'topic_activity';
  id: number;
  self: string;
  version: number;
  channel?: number;
  messages: number;
  last_at: number;
  last_by: number;
  purge_from?: number;
}
export interface Message {
  kind: 'message';
  id: number;
  self: string;
  version: number;
  topic: number;
  ordinal: number;
  author: number;
  created: number;
  text: string;
  reply_to?: number;
  mentions?: number[];
  to_team?: boolean;
  edited?: number;
  deleted?: number;
  reactions?: Reaction[];
  not_pupil_data?: string;
}
export interface MessageRevision {
  kind: 'message_revision';
  id: number;
  self: string;
  version: number;
  topic: number;
  ordinal: number;
  text: string;
  replaced: number;
}
export interface TeamMention {
  kind: 'team_mention';
  id: number;
  self: string;
  version: number;
  team: number;
  topic: number;
  ordinal: number;
  author: number;
  created: number;
}
export interface Flag {
  kind: 'flag';
  id: number;
  self: string;
  version: number;
  team: number;
  topic: number;
  ordinal: number;
  message_author: number;
  copy: string;
  author: number;
  reason: string;
  state: FlagState;
  resolved_by?: number;
  outcome?: string;
  created: number;
}
export interface ReadState {
  kind: 'read_state';
  id: number;
  self: string;
  version: number;
  person: number;
  mark: number;
  level: FollowLevel;
  resource?: number;
  practice?: number;
}
export interface Notification {
  kind: 'notification';
  id: number;
  self: string;
  version: number;
  person: number;
  because: Because;
  needs: boolean;
  state: NotificationState;
  team?: number;
  topic?: number;
  ordinal?: number;
  lead_message?: number;
  invitation?: number;
  import?: number;
  erasure?: number;
  resource?: number;
  resource_version?: number;
  resource_use?: number;
  resource_report?: number;
  practice?: number;
  adoption?: number;
  support_request?: number;
  support_match?: number;
  support_agreement?: number;
  support_visit?: number;
  action?: number;
  review_cycle?: number;
  review?: number;
  report_grant?: number;
  review_action?: number;
  contract?: number;
  pool?: number;
  supplier?: number;
  saving?: number;
  purchase?: number;
  by?: number;
  created: number;
  snoozed_until?: number;
  mail_at?: number;
}
export interface Resource {
  kind: 'resource';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: ResourceState;
  title: string;
  summary: string;
  type: ResourceType;
  subject?: string;
  stages?: KeyStage[];
  years?: SchoolYear[];
  unit?: string;
  exam_board?: ExamBoard;
  tier?: Tier;
  pins?: Pin[];
  threads?: string[];
  keywords?: string[];
  licence?: Licence;
  attribution: string;
  third_party: ThirdParty;
  team?: number;
  shared_with?: number;
  author: number;
  owner?: number;
  coauthors?: number[];
  invited?: number[];
  current?: CurrentVersion;
  approval?: number;
  review_by?: string;
  review_reminded: boolean;
  stale: boolean;
  featured: boolean;
  created: number;
  published?: number;
  taken_down?: string;
}
export interface ResourceVersion {
  kind: 'resource_version';
  id: number;
  self: string;
  version: number;
  resource: number;
  organisation: number;
  number: number;
  label?: string;
  note: string;
  state: VersionState;
  check_late: boolean;
  files?: VersionFile[];
  address?: string;
  bytes_hash: string;
  restored_from?: number;
  author: number;
  created: number;
  ready?: number;
}
export interface VersionCheck {
  kind: 'version_check';
  id: number;
  self: string;
  version: number;
  resource: number;
  findings?: Finding[];
  found: number;
  trouble?: string;
  confirmed_by?: number;
  reason?: string;
  created: number;
}
export interface Approval {
  kind: 'approval';
  id: number;
  self: string;
  version: number;
  resource: number;
  resource_version: number;
  content_hash: string;
  state: ApprovalState;
  asked_by: number;
  decided_by?: number;
  reason?: string;
  created: number;
  decided?: number;
}
export interface ResourceUse {
  kind: 'resource_use';
  id: number;
  self: string;
  version: number;
  resource: number;
  organisation: number;
  state: UseState;
  since: number;
  story_asked: boolean;
  story?: UseStory;
}
export interface UseAuthor {
  kind: 'use_author';
  id: number;
  self: string;
  version: number;
  resource: number;
  person: number;
}
export interface RubricScore {
  kind: 'rubric_score';
  id: number;
  self: string;
  version: number;
  resource: number;
  person: number;
  clear: number;
  accurate: number;
  adaptable: number;
  inclusive: number;
  created: number;
}
export interface ResourceActivity {
  kind: 'resource_activity';
  id: number;
  self: string;
  version: number;
  uses: number;
  stories: number;
  questions: number;
  scores?: number;
  sums?: ScoreSums;
}
export interface ResourceReport {
  kind: 'resource_report';
  id: number;
  self: string;
  version: number;
  resource: number;
  organisation: number;
  title: string;
  reason: ReportReason;
  text: string;
  author: number;
  state: ReportState;
  answered_by?: number;
  answer?: string;
  created: number;
}
export interface Upload {
  kind: 'upload';
  id: number;
  self: string;
  version: number;
  person: number;
  organisation: number;
  file_name: string;
  bytes: number;
  state: UploadState;
  format?: FileFormat;
  sha256?: string;
  media_type?: string;
  created: number;
  expires: number;
}
export interface Collection {
  kind: 'collection';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: ResourceState;
  title: string;
  summary: string;
  subject?: string;
  stages?: KeyStage[];
  years?: SchoolYear[];
  team?: number;
  shared_with?: number;
  author: number;
  owner?: number;
  created: number;
  published?: number;
  items_changed: number;
  taken_down?: string;
}
export interface CurriculumUnit {
  kind: 'curriculum_unit';
  id: number;
  self: string;
  version: number;
  source: string;
  slug: string;
  subject: string;
  stage: KeyStage;
  year?: SchoolYear;
  title: string;
  description: string;
  threads?: string[];
  lessons?: CurriculumLesson[];
  attribution: string;
}
export interface Download {
  kind: 'download';
  id: number;
  self: string;
  version: number;
  person: number;
  state: DownloadState;
  title: string;
  resources?: number[];
  collection?: number;
  team?: number;
  mine: boolean;
  done: number;
  total: number;
  bytes: number;
  failure?: string;
  created: number;
  expires: number;
}
export interface SearchRebuild {
  kind: 'search_rebuild';
  id: number;
  self: string;
  version: number;
  author: number;
  state: RebuildState;
  done: number;
  total: number;
  created: number;
  finished?: number;
}
export interface OrgCalendar {
  kind: 'org_calendar';
  id: number;
  self: string;
  version: number;
  terms?: Term[];
  training_days?: NamedDay[];
  bank_holidays?: NamedDay[];
  covers_until?: string;
  source: string;
}
export interface Profile {
  kind: 'profile';
  id: number;
  self: string;
  version: number;
  fields: ProfileFields;
  sights?: FieldSight[];
  suggestible: boolean;
}
export interface ProfilePart {
  kind: 'profile_part';
  id: number;
  self: string;
  version: number;
  person: number;
  sight: Sight;
  for_matching: boolean;
  fields: ProfileFields;
}
export interface PersonLoad {
  kind: 'person_load';
  id: number;
  self: string;
  version: number;
  promised_days: number;
  asked?: string[];
}
export interface PracticePost {
  kind: 'practice_post';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: ResourceState;
  title: string;
  result: string;
  context: string;
  pupils: string;
  subject?: string;
  stages?: KeyStage[];
  problems?: string[];
  steps?: string[];
  cost: CostBand;
  cost_note: string;
  time: TimeBand;
  time_note: string;
  evidence_kind?: EvidenceKind;
  evidence_strength: EvidenceStrength;
  evidence: string;
  impact: string;
  cannot_claim: string;
  differently: string;
  contact?: number;
  visits_offered: boolean;
  resources?: number[];
  pins?: Pin[];
  team?: number;
  shared_with?: number;
  author: number;
  owner?: number;
  coauthors?: number[];
  invited?: number[];
  review_by?: string;
  review_reminded: boolean;
  stale: boolean;
  featured_by?: number;
  created: number;
  published?: number;
  taken_down?: string;
}
export interface Adoption {
  kind: 'adoption';
  id: number;
  self: string;
  version: number;
  practice: number;
  organisation: number;
  state: AdoptionState;
  since: number;
  changed: number;
  follow_ups?: FollowUp[];
  stop_reason: string;
  title?: string;
}
export interface AdoptionAuthor {
  kind: 'adoption_author';
  id: number;
  self: string;
  version: number;
  practice: number;
  organisation: number;
  person: number;
}
export interface PracticeActivity {
  kind: 'practice_activity';
  id: number;
  self: string;
  version: number;
  trying: number;
  adopted: number;
  stopped: number;
  comments: number;
}
export interface SupportRequest {
  kind: 'support_request';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: SupportState;
  title: string;
  need: string;
  subject?: string;
  stages?: KeyStage[];
  exam_board?: ExamBoard;
  send_needs?: SendNeed[];
  priority: string;
  outcomes: string;
  wanted_from?: string;
  wanted_to?: string;
  ways?: SupportWay[];
  days: number;
  wanted?: number;
  confidentiality: Confidentiality;
  team?: number;
  requester: number;
  broker_node: number;
  broker?: number;
  asked?: number[];
  supporter?: number;
  supporter_school?: number;
  match?: number;
  agreement?: number;
  evaluation?: number;
  handed_to?: number;
  handed_from?: number;
  hand_on_agreed: boolean;
  late_reminded: boolean;
  created: number;
  opened?: number;
  first_response?: number;
  answer_by?: string;
  agreement_by?: string;
  ended?: number;
  reason: string;
}
export interface SupportMatch {
  kind: 'support_match';
  id: number;
  self: string;
  version: number;
  request: number;
  person: number;
  organisation: number;
  state: MatchState;
  days: number;
  message: string;
  reasons?: string[];
  override_reason: string;
  author: number;
  handed_to?: number;
  asked: number;
  lapses: string;
  answered?: number;
}
export interface MatchAnswer {
  kind: 'match_answer';
  id: number;
  self: string;
  version: number;
  request: number;
  person: number;
  reason: string;
}
export interface SupportAgreement {
  kind: 'support_agreement';
  id: number;
  self: string;
  version: number;
  request: number;
  state: AgreementState;
  aims: string;
  days: number;
  funding: Funding;
  pence_a_day: number;
  funding_note: string;
  starts: string;
  ends: string;
  exit: string;
  requester: number;
  supporter: number;
  requester_school: number;
  supporter_school: number;
  content_hash: string;
  signatures?: Signature[];
  half_days_used: number;
  started: boolean;
  midterm_on: string;
  midterm_asked: boolean;
  midterm?: MidtermAnswer[];
  created: number;
  in_force?: number;
  ended?: number;
  end_reason: string;
}
export interface SupportVisit {
  kind: 'support_visit';
  id: number;
  self: string;
  version: number;
  request: number;
  agreement: number;
  state: VisitState;
  date: string;
  starts: number;
  ends: number;
  type: VisitKind;
  place: string;
  purpose: string;
  record?: VisitRecord;
  record_by: string;
  late_told: boolean;
  requester_head_read: boolean;
  supporter_head_read: boolean;
  created: number;
}
export interface SupportEvaluation {
  kind: 'support_evaluation';
  id: number;
  self: string;
  version: number;
  request: number;
  author: number;
  outcomes: OutcomesMet;
  changed: string;
  next: string;
  may_be_told: boolean;
  usefulness_on: string;
  usefulness_asked: boolean;
  given_up: boolean;
  usefulness?: number;
  usefulness_note: string;
  checked_by?: number;
  check_note: string;
  created: number;
}
export interface NotificationSetting {
  kind: 'notification_setting';
  id: number;
  self: string;
  version: number;
  chosen: boolean;
  digest: DigestPace;
  digest_day: Weekday;
  paces?: KindPace[];
  teams?: TeamFollow[];
}
export interface DigestPlan {
  kind: 'digest_plan';
  id: number;
  self: string;
  version: number;
  next_at: number;
  covers_from: number;
}
export interface CalendarFeed {
  kind: 'calendar_feed';
  id: number;
  self: string;
  version: number;
  generation: number;
  created: number;
}
export interface ActionItem {
  kind: 'action_item';
  id: number;
  self: string;
  version: number;
  topic: number;
  channel?: number;
  resource?: number;
  practice?: number;
  ordinal?: number;
  title: string;
  owner: number;
  due: string;
  state: ActionState;
  author: number;
  created: number;
  remind_on?: string;
  late: boolean;
  ended?: number;
}
export interface ReviewCycle {
  kind: 'review_cycle';
  id: number;
  self: string;
  version: number;
  organisation: number;
  title: string;
  school_year: number;
  state: CycleState;
  owner: number;
  framework: Framework;
  phases: CyclePhases;
  visit_days: number;
  travel_km: number;
  invited?: number[];
  schools?: CycleSchool[];
  rota?: RotaPair[];
  reviews?: number[];
  join_asked: boolean;
  created: number;
  ended?: number;
  end_reason: string;
}
export interface Review {
  kind: 'review';
  id: number;
  self: string;
  version: number;
  cycle: number;
  host: number;
  title: string;
  state: ReviewState;
  organiser: number;
  visitors?: number[];
  first_day?: string;
  last_day?: string;
  team?: Reviewer[];
  delegate?: number;
  colleagues?: HostColleague[];
  declare_by?: string;
  self_review_remind_on?: string;
  self_review_by?: string;
  report_by?: string;
  check_by?: string;
  plan_by?: string;
  ninety_days_on?: string;
  one_year_on?: string;
  reminded: number;
  lead_kept: boolean;
  ninety_days_checked: boolean;
  created: number;
  final_at?: number;
  ended?: number;
}
export interface ReviewScope {
  kind: 'review_scope';
  id: number;
  self: string;
  version: number;
  questions?: string[];
  excellence?: string;
  context: string;
  confidentiality: string;
  exceptions?: AgreedException[];
  framework: Framework;
}
export interface Interest {
  kind: 'review_interest';
  id: number;
  self: string;
  version: number;
  review: number;
  cycle: number;
  host: number;
  person: number;
  state: InterestState;
  points?: InterestPoint[];
  found?: InterestPoint[];
  hard: boolean;
  declared: number;
  decided_by?: number;
  decided?: number;
  reason: string;
}
export interface SelfReview {
  kind: 'self_review';
  id: number;
  self: string;
  version: number;
  submitted: boolean;
  parts?: SelfReviewPart[];
  submitted_at?: number;
}
export interface ReviewActivity {
  kind: 'review_activity';
  id: number;
  self: string;
  version: number;
  review: number;
  state: ActivityState;
  date: string;
  starts: number;
  ends: number;
  what: string;
  place: string;
  reviewer: number;
  colleague?: number;
  question?: number;
  created: number;
}
export interface EvidenceNote {
  kind: 'evidence_note';
  id: number;
  self: string;
  version: number;
  review: number;
  author: number;
  text: string;
  questions?: number[];
  heading?: number;
  activity?: number;
  written?: number;
  created: number;
  edited?: number;
}
export interface ReviewReport {
  kind: 'review_report';
  id: number;
  self: string;
  version: number;
  host: number;
  title: string;
  state: ReviewReportState;
  framework: Framework;
  questions?: string[];
  summary: string;
  sections?: ReportSection[];
  dissents?: Dissent[];
  last_number: number;
  content_hash: string;
  signatures?: ReportSignature[];
  first_day: string;
  last_day: string;
  team?: number[];
  sent?: number;
  final_at?: number;
}
export interface ReportComment {
  kind: 'report_comment';
  id: number;
  self: string;
  version: number;
  review: number;
  number: number;
  author: number;
  text: string;
  outcome: CommentOutcome;
  answer: string;
  answered_by?: number;
  created: number;
}
export interface ReportGrant {
  kind: 'report_grant';
  id: number;
  self: string;
  version: number;
  review: number;
  cycle: number;
  host: number;
  title: string;
  reader: ReportReader;
  state: GrantState;
  agreed: boolean;
  reason: string;
  ends?: string;
  end_asked: boolean;
  end_agreed: boolean;
  created: number;
  ended?: number;
}
export interface ReportReading {
  kind: 'report_reading';
  id: number;
  self: string;
  version: number;
  review: number;
  grant: number;
  person: number;
  way: ReadingWay;
  at: number;
}
export interface ReviewPlan {
  kind: 'review_plan';
  id: number;
  self: string;
  version: number;
  workshop_on?: string;
  workshop_with: string;
  workshop_notes: string;
  no_actions: string;
  checks?: ImpactCheck[];
}
export interface ReviewAction {
  kind: 'review_action';
  id: number;
  self: string;
  version: number;
  review: number;
  host: number;
  sentence?: number;
  title: string;
  owner: number;
  due: string;
  measure: ActionMeasure;
  state: ReviewActionState;
  progress: string;
  late: boolean;
  created: number;
  ended?: number;
}
export interface ReviewTheme {
  kind: 'review_theme';
  id: number;
  self: string;
  version: number;
  cycle: number;
  shared: boolean;
  themes?: Theme[];
  by: number;
  at: number;
}
export interface Contract {
  kind: 'contract';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: ContractState;
  details: ContractDetails;
  notice_by: string;
  notice_provisional: boolean;
  shared_with?: number;
  money_shared: boolean;
  notice_given?: string;
  reminded: number;
  trigger_told: boolean;
  author?: number;
  created: number;
  ended?: number;
  reason: string;
}
export interface ContractTerms {
  kind: 'contract_terms';
  id: number;
  self: string;
  version: number;
  money: ContractMoney;
  documents?: number[];
}
export interface Supplier {
  kind: 'supplier';
  id: number;
  self: string;
  version: number;
  organisation: number;
  name: string;
  company_number: string;
  sme: boolean;
  website: string;
  note: string;
  merged_into?: number;
  created: number;
}
export interface SupplierExperience {
  kind: 'supplier_experience';
  id: number;
  self: string;
  version: number;
  supplier: number;
  organisation: number;
  author: number;
  category: SpendCategory;
  delivered: Delivered;
  price_held: PriceHeld;
  buy_again: BuyAgain;
  text: string;
  reply?: ExperienceReply;
  created: number;
  changed: number;
}
export interface Pool {
  kind: 'pool';
  id: number;
  self: string;
  version: number;
  organisation: number;
  state: PoolState;
  terms: PoolTerms;
  content_hash: string;
  owner: number;
  shared_with?: number;
  schools?: PoolSchool[];
  total: PoolTotal;
  close_asked: boolean;
  created: number;
  ended?: number;
  reason: string;
}
export interface Participation {
  kind: 'participation';
  id: number;
  self: string;
  version: number;
  pool: number;
  school: number;
  state: ParticipationState;
  committed: number;
  maximum: number;
  signatures?: PoolSignature[];
  reason: string;
  created: number;
}
export interface RadarPlan {
  kind: 'radar_plan';
  id: number;
  self: string;
  version: number;
  km: number;
  days: number;
  put_away?: PutAway[];
}
export interface ThresholdTable {
  kind: 'threshold_table';
  id: number;
  self: string;
  version: number;
  rows?: Threshold[];
}
export interface BuyingBands {
  kind: 'buying_bands';
  id: number;
  self: string;
  version: number;
  bands?: BuyingBand[];
  source: string;
}
export interface Saving {
  kind: 'saving';
  id: number;
  self: string;
  version: number;
  organisation: number;
  title: string;
  category: SpendCategory;
  contract?: number;
  pool?: number;
  from: string;
  to: string;
  state: SavingState;
  expected: SavingFigure;
  had?: SavingFigure;
  author: number;
  reason: string;
  created: number;
  changed: number;
}
export interface ContractEntry {
  kind: 'contract_entry';
  id: number;
  self: string;
  version: number;
  contract: number;
  type: EntryType;
  date: string;
  what: string;
  quantity?: number;
  amount?: Amount;
  as_agreed?: boolean;
  note: string;
  author: number;
  created: number;
}
export interface Purchase {
  kind: 'purchase';
  id: number;
  self: string;
  version: number;
  organisation: number;
  owner: number;
  title: string;
  category: SpendCategory;
  law: ThresholdType;
  agreement: AgreementType;
  stage: PurchaseStage;
  what: string;
  why: string;
  starts?: string;
  months: number;
  market_on?: string;
  pool?: number;
  schools?: PurchaseSchool[];
  value: PurchaseValue;
  market_notes: string;
  related?: RelatedPartyCheck;
  splitting: boolean;
  splitting_answer: string;
  asked: RouteAsked;
  route?: RouteChoice;
  pack: TenderPack;
  pack_hash: string;
  pack_files?: PurchaseFile[];
  approval?: PurchaseApproval;
  people?: PurchasePerson[];
  interests?: PurchaseInterest[];
  sign_offs?: PurchaseSignOff[];
  deadline_at?: number;
  extended?: DeadlineExtension[];
  deadline_told: boolean;
  opened?: number;
  gates: number;
  last_gate: string;
  created: number;
  ended?: number;
  reason: string;
}
export interface PurchaseGate {
  kind: 'purchase_gate';
  id: number;
  self: string;
  version: number;
  purchase: number;
  number: number;
  from: PurchaseStage;
  to: PurchaseStage;
  by: number;
  at: number;
  reason: string;
  facts: string;
  previous: string;
  content_hash: string;
}
export interface PurchaseDeclaration {
  kind: 'purchase_declaration';
  id: number;
  self: string;
  version: number;
  purchase: number;
  person: number;
  nil: boolean;
  words: string;
  state: DeclarationState;
  decided_by?: number;
  reason: string;
  created: number;
}
export interface SupplierLink {
  kind: 'supplier_link';
  id: number;
  self: string;
  version: number;
  purchase: number;
  supplier: number;
  email: string;
  contact: string;
  generation: number;
  sent: number;
  revoked?: number;
  bounced: boolean;
  expires?: number;
}
export interface Quote {
  kind: 'quote';
  id: number;
  self: string;
  version: number;
  purchase: number;
  organisation: number;
  supplier: number;
  supplier_link?: number;
  state: QuoteState;
  answers?: string[];
  remarks: string;
  files?: PurchaseFile[];
  content_hash: string;
  received?: number;
  entered_by?: number;
  reason: string;
}
export interface QuotePrice {
  kind: 'quote_price';
  id: number;
  self: string;
  version: number;
  purchase: number;
  lines?: PriceLine[];
  net: number;
  gross: number;
}
export interface QuoteScan {
  kind: 'quote_scan';
  id: number;
  self: string;
  version: number;
  purchase: number;
  author: number;
  file: PurchaseFile;
  created: number;
}
export interface QuoteScore {
  kind: 'quote_score';
  id: number;
  self: string;
  version: number;
  purchase: number;
  quote: number;
  author: number;
  state: ScoreState;
  scores?: CriterionScore[];
  submitted?: number;
}
export interface Moderation {
  kind: 'moderation';
  id: number;
  self: string;
  version: number;
  state: ModerationState;
  prices?: PriceScore[];
  priced_by?: number;
  scored_by?: number[];
  agreed?: AgreedScore[];
  dissents?: EvaluationDissent[];
  ranking?: RankedQuote[];
  tie_reason: string;
  closed?: number;
}
export interface Award {
  kind: 'award';
  id: number;
  self: string;
  version: number;
  state: AwardState;
  winner: number;
  supplier: number;
  reasons: string;
  gross: number;
  shares?: AwardShare[];
  refused?: number[];
  content_hash: string;
  published?: number;
  standstill_ends?: string;
  standstill_told: boolean;
  challenges?: AwardChallenge[];
  confirmed?: number;
  reason: string;
}
export interface AwardLetters {
  kind: 'award_letters';
  id: number;
  self: string;
  version: number;
  letters?: BidderLetter[];
}
export interface ApiToken {
  kind: 'api_token';
  id: number;
  self: string;
  version: number;
  person: number;
  name: string;
  scopes?: TokenScope[];
  created: number;
  expires: number;
  last_used?: number;
}

export interface RecordByKind {
  organisation: Organisation;
  org_settings: OrgSettings;
  person: Person;
  membership: Membership;
  membership_terms: MembershipTerms;
  account: Account;
  session: Session;
  invitation: Invitation;
  email: EmailNote;
  import_job: ImportJob;
  import_rows: ImportRows;
  erasure: Erasure;
  team: Team;
  team_membership: TeamMembership;
  join_request: JoinRequest;
  lead_message: LeadMessage;
  channel: Channel;
  topic: Topic;
  topic_activity: TopicActivity;
  message: Message;
  message_revision: MessageRevision;
  team_mention: TeamMention;
  flag: Flag;
  read_state: ReadState;
  notification: Notification;
  resource: Resource;
  resource_version: ResourceVersion;
  version_check: VersionCheck;
  approval: Approval;
  resource_use: ResourceUse;
  use_author: UseAuthor;
  rubric_score: RubricScore;
  resource_activity: ResourceActivity;
  resource_report: ResourceReport;
  upload: Upload;
  collection: Collection;
  curriculum_unit: CurriculumUnit;
  download: Download;
  search_rebuild: SearchRebuild;
  org_calendar: OrgCalendar;
  profile: Profile;
  profile_part: ProfilePart;
  person_load: PersonLoad;
  practice_post: PracticePost;
  adoption: Adoption;
  adoption_author: AdoptionAuthor;
  practice_activity: PracticeActivity;
  support_request: SupportRequest;
  support_match: SupportMatch;
  match_answer: MatchAnswer;
  support_agreement: SupportAgreement;
  support_visit: SupportVisit;
  support_evaluation: SupportEvaluation;
  notification_setting: NotificationSetting;
  digest_plan: DigestPlan;
  calendar_feed: CalendarFeed;
  action_item: ActionItem;
  review_cycle: ReviewCycle;
  review: Review;
  review_scope: ReviewScope;
  review_interest: Interest;
  self_review: SelfReview;
  review_activity: ReviewActivity;
  evidence_note: EvidenceNote;
  review_report: ReviewReport;
  report_comment: ReportComment;
  report_grant: ReportGrant;
  report_reading: ReportReading;
  review_plan: ReviewPlan;
  review_action: ReviewAction;
  review_theme: ReviewTheme;
  contract: Contract;
  contract_terms: ContractTerms;
  supplier: Supplier;
  supplier_experience: SupplierExperience;
  pool: Pool;
  participation: Participation;
  radar_plan: RadarPlan;
  threshold_table: ThresholdTable;
  buying_bands: BuyingBands;
  saving: Saving;
  contract_entry: ContractEntry;
  purchase: Purchase;
  purchase_gate: PurchaseGate;
  purchase_declaration: PurchaseDeclaration;
  supplier_link: SupplierLink;
  quote: Quote;
  quote_price: QuotePrice;
  quote_scan: QuoteScan;
  quote_score: QuoteScore;
  moderation: Moderation;
  award: Award;
  award_letters: AwardLetters;
  api_token: ApiToken;
}
export type Kind = keyof RecordByKind;
export type AnyRecord = RecordByKind[Kind];

/** A person whom records name. */
export interface PersonName {
  id: number;
  name: string;
  label: string;
}

/** A page of a list. `next` is the cursor of the following page; `also` are companion records. */
export interface List<R extends AnyRecord = AnyRecord> {
  items: R[];
  also: AnyRecord[];
  names: PersonName[];
  seq: number;
  next: string | null;
}

/** application/problem+json (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  path: string;
  detail: string;
  reason: string;
}

export type AccessScope = 'team' | 'channel' | 'organisation';

export type EventChange =
  | { put: AnyRecord }
  | { delete: { kind: Kind; id: number } }
  | { access: { scope: AccessScope; id: number; change: 'gained' | 'lost' } };
export type Event = { seq: number; because: string } & EventChange;

export interface HelloFrame {
  hello: { incarnation: string; since: number };
}
export interface CallFrame {
  call: number;
  command: string;
  ids?: Record<string, number | string>;
  body?: unknown;
  key?: string | null;
  if_match?: number | null;
}
export interface LookingFrame {
  looking: { team?: number | null; topic?: number | null };
}
export interface TypingFrame {
  typing: { topic: number };
}
export type ClientFrame = HelloFrame | CallFrame | LookingFrame | TypingFrame;

export type ResyncReason = 'first' | 'incarnation' | 'window' | 'cursor';
export interface ServerHelloFrame {
  hello: { incarnation: string; seq: number; person: number };
}
export interface ResyncFrame {
  resync: { incarnation: string; seq: number; person: number; reason: ResyncReason };
}
export interface EventsFrame {
  events: Event[];
  names?: PersonName[];
  last?: number;
  more?: true;
}
export interface AnswerFrame {
  answer: number;
  status: number;
  seq: number;
  record?: AnyRecord;
}
export interface ErrorFrame {
  error: number;
  status: number;
  code: ErrorCode;
  path: string;
  detail: string;
  reason: string;
}
export interface HeartbeatFrame {
  heartbeat: { seq: number };
}
export interface EphemeralFrame {
  ephemeral:
    | { presence: { team: number; people: number[]; names: PersonName[] } }
    | { typing: { topic: number; person: number; name: string } };
}
export type ServerFrame =
  ServerHelloFrame | ResyncFrame | EventsFrame | AnswerFrame | ErrorFrame | HeartbeatFrame | EphemeralFrame;

/** Command name → what its path (a call's `ids`) holds, and its body. */
export interface Commands {
  create_organisation: {
    ids: Record<string, never>;
    body: {
      type: OrganisationType;
      parent?: number;
      title: string;
      phase?: Phase;
      character?: string;
      partner_type?: PartnerType;
      town?: string;
      ethos?: string;
    };
  };
  edit_organisation: {
    ids: {
      organisation: number;
    };
    body: {
      title?: string;
      phase?: Phase;
      character?: string;
      town?: string;
      ethos?: string;
      motto?: string;
      website?: string;
      crest?: Crest;
      leads_on?: string[];
    };
  };
  join_organisation: {
    ids: {
      organisation: number;
    };
    body: {
      with_schools: boolean;
    };
  };
  close_organisation: {
    ids: {
      organisation: number;
    };
    body: Record<string, never>;
  };
  reopen_organisation: {
    ids: {
      organisation: number;
    };
    body: Record<string, never>;
  };
  move_organisation: {
    ids: {
      organisation: number;
    };
    body: {
      parent: number;
    };
  };
  edit_settings: {
    ids: {
      organisation: number;
    };
    body: {
      rights_removed?: RightRemoved[];
      team_reach: Reach;
      partners_allowed: boolean;
      invite_outside: boolean;
      members_may_invite: boolean;
      guest_days: number;
      resource_reach?: Reach;
      partners_publish?: boolean;
      requesters_choose?: boolean;
      contract_reach?: Reach;
    };
  };
  edit_calendar: {
    ids: {
      organisation: number;
    };
    body: {
      terms?: Term[];
      training_days?: NamedDay[];
      bank_holidays?: NamedDay[];
      covers_until?: string;
      source: string;
    };
  };
  add_person: {
    ids: {
      organisation: number;
    };
    body: {
      person_name: string;
      email: string;
      role: Role;
      title?: string;
      subjects?: string[];
      starts?: string;
      ends?: string;
    };
  };
  create_membership: {
    ids: {
      person: number;
    };
    body: {
      organisation: number;
      role: Role;
      title?: string;
      subjects?: string[];
      duties?: Duty[];
      starts?: string;
      ends?: string;
    };
  };
  change_role: {
    ids: {
      membership: number;
    };
    body: {
      role: Role;
      title?: string;
      subjects?: string[];
    };
  };
  edit_membership_dates: {
    ids: {
      membership: number;
    };
    body: {
      starts?: string;
      ends?: string;
    };
  };
  give_duty: {
    ids: {
      membership: number;
      duty: Duty;
    };
    body: Record<string, never>;
  };
  take_duty: {
    ids: {
      membership: number;
      duty: Duty;
    };
    body: Record<string, never>;
  };
  end_membership: {
    ids: {
      membership: number;
    };
    body: Record<string, never>;
  };
  rename_person: {
    ids: {
      person: number;
    };
    body: {
      person_name: string;
    };
  };
  request_erasure: {
    ids: {
      person: number;
    };
    body: {
      manner: ErasureManner;
    };
  };
  approve_erasure: {
    ids: {
      erasure: number;
    };
    body: Record<string, never>;
  };
  refuse_erasure: {
    ids: {
      erasure: number;
    };
    body: Record<string, never>;
  };
  withdraw_erasure: {
    ids: {
      erasure: number;
    };
    body: Record<string, never>;
  };
  end_session: {
    ids: {
      session: number;
    };
    body: Record<string, never>;
  };
  change_email: {
    ids: {
      person: number;
    };
    body: {
      email: string;
    };
  };
  send_reset: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  end_sessions: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  disable_person: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  enable_person: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  invite_to_organisation: {
    ids: {
      organisation: number;
    };
    body: {
      email: string;
      person_name?: string;
      role: Role;
      title?: string;
      subjects?: string[];
      ends?: string;
      note: string;
    };
  };
  invite_to_team: {
    ids: {
      team: number;
    };
    body: {
      email: string;
      person_name?: string;
      organisation?: number;
      relation: TeamRelation;
      channels?: number[];
      ends?: string;
      note: string;
    };
  };
  resend_invitation: {
    ids: {
      invitation: number;
    };
    body: Record<string, never>;
  };
  revoke_invitation: {
    ids: {
      invitation: number;
    };
    body: Record<string, never>;
  };
  send_email_again: {
    ids: {
      email: number;
    };
    body: Record<string, never>;
  };
  revoke_api_token: {
    ids: {
      token: number;
    };
    body: Record<string, never>;
  };
  map_import_columns: {
    ids: {
      import: number;
    };
    body: {
      columns?: ImportColumn[];
      words?: ImportWord[];
    };
  };
  commit_import: {
    ids: {
      import: number;
    };
    body: {
      leavers?: number;
    };
  };
  cancel_import: {
    ids: {
      import: number;
    };
    body: Record<string, never>;
  };
  create_team: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      team_name: string;
      purpose: string;
      area: TeamArea;
      subject?: string;
      phases?: Phase[];
      joining: Joining;
      reach: number;
    };
  };
  edit_team: {
    ids: {
      team: number;
    };
    body: {
      team_name?: string;
      purpose?: string;
      area?: TeamArea;
      subject?: string;
      phases?: Phase[];
    };
  };
  set_joining: {
    ids: {
      team: number;
    };
    body: {
      joining: Joining;
      reach: number;
    };
  };
  archive_team: {
    ids: {
      team: number;
    };
    body: Record<string, never>;
  };
  restore_team: {
    ids: {
      team: number;
    };
    body: Record<string, never>;
  };
  join_team: {
    ids: {
      team: number;
    };
    body: Record<string, never>;
  };
  request_to_join: {
    ids: {
      team: number;
    };
    body: {
      note: string;
    };
  };
  withdraw_join_request: {
    ids: {
      join_request: number;
    };
    body: Record<string, never>;
  };
  accept_join_request: {
    ids: {
      join_request: number;
    };
    body: Record<string, never>;
  };
  refuse_join_request: {
    ids: {
      join_request: number;
    };
    body: {
      answer?: string;
    };
  };
  write_to_leads: {
    ids: {
      team: number;
    };
    body: {
      text: string;
    };
  };
  answer_lead_message: {
    ids: {
      lead_message: number;
    };
    body: {
      text: string;
    };
  };
  add_team_member: {
    ids: {
      team: number;
    };
    body: {
      person: number;
    };
  };
  add_team_guest: {
    ids: {
      team: number;
    };
    body: {
      person: number;
      channels?: number[];
      ends?: string;
    };
  };
  extend_team_guest: {
    ids: {
      team_membership: number;
    };
    body: {
      ends?: string;
    };
  };
  change_team_relation: {
    ids: {
      team_membership: number;
    };
    body: {
      relation: TeamRelation;
    };
  };
  grant_channels: {
    ids: {
      team_membership: number;
    };
    body: {
      channels?: number[];
    };
  };
  appoint_lead: {
    ids: {
      team: number;
    };
    body: {
      person: number;
    };
  };
  end_team_membership: {
    ids: {
      team_membership: number;
    };
    body: Record<string, never>;
  };
  create_channel: {
    ids: {
      team: number;
    };
    body: {
      channel_name: string;
      purpose: string;
      posting: Posting;
    };
  };
  edit_channel: {
    ids: {
      channel: number;
    };
    body: {
      channel_name?: string;
      purpose?: string;
      guests_may_start?: boolean;
    };
  };
  set_posting: {
    ids: {
      channel: number;
    };
    body: {
      posting: Posting;
    };
  };
  archive_channel: {
    ids: {
      channel: number;
    };
    body: Record<string, never>;
  };
  restore_channel: {
    ids: {
      channel: number;
    };
    body: Record<string, never>;
  };
  create_topic: {
    ids: {
      channel: number;
    };
    body: {
      title: string;
      text: string;
      mentions?: number[];
      not_pupil_data?: string;
      question?: boolean;
    };
  };
  edit_topic_title: {
    ids: {
      topic: number;
    };
    body: {
      title: string;
    };
  };
  edit_topic_summary: {
    ids: {
      topic: number;
    };
    body: {
      text: string;
    };
  };
  accept_answer: {
    ids: {
      topic: number;
    };
    body: {
      ordinal: number;
    };
  };
  clear_answer: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  agree_topic: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  reopen_topic: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  lock_topic: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  unlock_topic: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  move_topic: {
    ids: {
      topic: number;
    };
    body: {
      channel: number;
    };
  };
  delete_topic: {
    ids: {
      topic: number;
    };
    body: Record<string, never>;
  };
  post_message: {
    ids: {
      topic: number;
    };
    body: {
      text: string;
      reply_to?: number;
      mentions?: number[];
      to_team?: boolean;
      not_pupil_data?: string;
    };
  };
  edit_message: {
    ids: {
      topic: number;
      ordinal: number;
    };
    body: {
      text: string;
      mentions?: number[];
      not_pupil_data?: string;
    };
  };
  delete_message: {
    ids: {
      topic: number;
      ordinal: number;
    };
    body: Record<string, never>;
  };
  react: {
    ids: {
      topic: number;
      ordinal: number;
      word: ReactionWord;
    };
    body: Record<string, never>;
  };
  withdraw_reaction: {
    ids: {
      topic: number;
      ordinal: number;
      word: ReactionWord;
    };
    body: Record<string, never>;
  };
  flag_message: {
    ids: {
      topic: number;
      ordinal: number;
    };
    body: {
      reason: string;
    };
  };
  resolve_flag: {
    ids: {
      flag: number;
    };
    body: {
      outcome: FlagOutcome;
      note?: string;
    };
  };
  mark_read: {
    ids: {
      topic: number;
    };
    body: {
      ordinal: number;
    };
  };
  follow_topic: {
    ids: {
      topic: number;
    };
    body: {
      level: FollowLevel;
    };
  };
  mark_notification_seen: {
    ids: {
      notification: number;
    };
    body: Record<string, never>;
  };
  mark_notification_done: {
    ids: {
      notification: number;
    };
    body: Record<string, never>;
  };
  snooze_notification: {
    ids: {
      notification: number;
    };
    body: {
      until: number;
    };
  };
  create_resource: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      summary: string;
      type: ResourceType;
      subject?: string;
      stages?: KeyStage[];
      years?: SchoolYear[];
      unit?: string;
      exam_board?: ExamBoard;
      tier?: Tier;
      pins?: Pin[];
      threads?: string[];
      keywords?: string[];
      licence?: Licence;
      attribution: string;
      third_party: ThirdParty;
    };
  };
  edit_resource: {
    ids: {
      resource: number;
    };
    body: {
      title: string;
      summary: string;
      type: ResourceType;
      subject?: string;
      stages?: KeyStage[];
      years?: SchoolYear[];
      unit?: string;
      exam_board?: ExamBoard;
      tier?: Tier;
      pins?: Pin[];
      threads?: string[];
      keywords?: string[];
      licence?: Licence;
      attribution: string;
      third_party: ThirdParty;
    };
  };
  share_resource: {
    ids: {
      resource: number;
    };
    body: {
      team?: number;
      shared_with?: number;
    };
  };
  publish_resource: {
    ids: {
      resource: number;
    };
    body: {
      review_by: string;
    };
  };
  withdraw_resource: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  take_down_resource: {
    ids: {
      resource: number;
    };
    body: {
      reason: string;
    };
  };
  delete_resource: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  transfer_resource: {
    ids: {
      resource: number;
    };
    body: {
      owner?: number;
    };
  };
  invite_coauthor: {
    ids: {
      resource: number;
    };
    body: {
      person: number;
    };
  };
  accept_coauthorship: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  leave_coauthorship: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  confirm_resource: {
    ids: {
      resource: number;
    };
    body: {
      review_by: string;
    };
  };
  feature_resource: {
    ids: {
      resource: number;
    };
    body: {
      featured: boolean;
    };
  };
  copy_resource: {
    ids: {
      resource: number;
    };
    body: {
      organisation: number;
    };
  };
  create_version: {
    ids: {
      resource: number;
    };
    body: {
      uploads?: number[];
      address?: string;
      note: string;
      label?: string;
      may_share: boolean;
    };
  };
  restore_version: {
    ids: {
      resource_version: number;
    };
    body: {
      note: string;
    };
  };
  label_version: {
    ids: {
      resource_version: number;
    };
    body: {
      label: string;
    };
  };
  replace_version: {
    ids: {
      resource_version: number;
    };
    body: {
      uploads?: number[];
      may_share: boolean;
    };
  };
  confirm_false_alarm: {
    ids: {
      resource_version: number;
    };
    body: {
      reason: string;
    };
  };
  delete_version: {
    ids: {
      resource_version: number;
    };
    body: Record<string, never>;
  };
  ask_approval: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  approve_resource: {
    ids: {
      resource: number;
    };
    body: {
      content_hash: string;
    };
  };
  refuse_approval: {
    ids: {
      approval: number;
    };
    body: {
      reason: string;
    };
  };
  withdraw_approval: {
    ids: {
      approval: number;
    };
    body: {
      reason: string;
    };
  };
  use_resource: {
    ids: {
      resource: number;
    };
    body: {
      organisation: number;
    };
  };
  tell_use: {
    ids: {
      resource_use: number;
    };
    body: {
      what: string;
      with_whom: string;
      changed: string;
      happened: string;
    };
  };
  set_use: {
    ids: {
      resource_use: number;
    };
    body: {
      state: UseState;
    };
  };
  score_resource: {
    ids: {
      resource: number;
    };
    body: {
      clear: number;
      accurate: number;
      adaptable: number;
      inclusive: number;
    };
  };
  withdraw_score: {
    ids: {
      resource: number;
    };
    body: Record<string, never>;
  };
  report_resource: {
    ids: {
      resource: number;
    };
    body: {
      reason: ReportReason;
      text: string;
    };
  };
  resolve_report: {
    ids: {
      resource_report: number;
    };
    body: {
      answer: string;
    };
  };
  ask_about_resource: {
    ids: {
      resource: number;
    };
    body: {
      title: string;
      text: string;
      mentions?: number[];
      not_pupil_data?: string;
    };
  };
  create_collection: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      summary: string;
      subject?: string;
      stages?: KeyStage[];
      years?: SchoolYear[];
    };
  };
  edit_collection: {
    ids: {
      collection: number;
    };
    body: {
      title: string;
      summary: string;
      subject?: string;
      stages?: KeyStage[];
      years?: SchoolYear[];
    };
  };
  arrange_collection: {
    ids: {
      collection: number;
    };
    body: {
      items?: CollectionItem[];
    };
  };
  share_collection: {
    ids: {
      collection: number;
    };
    body: {
      team?: number;
      shared_with?: number;
    };
  };
  publish_collection: {
    ids: {
      collection: number;
    };
    body: Record<string, never>;
  };
  withdraw_collection: {
    ids: {
      collection: number;
    };
    body: Record<string, never>;
  };
  take_down_collection: {
    ids: {
      collection: number;
    };
    body: {
      reason: string;
    };
  };
  transfer_collection: {
    ids: {
      collection: number;
    };
    body: {
      owner?: number;
    };
  };
  delete_collection: {
    ids: {
      collection: number;
    };
    body: Record<string, never>;
  };
  prepare_download: {
    ids: Record<string, never>;
    body: {
      resources?: number[];
      collection?: number;
      team?: number;
      mine?: boolean;
    };
  };
  drop_download: {
    ids: {
      download: number;
    };
    body: Record<string, never>;
  };
  rebuild_search: {
    ids: Record<string, never>;
    body: Record<string, never>;
  };
  edit_profile: {
    ids: {
      person: number;
    };
    body: {
      fields: ProfileFields;
    };
  };
  set_profile_sights: {
    ids: {
      person: number;
    };
    body: {
      sights?: FieldSight[];
    };
  };
  set_suggestible: {
    ids: {
      person: number;
    };
    body: {
      suggestible: boolean;
    };
  };
  create_practice: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      result: string;
      context: string;
      pupils: string;
      subject?: string;
      stages?: KeyStage[];
      problems?: string[];
      steps?: string[];
      cost: CostBand;
      cost_note: string;
      time: TimeBand;
      time_note: string;
      evidence_kind?: EvidenceKind;
      evidence_strength: EvidenceStrength;
      evidence: string;
      impact: string;
      cannot_claim: string;
      differently: string;
      contact?: number;
      visits_offered: boolean;
      resources?: number[];
      pins?: Pin[];
      origin?: number;
      origin_message?: number;
      support_request?: number;
      not_pupil_data?: string;
    };
  };
  edit_practice: {
    ids: {
      practice: number;
    };
    body: {
      title: string;
      result: string;
      context: string;
      pupils: string;
      subject?: string;
      stages?: KeyStage[];
      problems?: string[];
      steps?: string[];
      cost: CostBand;
      cost_note: string;
      time: TimeBand;
      time_note: string;
      evidence_kind?: EvidenceKind;
      evidence_strength: EvidenceStrength;
      evidence: string;
      impact: string;
      cannot_claim: string;
      differently: string;
      contact?: number;
      visits_offered: boolean;
      resources?: number[];
      pins?: Pin[];
      not_pupil_data?: string;
    };
  };
  share_practice: {
    ids: {
      practice: number;
    };
    body: {
      team?: number;
      shared_with?: number;
    };
  };
  publish_practice: {
    ids: {
      practice: number;
    };
    body: {
      review_by: string;
    };
  };
  withdraw_practice: {
    ids: {
      practice: number;
    };
    body: Record<string, never>;
  };
  take_down_practice: {
    ids: {
      practice: number;
    };
    body: {
      reason: string;
    };
  };
  transfer_practice: {
    ids: {
      practice: number;
    };
    body: {
      owner?: number;
    };
  };
  delete_practice: {
    ids: {
      practice: number;
    };
    body: Record<string, never>;
  };
  invite_practice_coauthor: {
    ids: {
      practice: number;
    };
    body: {
      person: number;
    };
  };
  accept_practice_coauthorship: {
    ids: {
      practice: number;
    };
    body: Record<string, never>;
  };
  leave_practice_coauthorship: {
    ids: {
      practice: number;
    };
    body: Record<string, never>;
  };
  confirm_practice: {
    ids: {
      practice: number;
    };
    body: {
      review_by: string;
    };
  };
  feature_practice: {
    ids: {
      practice: number;
    };
    body: {
      featured: boolean;
    };
  };
  try_practice: {
    ids: {
      practice: number;
    };
    body: {
      organisation: number;
    };
  };
  tell_adoption: {
    ids: {
      adoption: number;
    };
    body: {
      week: number;
      with_whom: string;
      changed: string;
      happened: string;
      not_pupil_data?: string;
    };
  };
  set_adoption: {
    ids: {
      adoption: number;
    };
    body: {
      state: AdoptionState;
      reason: string;
    };
  };
  ask_about_practice: {
    ids: {
      practice: number;
    };
    body: {
      title: string;
      text: string;
      mentions?: number[];
      not_pupil_data?: string;
    };
  };
  create_link: {
    ids: Record<string, never>;
    body: {
      type: TieType;
      from: LinkEnd;
      to: LinkEnd;
    };
  };
  remove_link: {
    ids: {
      link: number;
    };
    body: Record<string, never>;
  };
  create_support_request: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      need: string;
      subject?: string;
      stages?: KeyStage[];
      exam_board?: ExamBoard;
      send_needs?: SendNeed[];
      priority: string;
      outcomes: string;
      wanted_from?: string;
      wanted_to?: string;
      ways?: SupportWay[];
      days: number;
      wanted?: number;
      confidentiality: Confidentiality;
      team?: number;
      origin?: number;
      origin_message?: number;
      not_pupil_data?: string;
    };
  };
  edit_support_request: {
    ids: {
      support_request: number;
    };
    body: {
      title: string;
      need: string;
      subject?: string;
      stages?: KeyStage[];
      exam_board?: ExamBoard;
      send_needs?: SendNeed[];
      priority: string;
      outcomes: string;
      wanted_from?: string;
      wanted_to?: string;
      ways?: SupportWay[];
      days: number;
      wanted?: number;
      not_pupil_data?: string;
    };
  };
  open_support_request: {
    ids: {
      support_request: number;
    };
    body: Record<string, never>;
  };
  set_confidentiality: {
    ids: {
      support_request: number;
    };
    body: {
      confidentiality: Confidentiality;
      team?: number;
    };
  };
  delete_support_request: {
    ids: {
      support_request: number;
    };
    body: Record<string, never>;
  };
  withdraw_support_request: {
    ids: {
      support_request: number;
    };
    body: {
      reason: string;
    };
  };
  take_support_request: {
    ids: {
      support_request: number;
    };
    body: Record<string, never>;
  };
  decline_support_request: {
    ids: {
      support_request: number;
    };
    body: {
      reason: string;
    };
  };
  agree_hand_on: {
    ids: {
      support_request: number;
    };
    body: {
      agreed: boolean;
    };
  };
  hand_on_support_request: {
    ids: {
      support_request: number;
    };
    body: {
      broker_node: number;
      reason: string;
    };
  };
  close_support_request: {
    ids: {
      support_request: number;
    };
    body: Record<string, never>;
  };
  ask_candidate: {
    ids: {
      support_request: number;
    };
    body: {
      person: number;
      days: number;
      message: string;
      override_reason: string;
    };
  };
  accept_match: {
    ids: {
      support_match: number;
    };
    body: Record<string, never>;
  };
  decline_match: {
    ids: {
      support_match: number;
    };
    body: {
      reason: string;
    };
  };
  hand_on_match: {
    ids: {
      support_match: number;
    };
    body: {
      person: number;
      reason: string;
    };
  };
  withdraw_match: {
    ids: {
      support_match: number;
    };
    body: Record<string, never>;
  };
  create_agreement: {
    ids: {
      support_request: number;
    };
    body: {
      aims: string;
      days: number;
      funding: Funding;
      pence_a_day: number;
      funding_note: string;
      starts: string;
      ends: string;
      exit: string;
    };
  };
  edit_agreement: {
    ids: {
      support_agreement: number;
    };
    body: {
      aims: string;
      days: number;
      funding: Funding;
      pence_a_day: number;
      funding_note: string;
      starts: string;
      ends: string;
      exit: string;
    };
  };
  sign_agreement: {
    ids: {
      support_agreement: number;
    };
    body: {
      capacity: SigningCapacity;
      content_hash: string;
    };
  };
  end_agreement: {
    ids: {
      support_agreement: number;
    };
    body: {
      reason: string;
    };
  };
  answer_midterm: {
    ids: {
      support_agreement: number;
    };
    body: {
      working: boolean;
      change: string;
    };
  };
  create_visit: {
    ids: {
      support_agreement: number;
    };
    body: {
      date: string;
      starts: number;
      ends: number;
      type: VisitKind;
      place: string;
      purpose: string;
    };
  };
  edit_visit: {
    ids: {
      support_visit: number;
    };
    body: {
      date: string;
      starts: number;
      ends: number;
      type: VisitKind;
      place: string;
      purpose: string;
    };
  };
  cancel_visit: {
    ids: {
      support_visit: number;
    };
    body: Record<string, never>;
  };
  record_visit: {
    ids: {
      support_visit: number;
    };
    body: {
      happened: string;
      next: string;
      full_day: boolean;
      not_pupil_data?: string;
    };
  };
  acknowledge_visit: {
    ids: {
      support_visit: number;
    };
    body: Record<string, never>;
  };
  submit_evaluation: {
    ids: {
      support_request: number;
    };
    body: {
      outcomes: OutcomesMet;
      changed: string;
      next: string;
      may_be_told: boolean;
      not_pupil_data?: string;
    };
  };
  rate_usefulness: {
    ids: {
      support_evaluation: number;
    };
    body: {
      usefulness: number;
      note: string;
    };
  };
  check_quality: {
    ids: {
      support_evaluation: number;
    };
    body: {
      note: string;
    };
  };
  edit_notification_setting: {
    ids: {
      person: number;
    };
    body: {
      digest: DigestPace;
      digest_day: Weekday;
      paces?: KindPace[];
    };
  };
  follow_team: {
    ids: {
      person: number;
      team: number;
    };
    body: {
      level: FollowLevel;
    };
  };
  create_calendar_feed: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  delete_calendar_feed: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  create_action: {
    ids: {
      topic: number;
    };
    body: {
      ordinal?: number;
      title: string;
      owner: number;
      due: string;
      not_pupil_data?: string;
    };
  };
  edit_action: {
    ids: {
      action: number;
    };
    body: {
      title: string;
      due: string;
      not_pupil_data?: string;
    };
  };
  reassign_action: {
    ids: {
      action: number;
    };
    body: {
      owner: number;
    };
  };
  complete_action: {
    ids: {
      action: number;
    };
    body: Record<string, never>;
  };
  cancel_action: {
    ids: {
      action: number;
    };
    body: Record<string, never>;
  };
  reopen_action: {
    ids: {
      action: number;
    };
    body: Record<string, never>;
  };
  create_review_cycle: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      school_year: number;
      framework: Framework;
      phases: CyclePhases;
      visit_days: number;
      travel_km: number;
      invited?: number[];
    };
  };
  edit_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: {
      title: string;
      school_year: number;
      framework: Framework;
      phases: CyclePhases;
      visit_days: number;
      travel_km: number;
      invited?: number[];
    };
  };
  open_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: Record<string, never>;
  };
  join_review_cycle: {
    ids: {
      review_cycle: number;
      school: number;
    };
    body: {
      days_given: number;
      interests?: number[];
      interests_why: string;
    };
  };
  leave_review_cycle: {
    ids: {
      review_cycle: number;
      school: number;
    };
    body: Record<string, never>;
  };
  set_rota: {
    ids: {
      review_cycle: number;
    };
    body: {
      pairs?: RotaPair[];
    };
  };
  start_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: Record<string, never>;
  };
  close_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: Record<string, never>;
  };
  cancel_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: {
      reason: string;
    };
  };
  hand_over_review_cycle: {
    ids: {
      review_cycle: number;
    };
    body: {
      owner: number;
    };
  };
  request_review: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  edit_review_scope: {
    ids: {
      review: number;
    };
    body: {
      questions?: string[];
      excellence?: string;
      context: string;
      confidentiality: string;
      exceptions?: AgreedException[];
      first_day: string;
      last_day: string;
    };
  };
  set_review_dates: {
    ids: {
      review: number;
    };
    body: {
      first_day: string;
      last_day: string;
    };
  };
  propose_team: {
    ids: {
      review: number;
    };
    body: {
      lead: number;
      reviewers?: number[];
    };
  };
  accept_team: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  replace_reviewer: {
    ids: {
      review: number;
      reviewer: number;
    };
    body: {
      successor: number;
    };
  };
  step_down: {
    ids: {
      review: number;
    };
    body: {
      reason: string;
    };
  };
  release_reviewer: {
    ids: {
      review: number;
      reviewer: number;
    };
    body: {
      reason: string;
    };
  };
  delegate_review: {
    ids: {
      review: number;
    };
    body: {
      delegate?: number;
    };
  };
  name_colleague: {
    ids: {
      review: number;
      colleague: number;
    };
    body: {
      report: boolean;
      here: boolean;
    };
  };
  withdraw_review: {
    ids: {
      review: number;
    };
    body: {
      reason: string;
    };
  };
  start_visit: {
    ids: {
      review: number;
    };
    body: {
      reason: string;
    };
  };
  end_visit: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  declare_interest: {
    ids: {
      review: number;
    };
    body: {
      points?: InterestPoint[];
    };
  };
  clear_interest: {
    ids: {
      interest: number;
    };
    body: {
      reason: string;
    };
  };
  refuse_interest: {
    ids: {
      interest: number;
    };
    body: {
      reason: string;
    };
  };
  edit_self_review: {
    ids: {
      review: number;
      heading: number;
    };
    body: {
      grade?: number;
      strengths: string;
      needs: string;
      evidence?: EvidenceLink[];
      not_pupil_data?: string;
    };
  };
  submit_self_review: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  reopen_self_review: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  create_review_activity: {
    ids: {
      review: number;
    };
    body: {
      date: string;
      starts: number;
      ends: number;
      what: string;
      place: string;
      reviewer: number;
      colleague?: number;
      question?: number;
    };
  };
  edit_review_activity: {
    ids: {
      review_activity: number;
    };
    body: {
      date: string;
      starts: number;
      ends: number;
      what: string;
      place: string;
      reviewer: number;
      colleague?: number;
      question?: number;
    };
  };
  cancel_review_activity: {
    ids: {
      review_activity: number;
    };
    body: Record<string, never>;
  };
  create_evidence_note: {
    ids: {
      review: number;
    };
    body: {
      text: string;
      questions?: number[];
      heading?: number;
      activity?: number;
      written?: number;
      not_pupil_data?: string;
    };
  };
  edit_evidence_note: {
    ids: {
      evidence_note: number;
    };
    body: {
      text: string;
      questions?: number[];
      heading?: number;
      activity?: number;
      not_pupil_data?: string;
    };
  };
  delete_evidence_note: {
    ids: {
      evidence_note: number;
    };
    body: Record<string, never>;
  };
  create_report: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  edit_report_section: {
    ids: {
      review: number;
      heading: number;
    };
    body: {
      grade?: number;
      sentences?: ReportSentence[];
      not_pupil_data?: string;
    };
  };
  edit_report_summary: {
    ids: {
      review: number;
    };
    body: {
      summary: string;
      not_pupil_data?: string;
    };
  };
  send_report: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  return_report: {
    ids: {
      review: number;
    };
    body: {
      reason: string;
    };
  };
  sign_report: {
    ids: {
      review: number;
    };
    body: {
      capacity: ReportCapacity;
      content_hash: string;
    };
  };
  record_dissent: {
    ids: {
      review: number;
      number: number;
    };
    body: {
      text: string;
    };
  };
  comment_on_report: {
    ids: {
      review: number;
    };
    body: {
      number: number;
      text: string;
    };
  };
  answer_report_comment: {
    ids: {
      report_comment: number;
    };
    body: {
      outcome: CommentOutcome;
      answer: string;
    };
  };
  create_report_grant: {
    ids: {
      review: number;
    };
    body: {
      reader: ReportReader;
      reason: string;
      ends?: string;
    };
  };
  end_report_grant: {
    ids: {
      report_grant: number;
    };
    body: Record<string, never>;
  };
  ask_grant_end: {
    ids: {
      report_grant: number;
    };
    body: Record<string, never>;
  };
  agree_grant_end: {
    ids: {
      report_grant: number;
    };
    body: Record<string, never>;
  };
  read_report: {
    ids: {
      report_grant: number;
    };
    body: {
      way: ReadingWay;
    };
  };
  write_review_plan: {
    ids: {
      review: number;
    };
    body: {
      workshop_on: string;
      workshop_with: string;
      workshop_notes: string;
      no_actions: string;
      keep_lead: boolean;
    };
  };
  create_review_action: {
    ids: {
      review: number;
    };
    body: {
      sentence?: number;
      title: string;
      owner: number;
      due: string;
      measure: ActionMeasure;
    };
  };
  edit_review_action: {
    ids: {
      review_action: number;
    };
    body: {
      title: string;
      owner: number;
      due: string;
      measure: ActionMeasure;
    };
  };
  tell_review_action: {
    ids: {
      review_action: number;
    };
    body: {
      state: ReviewActionState;
      now: string;
      progress: string;
    };
  };
  check_impact: {
    ids: {
      review: number;
    };
    body: {
      outcome: CheckOutcome;
      words: string;
    };
  };
  close_review: {
    ids: {
      review: number;
    };
    body: Record<string, never>;
  };
  share_themes: {
    ids: {
      review: number;
    };
    body: {
      shared: boolean;
      themes?: Theme[];
    };
  };
  create_contract: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      details: ContractDetails;
      money: ContractMoney;
      shared_with?: number;
      money_shared: boolean;
    };
  };
  edit_contract: {
    ids: {
      contract: number;
    };
    body: {
      details: ContractDetails;
    };
  };
  edit_contract_money: {
    ids: {
      contract: number;
    };
    body: {
      money: ContractMoney;
    };
  };
  set_contract_documents: {
    ids: {
      contract: number;
    };
    body: {
      documents?: number[];
    };
  };
  give_notice: {
    ids: {
      contract: number;
    };
    body: {
      given: string;
      reason: string;
    };
  };
  extend_contract: {
    ids: {
      contract: number;
    };
    body: Record<string, never>;
  };
  end_contract: {
    ids: {
      contract: number;
    };
    body: {
      ends: string;
      reason: string;
    };
  };
  void_contract: {
    ids: {
      contract: number;
    };
    body: {
      reason: string;
    };
  };
  share_contract: {
    ids: {
      contract: number;
    };
    body: {
      shared_with?: number;
      money_shared: boolean;
    };
  };
  create_supplier: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      supplier_name: string;
      company_number: string;
      sme: boolean;
      website: string;
      note: string;
    };
  };
  edit_supplier: {
    ids: {
      supplier: number;
    };
    body: {
      supplier_name: string;
      company_number: string;
      sme: boolean;
      website: string;
      note: string;
    };
  };
  merge_supplier: {
    ids: {
      supplier: number;
    };
    body: {
      into: number;
    };
  };
  create_experience: {
    ids: {
      supplier: number;
    };
    body: {
      organisation: number;
      category: SpendCategory;
      delivered: Delivered;
      price_held: PriceHeld;
      buy_again: BuyAgain;
      text: string;
    };
  };
  edit_experience: {
    ids: {
      experience: number;
    };
    body: {
      delivered: Delivered;
      price_held: PriceHeld;
      buy_again: BuyAgain;
      text: string;
    };
  };
  withdraw_experience: {
    ids: {
      experience: number;
    };
    body: Record<string, never>;
  };
  reply_to_experience: {
    ids: {
      experience: number;
    };
    body: {
      text: string;
    };
  };
  create_pool: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      terms: PoolTerms;
      schools?: number[];
      shared_with?: number;
    };
  };
  edit_pool: {
    ids: {
      pool: number;
    };
    body: {
      terms: PoolTerms;
    };
  };
  invite_to_pool: {
    ids: {
      pool: number;
    };
    body: {
      schools?: number[];
    };
  };
  share_pool: {
    ids: {
      pool: number;
    };
    body: {
      shared_with?: number;
    };
  };
  open_pool: {
    ids: {
      pool: number;
    };
    body: Record<string, never>;
  };
  close_pool: {
    ids: {
      pool: number;
    };
    body: Record<string, never>;
  };
  cancel_pool: {
    ids: {
      pool: number;
    };
    body: {
      reason: string;
    };
  };
  hand_over_pool: {
    ids: {
      pool: number;
    };
    body: {
      owner: number;
    };
  };
  sign_pool: {
    ids: {
      pool: number;
      school: number;
    };
    body: {
      committed: number;
      maximum: number;
      content_hash: string;
    };
  };
  leave_pool: {
    ids: {
      pool: number;
      school: number;
    };
    body: {
      reason: string;
    };
  };
  remove_from_pool: {
    ids: {
      pool: number;
      school: number;
    };
    body: Record<string, never>;
  };
  add_threshold: {
    ids: {
      organisation: number;
    };
    body: {
      row: Threshold;
    };
  };
  edit_bands: {
    ids: {
      organisation: number;
    };
    body: {
      bands?: BuyingBand[];
      source: string;
    };
  };
  edit_radar_plan: {
    ids: {
      person: number;
    };
    body: {
      km: number;
      days: number;
      put_away?: PutAway[];
    };
  };
  create_saving: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      category: SpendCategory;
      contract?: number;
      pool?: number;
      from: string;
      to: string;
      method: SavingMethod;
      baseline: Amount;
      baseline_source: string;
      against: Amount;
      evidence?: number[];
    };
  };
  edit_saving: {
    ids: {
      saving: number;
    };
    body: {
      title: string;
      from: string;
      to: string;
      method: SavingMethod;
      baseline: Amount;
      baseline_source: string;
      against: Amount;
      evidence?: number[];
    };
  };
  confirm_saving: {
    ids: {
      saving: number;
    };
    body: {
      method: SavingMethod;
      baseline: Amount;
      baseline_source: string;
      against: Amount;
      evidence?: number[];
    };
  };
  drop_saving: {
    ids: {
      saving: number;
    };
    body: {
      reason: string;
    };
  };
  void_saving: {
    ids: {
      saving: number;
    };
    body: {
      reason: string;
    };
  };
  add_contract_entry: {
    ids: {
      contract: number;
    };
    body: {
      type: EntryType;
      date: string;
      what: string;
      quantity?: number;
      amount?: Amount;
      as_agreed?: boolean;
      note: string;
    };
  };
  remove_contract_entry: {
    ids: {
      contract_entry: number;
    };
    body: Record<string, never>;
  };
  create_purchase: {
    ids: Record<string, never>;
    body: {
      organisation: number;
      title: string;
      category: SpendCategory;
      law: ThresholdType;
      agreement: AgreementType;
    };
  };
  start_purchase: {
    ids: {
      pool: number;
    };
    body: Record<string, never>;
  };
  edit_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      title: string;
      category: SpendCategory;
      law: ThresholdType;
      agreement: AgreementType;
      what: string;
      why: string;
      starts?: string;
      months: number;
      market_on?: string;
      market_notes: string;
      related?: RelatedPartyCheck;
      splitting_answer: string;
    };
  };
  set_purchase_value: {
    ids: {
      purchase: number;
    };
    body: {
      lines?: ValueLine[];
    };
  };
  set_tender_pack: {
    ids: {
      purchase: number;
    };
    body: {
      pack: TenderPack;
    };
  };
  name_purchase_people: {
    ids: {
      purchase: number;
    };
    body: {
      people?: PurchasePerson[];
      reason: string;
    };
  };
  choose_route: {
    ids: {
      purchase: number;
    };
    body: {
      way: BuyingRoute;
      reason: string;
    };
  };
  advance_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      reason: string;
    };
  };
  return_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      reason: string;
    };
  };
  approve_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      note: string;
    };
  };
  cancel_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      reason: string;
    };
  };
  hand_over_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      owner: number;
    };
  };
  sign_tender: {
    ids: {
      purchase: number;
      school: number;
    };
    body: {
      content_hash: string;
    };
  };
  declare_for_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      nil: boolean;
      words: string;
    };
  };
  clear_purchase_declaration: {
    ids: {
      declaration: number;
    };
    body: {
      reason: string;
    };
  };
  refuse_purchase_declaration: {
    ids: {
      declaration: number;
    };
    body: {
      reason: string;
    };
  };
  invite_to_quote: {
    ids: {
      purchase: number;
    };
    body: {
      supplier: number;
      email: string;
      contact: string;
    };
  };
  revoke_supplier_link: {
    ids: {
      supplier_link: number;
    };
    body: Record<string, never>;
  };
  extend_deadline: {
    ids: {
      purchase: number;
    };
    body: {
      deadline: string;
      reason: string;
    };
  };
  enter_quote: {
    ids: {
      purchase: number;
    };
    body: {
      supplier: number;
      answers?: string[];
      lines?: PriceLine[];
      received: number;
      scan: number;
    };
  };
  open_quotes: {
    ids: {
      purchase: number;
    };
    body: Record<string, never>;
  };
  admit_late_quote: {
    ids: {
      quote: number;
    };
    body: {
      reason: string;
    };
  };
  reject_quote: {
    ids: {
      quote: number;
    };
    body: {
      reason: string;
    };
  };
  score_quote: {
    ids: {
      quote: number;
    };
    body: {
      scores?: CriterionScore[];
    };
  };
  submit_scores: {
    ids: {
      purchase: number;
    };
    body: Record<string, never>;
  };
  submit_price_scores: {
    ids: {
      purchase: number;
    };
    body: {
      scores?: PriceScore[];
    };
  };
  agree_scores: {
    ids: {
      purchase: number;
    };
    body: {
      agreed?: AgreedScore[];
    };
  };
  dissent_from_scores: {
    ids: {
      purchase: number;
    };
    body: {
      text: string;
    };
  };
  close_moderation: {
    ids: {
      purchase: number;
    };
    body: {
      winner?: number;
      reason: string;
    };
  };
  propose_award: {
    ids: {
      purchase: number;
    };
    body: {
      reasons: string;
    };
  };
  sign_award: {
    ids: {
      purchase: number;
      school: number;
    };
    body: {
      content_hash: string;
    };
  };
  refuse_award: {
    ids: {
      purchase: number;
      school: number;
    };
    body: {
      reason: string;
    };
  };
  edit_letters: {
    ids: {
      purchase: number;
    };
    body: {
      letters?: BidderLetter[];
    };
  };
  publish_award: {
    ids: {
      purchase: number;
    };
    body: Record<string, never>;
  };
  record_challenge: {
    ids: {
      purchase: number;
    };
    body: {
      what: string;
    };
  };
  resolve_challenge: {
    ids: {
      purchase: number;
    };
    body: {
      answer: string;
    };
  };
  confirm_award: {
    ids: {
      purchase: number;
    };
    body: Record<string, never>;
  };
  abandon_award: {
    ids: {
      purchase: number;
    };
    body: {
      reason: string;
      cancel: boolean;
    };
  };
  complete_purchase: {
    ids: {
      purchase: number;
    };
    body: {
      starts: string;
      ends: string;
      notice: NoticePeriod;
      extension_months: number;
      extensions: number;
      saving?: AwardSaving;
    };
  };
  sign_in: {
    ids: Record<string, never>;
    body: {
      email: string;
      password: string;
    };
  };
  sign_out: {
    ids: Record<string, never>;
    body: Record<string, never>;
  };
  change_password: {
    ids: Record<string, never>;
    body: {
      current_password: string;
      new_password: string;
    };
  };
  confirm_password: {
    ids: Record<string, never>;
    body: {
      password: string;
    };
  };
  forgot_password: {
    ids: Record<string, never>;
    body: {
      email: string;
    };
  };
  upload_import: {
    ids: {
      organisation: number;
      source: ImportSource;
      extent: ImportExtent;
    };
    body: Record<string, never>;
  };
  create_upload: {
    ids: {
      organisation: number;
    };
    body: Record<string, never>;
  };
  append_upload: {
    ids: {
      upload: number;
    };
    body: Record<string, never>;
  };
  terminate_upload: {
    ids: {
      upload: number;
    };
    body: Record<string, never>;
  };
  show_calendar_address: {
    ids: {
      person: number;
    };
    body: Record<string, never>;
  };
  upload_quote_scan: {
    ids: {
      purchase: number;
    };
    body: Record<string, never>;
  };
  create_api_token: {
    ids: Record<string, never>;
    body: {
      token_name: string;
      scopes?: TokenScope[];
      days: number;
    };
  };
}

/** Name → method, and path below /api/v1 with the names of its ids in braces. */
export const routes: Record<keyof Commands, readonly [method: string, path: string]> = {
  create_organisation: ['POST', '/organisations'],
  edit_organisation: ['PATCH', '/organisations/{organisation}'],
  join_organisation: ['POST', '/organisations/{organisation}/join'],
  close_organisation: ['POST', '/organisations/{organisation}/close'],
  reopen_organisation: ['POST', '/organisations/{organisation}/reopen'],
  move_organisation: ['POST', '/organisations/{organisation}/move'],
  edit_settings: ['PUT', '/organisations/{organisation}/settings'],
  edit_calendar: ['PUT', '/organisations/{organisation}/calendar'],
  add_person: ['POST', '/organisations/{organisation}/people'],
  create_membership: ['POST', '/people/{person}/memberships'],
  change_role: ['PUT', '/memberships/{membership}/role'],
  edit_membership_dates: ['PUT', '/memberships/{membership}/dates'],
  give_duty: ['PUT', '/memberships/{membership}/duties/{duty}'],
  take_duty: ['DELETE', '/memberships/{membership}/duties/{duty}'],
  end_membership: ['DELETE', '/memberships/{membership}'],
  rename_person: ['PATCH', '/people/{person}'],
  request_erasure: ['POST', '/people/{person}/erasure'],
  approve_erasure: ['POST', '/erasures/{erasure}/approve'],
  refuse_erasure: ['POST', '/erasures/{erasure}/refuse'],
  withdraw_erasure: ['POST', '/erasures/{erasure}/withdraw'],
  end_session: ['DELETE', '/sessions/{session}'],
  change_email: ['PUT', '/people/{person}/email'],
  send_reset: ['POST', '/people/{person}/reset'],
  end_sessions: ['POST', '/people/{person}/end-sessions'],
  disable_person: ['POST', '/people/{person}/disable'],
  enable_person: ['POST', '/people/{person}/enable'],
  invite_to_organisation: ['POST', '/organisations/{organisation}/invitations'],
  invite_to_team: ['POST', '/teams/{team}/invitations'],
  resend_invitation: ['POST', '/invitations/{invitation}/resend'],
  revoke_invitation: ['POST', '/invitations/{invitation}/revoke'],
  send_email_again: ['POST', '/emails/{email}/again'],
  revoke_api_token: ['DELETE', '/api-tokens/{token}'],
  map_import_columns: ['PUT', '/imports/{import}/columns'],
  commit_import: ['POST', '/imports/{import}/commit'],
  cancel_import: ['POST', '/imports/{import}/cancel'],
  create_team: ['POST', '/teams'],
  edit_team: ['PATCH', '/teams/{team}'],
  set_joining: ['PUT', '/teams/{team}/joining'],
  archive_team: ['POST', '/teams/{team}/archive'],
  restore_team: ['POST', '/teams/{team}/restore'],
  join_team: ['POST', '/teams/{team}/join'],
  request_to_join: ['POST', '/teams/{team}/join-requests'],
  withdraw_join_request: ['POST', '/join-requests/{join_request}/withdraw'],
  accept_join_request: ['POST', '/join-requests/{join_request}/accept'],
  refuse_join_request: ['POST', '/join-requests/{join_request}/refuse'],
  write_to_leads: ['POST', '/teams/{team}/lead-messages'],
  answer_lead_message: ['POST', '/lead-messages/{lead_message}/answer'],
  add_team_member: ['POST', '/teams/{team}/members'],
  add_team_guest: ['POST', '/teams/{team}/guests'],
  extend_team_guest: ['PUT', '/team-memberships/{team_membership}/ends'],
  change_team_relation: ['PUT', '/team-memberships/{team_membership}/relation'],
  grant_channels: ['PUT', '/team-memberships/{team_membership}/channels'],
  appoint_lead: ['POST', '/teams/{team}/leads'],
  end_team_membership: ['DELETE', '/team-memberships/{team_membership}'],
  create_channel: ['POST', '/teams/{team}/channels'],
  edit_channel: ['PATCH', '/channels/{channel}'],
  set_posting: ['PUT', '/channels/{channel}/posting'],
  archive_channel: ['POST', '/channels/{channel}/archive'],
  restore_channel: ['POST', '/channels/{channel}/restore'],
  create_topic: ['POST', '/channels/{channel}/topics'],
  edit_topic_title: ['PATCH', '/topics/{topic}'],
  edit_topic_summary: ['PUT', '/topics/{topic}/summary'],
  accept_answer: ['PUT', '/topics/{topic}/answer'],
  clear_answer: ['DELETE', '/topics/{topic}/answer'],
  agree_topic: ['POST', '/topics/{topic}/agree'],
  reopen_topic: ['POST', '/topics/{topic}/reopen'],
  lock_topic: ['POST', '/topics/{topic}/lock'],
  unlock_topic: ['POST', '/topics/{topic}/unlock'],
  move_topic: ['POST', '/topics/{topic}/move'],
  delete_topic: ['DELETE', '/topics/{topic}'],
  post_message: ['POST', '/topics/{topic}/messages'],
  edit_message: ['PATCH', '/topics/{topic}/messages/{ordinal}'],
  delete_message: ['DELETE', '/topics/{topic}/messages/{ordinal}'],
  react: ['PUT', '/topics/{topic}/messages/{ordinal}/reactions/{word}'],
  withdraw_reaction: ['DELETE', '/topics/{topic}/messages/{ordinal}/reactions/{word}'],
  flag_message: ['POST', '/topics/{topic}/messages/{ordinal}/flags'],
  resolve_flag: ['POST', '/flags/{flag}/resolve'],
  mark_read: ['PUT', '/topics/{topic}/read-state/mark'],
  follow_topic: ['PUT', '/topics/{topic}/read-state/level'],
  mark_notification_seen: ['POST', '/notifications/{notification}/seen'],
  mark_notification_done: ['POST', '/notifications/{notification}/done'],
  snooze_notification: ['POST', '/notifications/{notification}/snooze'],
  create_resource: ['POST', '/resources'],
  edit_resource: ['PUT', '/resources/{resource}/description'],
  share_resource: ['PUT', '/resources/{resource}/audience'],
  publish_resource: ['POST', '/resources/{resource}/publish'],
  withdraw_resource: ['POST', '/resources/{resource}/withdraw'],
  take_down_resource: ['POST', '/resources/{resource}/take-down'],
  delete_resource: ['DELETE', '/resources/{resource}'],
  transfer_resource: ['PUT', '/resources/{resource}/owner'],
  invite_coauthor: ['POST', '/resources/{resource}/coauthors'],
  accept_coauthorship: ['POST', '/resources/{resource}/coauthorship'],
  leave_coauthorship: ['DELETE', '/resources/{resource}/coauthorship'],
  confirm_resource: ['POST', '/resources/{resource}/confirm'],
  feature_resource: ['PUT', '/resources/{resource}/featured'],
  copy_resource: ['POST', '/resources/{resource}/copies'],
  create_version: ['POST', '/resources/{resource}/versions'],
  restore_version: ['POST', '/resource-versions/{resource_version}/restore'],
  label_version: ['PUT', '/resource-versions/{resource_version}/label'],
  replace_version: ['POST', '/resource-versions/{resource_version}/replace'],
  confirm_false_alarm: ['POST', '/resource-versions/{resource_version}/false-alarm'],
  delete_version: ['DELETE', '/resource-versions/{resource_version}'],
  ask_approval: ['POST', '/resources/{resource}/approvals'],
  approve_resource: ['PUT', '/resources/{resource}/approval'],
  refuse_approval: ['POST', '/approvals/{approval}/refuse'],
  withdraw_approval: ['POST', '/approvals/{approval}/withdraw'],
  use_resource: ['POST', '/resources/{resource}/uses'],
  tell_use: ['PUT', '/resource-uses/{resource_use}/story'],
  set_use: ['PUT', '/resource-uses/{resource_use}/state'],
  score_resource: ['PUT', '/resources/{resource}/score'],
  withdraw_score: ['DELETE', '/resources/{resource}/score'],
  report_resource: ['POST', '/resources/{resource}/reports'],
  resolve_report: ['POST', '/resource-reports/{resource_report}/resolve'],
  ask_about_resource: ['POST', '/resources/{resource}/topics'],
  create_collection: ['POST', '/collections'],
  edit_collection: ['PUT', '/collections/{collection}/description'],
  arrange_collection: ['PUT', '/collections/{collection}/items'],
  share_collection: ['PUT', '/collections/{collection}/audience'],
  publish_collection: ['POST', '/collections/{collection}/publish'],
  withdraw_collection: ['POST', '/collections/{collection}/withdraw'],
  take_down_collection: ['POST', '/collections/{collection}/take-down'],
  transfer_collection: ['PUT', '/collections/{collection}/owner'],
  delete_collection: ['DELETE', '/collections/{collection}'],
  prepare_download: ['POST', '/downloads'],
  drop_download: ['DELETE', '/downloads/{download}'],
  rebuild_search: ['POST', '/search/rebuilds'],
  edit_profile: ['PUT', '/people/{person}/profile/fields'],
  set_profile_sights: ['PUT', '/people/{person}/profile/sights'],
  set_suggestible: ['PUT', '/people/{person}/profile/suggestible'],
  create_practice: ['POST', '/practice'],
  edit_practice: ['PUT', '/practice/{practice}/description'],
  share_practice: ['PUT', '/practice/{practice}/audience'],
  publish_practice: ['POST', '/practice/{practice}/publish'],
  withdraw_practice: ['POST', '/practice/{practice}/withdraw'],
  take_down_practice: ['POST', '/practice/{practice}/take-down'],
  transfer_practice: ['PUT', '/practice/{practice}/owner'],
  delete_practice: ['DELETE', '/practice/{practice}'],
  invite_practice_coauthor: ['POST', '/practice/{practice}/coauthors'],
  accept_practice_coauthorship: ['POST', '/practice/{practice}/coauthorship'],
  leave_practice_coauthorship: ['DELETE', '/practice/{practice}/coauthorship'],
  confirm_practice: ['POST', '/practice/{practice}/confirm'],
  feature_practice: ['PUT', '/practice/{practice}/featured'],
  try_practice: ['POST', '/practice/{practice}/adoptions'],
  tell_adoption: ['PUT', '/adoptions/{adoption}/follow-up'],
  set_adoption: ['PUT', '/adoptions/{adoption}/state'],
  ask_about_practice: ['POST', '/practice/{practice}/topics'],
  create_link: ['POST', '/record-links'],
  remove_link: ['DELETE', '/record-links/{link}'],
  create_support_request: ['POST', '/support-requests'],
  edit_support_request: ['PUT', '/support-requests/{support_request}/description'],
  open_support_request: ['POST', '/support-requests/{support_request}/open'],
  set_confidentiality: ['PUT', '/support-requests/{support_request}/confidentiality'],
  delete_support_request: ['DELETE', '/support-requests/{support_request}'],
  withdraw_support_request: ['POST', '/support-requests/{support_request}/withdraw'],
  take_support_request: ['POST', '/support-requests/{support_request}/take'],
  decline_support_request: ['POST', '/support-requests/{support_request}/decline'],
  agree_hand_on: ['PUT', '/support-requests/{support_request}/hand-on-agreed'],
  hand_on_support_request: ['POST', '/support-requests/{support_request}/hand-on'],
  close_support_request: ['POST', '/support-requests/{support_request}/close'],
  ask_candidate: ['POST', '/support-requests/{support_request}/matches'],
  accept_match: ['POST', '/support-matches/{support_match}/accept'],
  decline_match: ['POST', '/support-matches/{support_match}/decline'],
  hand_on_match: ['POST', '/support-matches/{support_match}/hand-on'],
  withdraw_match: ['POST', '/support-matches/{support_match}/withdraw'],
  create_agreement: ['POST', '/support-requests/{support_request}/agreement'],
  edit_agreement: ['PUT', '/support-agreements/{support_agreement}/terms'],
  sign_agreement: ['POST', '/support-agreements/{support_agreement}/signatures'],
  end_agreement: ['POST', '/support-agreements/{support_agreement}/end'],
  answer_midterm: ['PUT', '/support-agreements/{support_agreement}/midterm'],
  create_visit: ['POST', '/support-agreements/{support_agreement}/visits'],
  edit_visit: ['PUT', '/support-visits/{support_visit}/plan'],
  cancel_visit: ['POST', '/support-visits/{support_visit}/cancel'],
  record_visit: ['POST', '/support-visits/{support_visit}/record'],
  acknowledge_visit: ['POST', '/support-visits/{support_visit}/acknowledge'],
  submit_evaluation: ['POST', '/support-requests/{support_request}/evaluation'],
  rate_usefulness: ['PUT', '/support-evaluations/{support_evaluation}/usefulness'],
  check_quality: ['PUT', '/support-evaluations/{support_evaluation}/check'],
  edit_notification_setting: ['PUT', '/people/{person}/notification-setting'],
  follow_team: ['PUT', '/people/{person}/notification-setting/teams/{team}'],
  create_calendar_feed: ['PUT', '/people/{person}/calendar-feed'],
  delete_calendar_feed: ['DELETE', '/people/{person}/calendar-feed'],
  create_action: ['POST', '/topics/{topic}/actions'],
  edit_action: ['PUT', '/actions/{action}'],
  reassign_action: ['PUT', '/actions/{action}/owner'],
  complete_action: ['POST', '/actions/{action}/complete'],
  cancel_action: ['POST', '/actions/{action}/cancel'],
  reopen_action: ['POST', '/actions/{action}/reopen'],
  create_review_cycle: ['POST', '/review-cycles'],
  edit_review_cycle: ['PUT', '/review-cycles/{review_cycle}'],
  open_review_cycle: ['POST', '/review-cycles/{review_cycle}/open'],
  join_review_cycle: ['PUT', '/review-cycles/{review_cycle}/schools/{school}'],
  leave_review_cycle: ['DELETE', '/review-cycles/{review_cycle}/schools/{school}'],
  set_rota: ['PUT', '/review-cycles/{review_cycle}/rota'],
  start_review_cycle: ['POST', '/review-cycles/{review_cycle}/start'],
  close_review_cycle: ['POST', '/review-cycles/{review_cycle}/close'],
  cancel_review_cycle: ['POST', '/review-cycles/{review_cycle}/cancel'],
  hand_over_review_cycle: ['PUT', '/review-cycles/{review_cycle}/owner'],
  request_review: ['POST', '/peer-reviews/{review}/request'],
  edit_review_scope: ['PUT', '/peer-reviews/{review}/scope'],
  set_review_dates: ['PUT', '/peer-reviews/{review}/dates'],
  propose_team: ['PUT', '/peer-reviews/{review}/team'],
  accept_team: ['POST', '/peer-reviews/{review}/team/accept'],
  replace_reviewer: ['PUT', '/peer-reviews/{review}/team/{reviewer}'],
  step_down: ['POST', '/peer-reviews/{review}/step-down'],
  release_reviewer: ['POST', '/peer-reviews/{review}/team/{reviewer}/release'],
  delegate_review: ['PUT', '/peer-reviews/{review}/delegate'],
  name_colleague: ['PUT', '/peer-reviews/{review}/colleagues/{colleague}'],
  withdraw_review: ['POST', '/peer-reviews/{review}/withdraw'],
  start_visit: ['POST', '/peer-reviews/{review}/visit/start'],
  end_visit: ['POST', '/peer-reviews/{review}/visit/end'],
  declare_interest: ['POST', '/peer-reviews/{review}/interests'],
  clear_interest: ['POST', '/review-interests/{interest}/clear'],
  refuse_interest: ['POST', '/review-interests/{interest}/refuse'],
  edit_self_review: ['PUT', '/peer-reviews/{review}/self-review/{heading}'],
  submit_self_review: ['POST', '/peer-reviews/{review}/self-review/submit'],
  reopen_self_review: ['POST', '/peer-reviews/{review}/self-review/reopen'],
  create_review_activity: ['POST', '/peer-reviews/{review}/activities'],
  edit_review_activity: ['PUT', '/review-activities/{review_activity}'],
  cancel_review_activity: ['POST', '/review-activities/{review_activity}/cancel'],
  create_evidence_note: ['POST', '/peer-reviews/{review}/notes'],
  edit_evidence_note: ['PUT', '/evidence-notes/{evidence_note}'],
  delete_evidence_note: ['DELETE', '/evidence-notes/{evidence_note}'],
  create_report: ['POST', '/peer-reviews/{review}/report'],
  edit_report_section: ['PUT', '/peer-reviews/{review}/report/sections/{heading}'],
  edit_report_summary: ['PUT', '/peer-reviews/{review}/report/summary'],
  send_report: ['POST', '/peer-reviews/{review}/report/send'],
  return_report: ['POST', '/peer-reviews/{review}/report/return'],
  sign_report: ['POST', '/peer-reviews/{review}/report/signatures'],
  record_dissent: ['PUT', '/peer-reviews/{review}/report/dissents/{number}'],
  comment_on_report: ['POST', '/peer-reviews/{review}/report/comments'],
  answer_report_comment: ['PUT', '/report-comments/{report_comment}/answer'],
  create_report_grant: ['POST', '/peer-reviews/{review}/report/grants'],
  end_report_grant: ['POST', '/report-grants/{report_grant}/end'],
  ask_grant_end: ['POST', '/report-grants/{report_grant}/end-asked'],
  agree_grant_end: ['POST', '/report-grants/{report_grant}/end-agreed'],
  read_report: ['POST', '/report-grants/{report_grant}/readings'],
  write_review_plan: ['PUT', '/peer-reviews/{review}/plan'],
  create_review_action: ['POST', '/peer-reviews/{review}/actions'],
  edit_review_action: ['PUT', '/review-actions/{review_action}'],
  tell_review_action: ['PUT', '/review-actions/{review_action}/progress'],
  check_impact: ['POST', '/peer-reviews/{review}/checks'],
  close_review: ['POST', '/peer-reviews/{review}/close'],
  share_themes: ['PUT', '/peer-reviews/{review}/themes'],
  create_contract: ['POST', '/contracts'],
  edit_contract: ['PUT', '/contracts/{contract}'],
  edit_contract_money: ['PUT', '/contracts/{contract}/terms'],
  set_contract_documents: ['PUT', '/contracts/{contract}/documents'],
  give_notice: ['POST', '/contracts/{contract}/notice'],
  extend_contract: ['POST', '/contracts/{contract}/extension'],
  end_contract: ['POST', '/contracts/{contract}/end'],
  void_contract: ['POST', '/contracts/{contract}/void'],
  share_contract: ['PUT', '/contracts/{contract}/audience'],
  create_supplier: ['POST', '/suppliers'],
  edit_supplier: ['PUT', '/suppliers/{supplier}'],
  merge_supplier: ['POST', '/suppliers/{supplier}/merge'],
  create_experience: ['POST', '/suppliers/{supplier}/experience'],
  edit_experience: ['PUT', '/supplier-experience/{experience}'],
  withdraw_experience: ['DELETE', '/supplier-experience/{experience}'],
  reply_to_experience: ['PUT', '/supplier-experience/{experience}/reply'],
  create_pool: ['POST', '/pools'],
  edit_pool: ['PUT', '/pools/{pool}'],
  invite_to_pool: ['POST', '/pools/{pool}/schools'],
  share_pool: ['PUT', '/pools/{pool}/audience'],
  open_pool: ['POST', '/pools/{pool}/open'],
  close_pool: ['POST', '/pools/{pool}/close'],
  cancel_pool: ['POST', '/pools/{pool}/cancel'],
  hand_over_pool: ['PUT', '/pools/{pool}/owner'],
  sign_pool: ['PUT', '/pools/{pool}/schools/{school}'],
  leave_pool: ['POST', '/pools/{pool}/schools/{school}/leave'],
  remove_from_pool: ['DELETE', '/pools/{pool}/schools/{school}'],
  add_threshold: ['POST', '/organisations/{organisation}/thresholds'],
  edit_bands: ['PUT', '/organisations/{organisation}/buying-bands'],
  edit_radar_plan: ['PUT', '/people/{person}/radar-plan'],
  create_saving: ['POST', '/savings'],
  edit_saving: ['PUT', '/savings/{saving}'],
  confirm_saving: ['POST', '/savings/{saving}/confirm'],
  drop_saving: ['POST', '/savings/{saving}/drop'],
  void_saving: ['POST', '/savings/{saving}/void'],
  add_contract_entry: ['POST', '/contracts/{contract}/entries'],
  remove_contract_entry: ['DELETE', '/contract-entries/{contract_entry}'],
  create_purchase: ['POST', '/purchases'],
  start_purchase: ['POST', '/pools/{pool}/purchase'],
  edit_purchase: ['PUT', '/purchases/{purchase}'],
  set_purchase_value: ['PUT', '/purchases/{purchase}/value'],
  set_tender_pack: ['PUT', '/purchases/{purchase}/pack'],
  name_purchase_people: ['PUT', '/purchases/{purchase}/people'],
  choose_route: ['PUT', '/purchases/{purchase}/route'],
  advance_purchase: ['POST', '/purchases/{purchase}/advance'],
  return_purchase: ['POST', '/purchases/{purchase}/return'],
  approve_purchase: ['POST', '/purchases/{purchase}/approval'],
  cancel_purchase: ['POST', '/purchases/{purchase}/cancel'],
  hand_over_purchase: ['PUT', '/purchases/{purchase}/owner'],
  sign_tender: ['PUT', '/purchases/{purchase}/schools/{school}/tender'],
  declare_for_purchase: ['POST', '/purchases/{purchase}/declarations'],
  clear_purchase_declaration: ['POST', '/purchase-declarations/{declaration}/clear'],
  refuse_purchase_declaration: ['POST', '/purchase-declarations/{declaration}/refuse'],
  invite_to_quote: ['POST', '/purchases/{purchase}/supplier-links'],
  revoke_supplier_link: ['POST', '/supplier-links/{supplier_link}/revoke'],
  extend_deadline: ['PUT', '/purchases/{purchase}/deadline'],
  enter_quote: ['POST', '/purchases/{purchase}/quotes'],
  open_quotes: ['POST', '/purchases/{purchase}/open'],
  admit_late_quote: ['POST', '/quotes/{quote}/admit'],
  reject_quote: ['POST', '/quotes/{quote}/reject'],
  score_quote: ['PUT', '/quotes/{quote}/score'],
  submit_scores: ['POST', '/purchases/{purchase}/scores'],
  submit_price_scores: ['POST', '/purchases/{purchase}/price-scores'],
  agree_scores: ['PUT', '/purchases/{purchase}/moderation'],
  dissent_from_scores: ['PUT', '/purchases/{purchase}/dissent'],
  close_moderation: ['POST', '/purchases/{purchase}/moderation/close'],
  propose_award: ['POST', '/purchases/{purchase}/award'],
  sign_award: ['PUT', '/purchases/{purchase}/schools/{school}/award'],
  refuse_award: ['POST', '/purchases/{purchase}/schools/{school}/award/refuse'],
  edit_letters: ['PUT', '/purchases/{purchase}/letters'],
  publish_award: ['POST', '/purchases/{purchase}/award/publish'],
  record_challenge: ['POST', '/purchases/{purchase}/award/challenges'],
  resolve_challenge: ['POST', '/purchases/{purchase}/award/challenges/resolve'],
  confirm_award: ['POST', '/purchases/{purchase}/award/confirm'],
  abandon_award: ['POST', '/purchases/{purchase}/award/abandon'],
  complete_purchase: ['POST', '/purchases/{purchase}/complete'],
  sign_in: ['POST', '/session'],
  sign_out: ['DELETE', '/session'],
  change_password: ['PUT', '/me/password'],
  confirm_password: ['POST', '/me/confirm'],
  forgot_password: ['POST', '/password-resets'],
  upload_import: ['POST', '/organisations/{organisation}/imports/{source}/{extent}'],
  create_upload: ['POST', '/organisations/{organisation}/uploads'],
  append_upload: ['PATCH', '/uploads/{upload}'],
  terminate_upload: ['DELETE', '/uploads/{upload}'],
  show_calendar_address: ['POST', '/people/{person}/calendar-feed/address'],
  upload_quote_scan: ['POST', '/purchases/{purchase}/quote-scans'],
  create_api_token: ['POST', '/api-tokens'],
};

/** Query name → what its path and its query string hold, and what it answers. */
export interface Queries {
  get_me: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: Me;
  };
  get_account: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: Account;
  };
  list_sessions: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Session>;
  };
  get_session: {
    ids: {
      session: number;
    };
    query: Record<string, never>;
    answer: Session;
  };
  list_organisations: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Organisation>;
  };
  get_organisation: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: Organisation;
  };
  get_settings: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: OrgSettings;
  };
  list_people: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Person>;
  };
  get_person: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: Person;
  };
  get_membership: {
    ids: {
      membership: number;
    };
    query: Record<string, never>;
    answer: Membership;
  };
  get_membership_terms: {
    ids: {
      membership: number;
    };
    query: Record<string, never>;
    answer: MembershipTerms;
  };
  list_organisation_people: {
    ids: {
      organisation: number;
    };
    query: {
      ended?: boolean;
    };
    answer: List<Membership>;
  };
  list_erasures: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Erasure>;
  };
  get_erasure: {
    ids: {
      erasure: number;
    };
    query: Record<string, never>;
    answer: Erasure;
  };
  preview_erasure: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: ErasurePreview;
  };
  list_audit: {
    ids: Record<string, never>;
    query: {
      person?: number;
      organisation?: number;
      command?: string;
      from?: string;
      to?: string;
    };
    answer: AuditPage;
  };
  list_invitations: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: List<Invitation>;
  };
  list_team_invitations: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<Invitation>;
  };
  get_invitation: {
    ids: {
      invitation: number;
    };
    query: Record<string, never>;
    answer: Invitation;
  };
  list_emails: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: List<EmailNote>;
  };
  get_email: {
    ids: {
      email: number;
    };
    query: Record<string, never>;
    answer: EmailNote;
  };
  list_imports: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<ImportJob>;
  };
  get_import: {
    ids: {
      import: number;
    };
    query: Record<string, never>;
    answer: ImportJob;
  };
  list_import_rows: {
    ids: {
      import: number;
    };
    query: {
      outcome?: RowOutcome;
    };
    answer: List<ImportRows>;
  };
  get_import_rows: {
    ids: {
      import_rows: number;
    };
    query: Record<string, never>;
    answer: ImportRows;
  };
  list_teams: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Team>;
  };
  get_team: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: Team;
  };
  list_team_members: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<TeamMembership>;
  };
  get_team_membership: {
    ids: {
      team_membership: number;
    };
    query: Record<string, never>;
    answer: TeamMembership;
  };
  list_join_requests: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<JoinRequest>;
  };
  get_join_request: {
    ids: {
      join_request: number;
    };
    query: Record<string, never>;
    answer: JoinRequest;
  };
  list_lead_messages: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<LeadMessage>;
  };
  get_lead_message: {
    ids: {
      lead_message: number;
    };
    query: Record<string, never>;
    answer: LeadMessage;
  };
  list_channels: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<Channel>;
  };
  get_channel: {
    ids: {
      channel: number;
    };
    query: Record<string, never>;
    answer: Channel;
  };
  list_topics: {
    ids: {
      channel: number;
    };
    query: Record<string, never>;
    answer: List<Topic>;
  };
  get_topic: {
    ids: {
      topic: number;
    };
    query: Record<string, never>;
    answer: Topic;
  };
  get_topic_activity: {
    ids: {
      topic: number;
    };
    query: Record<string, never>;
    answer: TopicActivity;
  };
  list_messages: {
    ids: {
      topic: number;
    };
    query: {
      before?: number;
    };
    answer: List<Message>;
  };
  get_message: {
    ids: {
      topic: number;
      ordinal: number;
    };
    query: Record<string, never>;
    answer: Message;
  };
  list_revisions: {
    ids: {
      topic: number;
      ordinal: number;
    };
    query: Record<string, never>;
    answer: List<MessageRevision>;
  };
  get_revision: {
    ids: {
      topic: number;
      ordinal: number;
      version: number;
    };
    query: Record<string, never>;
    answer: MessageRevision;
  };
  get_team_mention: {
    ids: {
      team_mention: number;
    };
    query: Record<string, never>;
    answer: TeamMention;
  };
  list_flags: {
    ids: {
      team: number;
    };
    query: Record<string, never>;
    answer: List<Flag>;
  };
  get_flag: {
    ids: {
      flag: number;
    };
    query: Record<string, never>;
    answer: Flag;
  };
  get_read_state: {
    ids: {
      topic: number;
    };
    query: Record<string, never>;
    answer: ReadState;
  };
  list_notifications: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Notification>;
  };
  get_notification: {
    ids: {
      notification: number;
    };
    query: Record<string, never>;
    answer: Notification;
  };
  get_home: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List;
  };
  list_resources: {
    ids: Record<string, never>;
    query: {
      mine?: boolean;
      team?: number;
      organisation?: number;
      unit?: number;
      stale?: boolean;
    };
    answer: List<Resource>;
  };
  get_resource: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: Resource;
  };
  list_uploads: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Upload>;
  };
  get_upload: {
    ids: {
      upload: number;
    };
    query: Record<string, never>;
    answer: Upload;
  };
  list_versions: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<ResourceVersion>;
  };
  get_version: {
    ids: {
      resource_version: number;
    };
    query: Record<string, never>;
    answer: ResourceVersion;
  };
  get_version_check: {
    ids: {
      resource_version: number;
    };
    query: Record<string, never>;
    answer: VersionCheck;
  };
  list_approvals: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<Approval>;
  };
  get_approval: {
    ids: {
      approval: number;
    };
    query: Record<string, never>;
    answer: Approval;
  };
  list_uses: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<ResourceUse>;
  };
  get_use: {
    ids: {
      resource_use: number;
    };
    query: Record<string, never>;
    answer: ResourceUse;
  };
  get_use_author: {
    ids: {
      resource_use: number;
    };
    query: Record<string, never>;
    answer: UseAuthor;
  };
  get_activity: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: ResourceActivity;
  };
  list_scores: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<RubricScore>;
  };
  get_score: {
    ids: {
      rubric_score: number;
    };
    query: Record<string, never>;
    answer: RubricScore;
  };
  list_reports: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<ResourceReport>;
  };
  get_report: {
    ids: {
      resource_report: number;
    };
    query: Record<string, never>;
    answer: ResourceReport;
  };
  list_resource_topics: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: List<Topic>;
  };
  get_lineage: {
    ids: {
      resource: number;
    };
    query: Record<string, never>;
    answer: Lineage;
  };
  list_collections: {
    ids: Record<string, never>;
    query: {
      mine?: boolean;
      resource?: number;
    };
    answer: List<Collection>;
  };
  get_collection: {
    ids: {
      collection: number;
    };
    query: Record<string, never>;
    answer: Collection;
  };
  get_collection_items: {
    ids: {
      collection: number;
    };
    query: Record<string, never>;
    answer: CollectionItems;
  };
  list_downloads: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Download>;
  };
  get_download: {
    ids: {
      download: number;
    };
    query: Record<string, never>;
    answer: Download;
  };
  list_curriculum: {
    ids: Record<string, never>;
    query: {
      subject?: string;
      stage?: KeyStage;
    };
    answer: List<CurriculumUnit>;
  };
  get_curriculum_unit: {
    ids: {
      curriculum_unit: number;
    };
    query: Record<string, never>;
    answer: CurriculumUnit;
  };
  search: {
    ids: Record<string, never>;
    query: {
      q?: string;
      sort?: SearchSort;
      in?: SearchKind;
      type?: ResourceType;
      subject?: string;
      stage?: KeyStage;
      year?: SchoolYear;
      licence?: Licence;
      format?: FileFormat;
      organisation?: number;
      approved?: boolean;
    };
    answer: SearchPage;
  };
  list_rebuilds: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<SearchRebuild>;
  };
  get_rebuild: {
    ids: {
      search_rebuild: number;
    };
    query: Record<string, never>;
    answer: SearchRebuild;
  };
  get_calendar: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: EffectiveCalendar;
  };
  get_profile: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: Profile;
  };
  list_profile_parts: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: List<ProfilePart>;
  };
  get_profile_part: {
    ids: {
      profile_part: number;
    };
    query: Record<string, never>;
    answer: ProfilePart;
  };
  get_person_load: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: PersonLoad;
  };
  find_people: {
    ids: Record<string, never>;
    query: {
      q?: string;
      subject?: string;
      phase?: KeyStage;
      offer?: Offer;
      strength?: string;
      exam_board?: ExamBoard;
      send?: SendNeed;
      language?: string;
      organisation?: number;
      role?: Role;
      free?: boolean;
      sort?: DirectorySort;
    };
    answer: DirectoryPage;
  };
  list_practice: {
    ids: Record<string, never>;
    query: {
      mine?: boolean;
      stale?: boolean;
      team?: number;
      organisation?: number;
      resource?: number;
      unit?: number;
      subject?: string;
      stage?: KeyStage;
      problem?: string;
      cost?: CostBand;
      strength?: EvidenceStrength;
      featured?: boolean;
      visits?: boolean;
      sort?: PracticeSort;
    };
    answer: List<PracticePost>;
  };
  get_practice: {
    ids: {
      practice: number;
    };
    query: Record<string, never>;
    answer: PracticePost;
  };
  list_adoptions: {
    ids: {
      practice: number;
    };
    query: Record<string, never>;
    answer: List<Adoption>;
  };
  get_adoption: {
    ids: {
      adoption: number;
    };
    query: Record<string, never>;
    answer: Adoption;
  };
  get_adoption_author: {
    ids: {
      adoption: number;
    };
    query: Record<string, never>;
    answer: AdoptionAuthor;
  };
  get_practice_activity: {
    ids: {
      practice: number;
    };
    query: Record<string, never>;
    answer: PracticeActivity;
  };
  list_practice_topics: {
    ids: {
      practice: number;
    };
    query: Record<string, never>;
    answer: List<Topic>;
  };
  list_links: {
    ids: Record<string, never>;
    query: {
      what: Linked;
      id: number;
    };
    answer: LinkList;
  };
  list_support_requests: {
    ids: Record<string, never>;
    query: {
      mine?: boolean;
      brokered?: boolean;
      state?: SupportState;
      organisation?: number;
    };
    answer: List<SupportRequest>;
  };
  get_support_request: {
    ids: {
      support_request: number;
    };
    query: Record<string, never>;
    answer: SupportRequest;
  };
  get_support_overview: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: SupportOverview;
  };
  list_matches: {
    ids: {
      support_request: number;
    };
    query: Record<string, never>;
    answer: List<SupportMatch>;
  };
  get_match: {
    ids: {
      support_match: number;
    };
    query: Record<string, never>;
    answer: SupportMatch;
  };
  get_match_answer: {
    ids: {
      support_match: number;
    };
    query: Record<string, never>;
    answer: MatchAnswer;
  };
  list_suggestions: {
    ids: {
      support_request: number;
    };
    query: Record<string, never>;
    answer: SuggestionList;
  };
  get_agreement: {
    ids: {
      support_agreement: number;
    };
    query: Record<string, never>;
    answer: SupportAgreement;
  };
  list_agreements: {
    ids: {
      support_request: number;
    };
    query: Record<string, never>;
    answer: List<SupportAgreement>;
  };
  list_visits: {
    ids: {
      support_request: number;
    };
    query: Record<string, never>;
    answer: List<SupportVisit>;
  };
  get_visit: {
    ids: {
      support_visit: number;
    };
    query: Record<string, never>;
    answer: SupportVisit;
  };
  get_evaluation: {
    ids: {
      support_evaluation: number;
    };
    query: Record<string, never>;
    answer: SupportEvaluation;
  };
  get_notification_setting: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: NotificationSetting;
  };
  get_digest_plan: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: DigestPlan;
  };
  get_calendar_feed: {
    ids: {
      person: number;
    };
    query: Record<string, never>;
    answer: CalendarFeed;
  };
  list_dates: {
    ids: Record<string, never>;
    query: {
      from: string;
      to: string;
    };
    answer: PlannedDates;
  };
  list_my_actions: {
    ids: Record<string, never>;
    query: {
      ended: boolean;
    };
    answer: List<ActionItem>;
  };
  list_actions: {
    ids: {
      topic: number;
    };
    query: Record<string, never>;
    answer: List<ActionItem>;
  };
  get_action: {
    ids: {
      action: number;
    };
    query: Record<string, never>;
    answer: ActionItem;
  };
  list_review_cycles: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<ReviewCycle>;
  };
  get_review_cycle: {
    ids: {
      review_cycle: number;
    };
    query: Record<string, never>;
    answer: ReviewCycle;
  };
  check_rota: {
    ids: {
      review_cycle: number;
    };
    query: Record<string, never>;
    answer: RotaCheck;
  };
  list_reviews: {
    ids: Record<string, never>;
    query: {
      cycle?: number;
    };
    answer: List<Review>;
  };
  get_review: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: Review;
  };
  get_review_scope: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: ReviewScope;
  };
  list_interests: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<Interest>;
  };
  get_interest: {
    ids: {
      interest: number;
    };
    query: Record<string, never>;
    answer: Interest;
  };
  get_self_review: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: SelfReview;
  };
  list_review_activities: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<ReviewActivity>;
  };
  get_review_activity: {
    ids: {
      review_activity: number;
    };
    query: Record<string, never>;
    answer: ReviewActivity;
  };
  list_evidence_notes: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<EvidenceNote>;
  };
  get_evidence_note: {
    ids: {
      evidence_note: number;
    };
    query: Record<string, never>;
    answer: EvidenceNote;
  };
  get_review_report: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: ReviewReport;
  };
  list_report_comments: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<ReportComment>;
  };
  get_report_comment: {
    ids: {
      report_comment: number;
    };
    query: Record<string, never>;
    answer: ReportComment;
  };
  list_report_grants: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<ReportGrant>;
  };
  list_my_grants: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<ReportGrant>;
  };
  get_report_grant: {
    ids: {
      report_grant: number;
    };
    query: Record<string, never>;
    answer: ReportGrant;
  };
  list_report_readings: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<ReportReading>;
  };
  get_report_reading: {
    ids: {
      report_reading: number;
    };
    query: Record<string, never>;
    answer: ReportReading;
  };
  get_review_plan: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: ReviewPlan;
  };
  list_review_actions: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: List<ReviewAction>;
  };
  list_my_review_actions: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<ReviewAction>;
  };
  get_review_action: {
    ids: {
      review_action: number;
    };
    query: Record<string, never>;
    answer: ReviewAction;
  };
  get_review_theme: {
    ids: {
      review: number;
    };
    query: Record<string, never>;
    answer: ReviewTheme;
  };
  get_cycle_overview: {
    ids: {
      review_cycle: number;
    };
    query: Record<string, never>;
    answer: CycleOverview;
  };
  list_contracts: {
    ids: Record<string, never>;
    query: {
      organisation?: number;
      category?: SpendCategory;
      supplier?: number;
      state?: ContractState;
      ends_from?: string;
      ends_to?: string;
    };
    answer: List<Contract>;
  };
  get_contract: {
    ids: {
      contract: number;
    };
    query: Record<string, never>;
    answer: Contract;
  };
  get_contract_terms: {
    ids: {
      contract: number;
    };
    query: Record<string, never>;
    answer: ContractTerms;
  };
  list_suppliers: {
    ids: Record<string, never>;
    query: {
      words?: string;
    };
    answer: List<Supplier>;
  };
  get_supplier: {
    ids: {
      supplier: number;
    };
    query: Record<string, never>;
    answer: Supplier;
  };
  list_experience: {
    ids: {
      supplier: number;
    };
    query: Record<string, never>;
    answer: List<SupplierExperience>;
  };
  get_experience: {
    ids: {
      experience: number;
    };
    query: Record<string, never>;
    answer: SupplierExperience;
  };
  list_pools: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<Pool>;
  };
  get_pool: {
    ids: {
      pool: number;
    };
    query: Record<string, never>;
    answer: Pool;
  };
  list_participations: {
    ids: {
      pool: number;
    };
    query: Record<string, never>;
    answer: List<Participation>;
  };
  get_participation: {
    ids: {
      participation: number;
    };
    query: Record<string, never>;
    answer: Participation;
  };
  get_thresholds: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: EffectiveThresholds;
  };
  get_bands: {
    ids: {
      organisation: number;
    };
    query: Record<string, never>;
    answer: EffectiveBands;
  };
  get_radar: {
    ids: Record<string, never>;
    query: {
      organisation?: number;
    };
    answer: Radar;
  };
  get_buying_overview: {
    ids: {
      organisation: number;
    };
    query: {
      year?: number;
    };
    answer: BuyingOverview;
  };
  list_savings: {
    ids: Record<string, never>;
    query: {
      organisation?: number;
      state?: SavingState;
    };
    answer: List<Saving>;
  };
  get_saving: {
    ids: {
      saving: number;
    };
    query: Record<string, never>;
    answer: Saving;
  };
  list_contract_entries: {
    ids: {
      contract: number;
    };
    query: Record<string, never>;
    answer: List<ContractEntry>;
  };
  get_contract_entry: {
    ids: {
      contract_entry: number;
    };
    query: Record<string, never>;
    answer: ContractEntry;
  };
  list_purchases: {
    ids: Record<string, never>;
    query: {
      pool?: number;
    };
    answer: List<Purchase>;
  };
  get_purchase: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: Purchase;
  };
  list_purchase_gates: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<PurchaseGate>;
  };
  get_purchase_gate: {
    ids: {
      purchase_gate: number;
    };
    query: Record<string, never>;
    answer: PurchaseGate;
  };
  get_splitting: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: SplittingView;
  };
  check_purchase_gates: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: GateCheck;
  };
  list_purchase_declarations: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<PurchaseDeclaration>;
  };
  get_purchase_declaration: {
    ids: {
      declaration: number;
    };
    query: Record<string, never>;
    answer: PurchaseDeclaration;
  };
  list_supplier_links: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<SupplierLink>;
  };
  get_supplier_link: {
    ids: {
      supplier_link: number;
    };
    query: Record<string, never>;
    answer: SupplierLink;
  };
  get_quote_scan: {
    ids: {
      quote_scan: number;
    };
    query: Record<string, never>;
    answer: QuoteScan;
  };
  list_quotes: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<Quote>;
  };
  get_quote: {
    ids: {
      quote: number;
    };
    query: Record<string, never>;
    answer: Quote;
  };
  list_quote_prices: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<QuotePrice>;
  };
  get_quote_price: {
    ids: {
      quote: number;
    };
    query: Record<string, never>;
    answer: QuotePrice;
  };
  list_quote_scores: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: List<QuoteScore>;
  };
  get_quote_score: {
    ids: {
      quote_score: number;
    };
    query: Record<string, never>;
    answer: QuoteScore;
  };
  get_moderation: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: Moderation;
  };
  get_award: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: Award;
  };
  get_award_letters: {
    ids: {
      purchase: number;
    };
    query: Record<string, never>;
    answer: AwardLetters;
  };
  list_api_tokens: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: List<ApiToken>;
  };
  get_api_token: {
    ids: {
      token: number;
    };
    query: Record<string, never>;
    answer: ApiToken;
  };
  get_status: {
    ids: Record<string, never>;
    query: Record<string, never>;
    answer: HubStatus;
  };
}

/** Name → method, and path below /api/v1 with the names of its ids in braces. */
export const queryRoutes: Record<keyof Queries, readonly [method: string, path: string]> = {
  get_me: ['GET', '/me'],
  get_account: ['GET', '/people/{person}/account'],
  list_sessions: ['GET', '/me/sessions'],
  get_session: ['GET', '/sessions/{session}'],
  list_organisations: ['GET', '/organisations'],
  get_organisation: ['GET', '/organisations/{organisation}'],
  get_settings: ['GET', '/organisations/{organisation}/settings'],
  list_people: ['GET', '/people'],
  get_person: ['GET', '/people/{person}'],
  get_membership: ['GET', '/memberships/{membership}'],
  get_membership_terms: ['GET', '/memberships/{membership}/terms'],
  list_organisation_people: ['GET', '/organisations/{organisation}/people'],
  list_erasures: ['GET', '/erasures'],
  get_erasure: ['GET', '/erasures/{erasure}'],
  preview_erasure: ['GET', '/people/{person}/erasure-preview'],
  list_audit: ['GET', '/audit'],
  list_invitations: ['GET', '/organisations/{organisation}/invitations'],
  list_team_invitations: ['GET', '/teams/{team}/invitations'],
  get_invitation: ['GET', '/invitations/{invitation}'],
  list_emails: ['GET', '/organisations/{organisation}/emails'],
  get_email: ['GET', '/emails/{email}'],
  list_imports: ['GET', '/imports'],
  get_import: ['GET', '/imports/{import}'],
  list_import_rows: ['GET', '/imports/{import}/rows'],
  get_import_rows: ['GET', '/import-rows/{import_rows}'],
  list_teams: ['GET', '/teams'],
  get_team: ['GET', '/teams/{team}'],
  list_team_members: ['GET', '/teams/{team}/members'],
  get_team_membership: ['GET', '/team-memberships/{team_membership}'],
  list_join_requests: ['GET', '/teams/{team}/join-requests'],
  get_join_request: ['GET', '/join-requests/{join_request}'],
  list_lead_messages: ['GET', '/teams/{team}/lead-messages'],
  get_lead_message: ['GET', '/lead-messages/{lead_message}'],
  list_channels: ['GET', '/teams/{team}/channels'],
  get_channel: ['GET', '/channels/{channel}'],
  list_topics: ['GET', '/channels/{channel}/topics'],
  get_topic: ['GET', '/topics/{topic}'],
  get_topic_activity: ['GET', '/topics/{topic}/activity'],
  list_messages: ['GET', '/topics/{topic}/messages'],
  get_message: ['GET', '/topics/{topic}/messages/{ordinal}'],
  list_revisions: ['GET', '/topics/{topic}/messages/{ordinal}/revisions'],
  get_revision: ['GET', '/topics/{topic}/messages/{ordinal}/revisions/{version}'],
  get_team_mention: ['GET', '/team-mentions/{team_mention}'],
  list_flags: ['GET', '/teams/{team}/flags'],
  get_flag: ['GET', '/flags/{flag}'],
  get_read_state: ['GET', '/topics/{topic}/read-state'],
  list_notifications: ['GET', '/notifications'],
  get_notification: ['GET', '/notifications/{notification}'],
  get_home: ['GET', '/home'],
  list_resources: ['GET', '/resources'],
  get_resource: ['GET', '/resources/{resource}'],
  list_uploads: ['GET', '/uploads'],
  get_upload: ['GET', '/uploads/{upload}'],
  list_versions: ['GET', '/resources/{resource}/versions'],
  get_version: ['GET', '/resource-versions/{resource_version}'],
  get_version_check: ['GET', '/resource-versions/{resource_version}/check'],
  list_approvals: ['GET', '/resources/{resource}/approvals'],
  get_approval: ['GET', '/approvals/{approval}'],
  list_uses: ['GET', '/resources/{resource}/uses'],
  get_use: ['GET', '/resource-uses/{resource_use}'],
  get_use_author: ['GET', '/resource-uses/{resource_use}/author'],
  get_activity: ['GET', '/resources/{resource}/activity'],
  list_scores: ['GET', '/resources/{resource}/scores'],
  get_score: ['GET', '/rubric-scores/{rubric_score}'],
  list_reports: ['GET', '/resources/{resource}/reports'],
  get_report: ['GET', '/resource-reports/{resource_report}'],
  list_resource_topics: ['GET', '/resources/{resource}/topics'],
  get_lineage: ['GET', '/resources/{resource}/lineage'],
  list_collections: ['GET', '/collections'],
  get_collection: ['GET', '/collections/{collection}'],
  get_collection_items: ['GET', '/collections/{collection}/items'],
  list_downloads: ['GET', '/downloads'],
  get_download: ['GET', '/downloads/{download}'],
  list_curriculum: ['GET', '/curriculum/units'],
  get_curriculum_unit: ['GET', '/curriculum/units/{curriculum_unit}'],
  search: ['GET', '/search'],
  list_rebuilds: ['GET', '/search/rebuilds'],
  get_rebuild: ['GET', '/search/rebuilds/{search_rebuild}'],
  get_calendar: ['GET', '/organisations/{organisation}/calendar'],
  get_profile: ['GET', '/people/{person}/profile'],
  list_profile_parts: ['GET', '/people/{person}/profile/parts'],
  get_profile_part: ['GET', '/profile-parts/{profile_part}'],
  get_person_load: ['GET', '/people/{person}/load'],
  find_people: ['GET', '/directory'],
  list_practice: ['GET', '/practice'],
  get_practice: ['GET', '/practice/{practice}'],
  list_adoptions: ['GET', '/practice/{practice}/adoptions'],
  get_adoption: ['GET', '/adoptions/{adoption}'],
  get_adoption_author: ['GET', '/adoptions/{adoption}/author'],
  get_practice_activity: ['GET', '/practice/{practice}/activity'],
  list_practice_topics: ['GET', '/practice/{practice}/topics'],
  list_links: ['GET', '/record-links'],
  list_support_requests: ['GET', '/support-requests'],
  get_support_request: ['GET', '/support-requests/{support_request}'],
  get_support_overview: ['GET', '/organisations/{organisation}/support-overview'],
  list_matches: ['GET', '/support-requests/{support_request}/matches'],
  get_match: ['GET', '/support-matches/{support_match}'],
  get_match_answer: ['GET', '/support-matches/{support_match}/answer'],
  list_suggestions: ['GET', '/support-requests/{support_request}/suggestions'],
  get_agreement: ['GET', '/support-agreements/{support_agreement}'],
  list_agreements: ['GET', '/support-requests/{support_request}/agreements'],
  list_visits: ['GET', '/support-requests/{support_request}/visits'],
  get_visit: ['GET', '/support-visits/{support_visit}'],
  get_evaluation: ['GET', '/support-evaluations/{support_evaluation}'],
  get_notification_setting: ['GET', '/people/{person}/notification-setting'],
  get_digest_plan: ['GET', '/people/{person}/digest-plan'],
  get_calendar_feed: ['GET', '/people/{person}/calendar-feed'],
  list_dates: ['GET', '/dates'],
  list_my_actions: ['GET', '/actions'],
  list_actions: ['GET', '/topics/{topic}/actions'],
  get_action: ['GET', '/actions/{action}'],
  list_review_cycles: ['GET', '/review-cycles'],
  get_review_cycle: ['GET', '/review-cycles/{review_cycle}'],
  check_rota: ['GET', '/review-cycles/{review_cycle}/rota-check'],
  list_reviews: ['GET', '/peer-reviews'],
  get_review: ['GET', '/peer-reviews/{review}'],
  get_review_scope: ['GET', '/review-scopes/{review}'],
  list_interests: ['GET', '/peer-reviews/{review}/interests'],
  get_interest: ['GET', '/review-interests/{interest}'],
  get_self_review: ['GET', '/self-reviews/{review}'],
  list_review_activities: ['GET', '/peer-reviews/{review}/activities'],
  get_review_activity: ['GET', '/review-activities/{review_activity}'],
  list_evidence_notes: ['GET', '/peer-reviews/{review}/notes'],
  get_evidence_note: ['GET', '/evidence-notes/{evidence_note}'],
  get_review_report: ['GET', '/review-reports/{review}'],
  list_report_comments: ['GET', '/peer-reviews/{review}/report/comments'],
  get_report_comment: ['GET', '/report-comments/{report_comment}'],
  list_report_grants: ['GET', '/peer-reviews/{review}/report/grants'],
  list_my_grants: ['GET', '/report-grants'],
  get_report_grant: ['GET', '/report-grants/{report_grant}'],
  list_report_readings: ['GET', '/peer-reviews/{review}/report/readings'],
  get_report_reading: ['GET', '/report-readings/{report_reading}'],
  get_review_plan: ['GET', '/review-plans/{review}'],
  list_review_actions: ['GET', '/peer-reviews/{review}/actions'],
  list_my_review_actions: ['GET', '/review-actions'],
  get_review_action: ['GET', '/review-actions/{review_action}'],
  get_review_theme: ['GET', '/review-themes/{review}'],
  get_cycle_overview: ['GET', '/review-cycles/{review_cycle}/overview'],
  list_contracts: ['GET', '/contracts'],
  get_contract: ['GET', '/contracts/{contract}'],
  get_contract_terms: ['GET', '/contracts/{contract}/terms'],
  list_suppliers: ['GET', '/suppliers'],
  get_supplier: ['GET', '/suppliers/{supplier}'],
  list_experience: ['GET', '/suppliers/{supplier}/experience'],
  get_experience: ['GET', '/supplier-experience/{experience}'],
  list_pools: ['GET', '/pools'],
  get_pool: ['GET', '/pools/{pool}'],
  list_participations: ['GET', '/pools/{pool}/participations'],
  get_participation: ['GET', '/participations/{participation}'],
  get_thresholds: ['GET', '/thresholds'],
  get_bands: ['GET', '/organisations/{organisation}/buying-bands'],
  get_radar: ['GET', '/radar'],
  get_buying_overview: ['GET', '/organisations/{organisation}/buying-overview'],
  list_savings: ['GET', '/savings'],
  get_saving: ['GET', '/savings/{saving}'],
  list_contract_entries: ['GET', '/contracts/{contract}/entries'],
  get_contract_entry: ['GET', '/contract-entries/{contract_entry}'],
  list_purchases: ['GET', '/purchases'],
  get_purchase: ['GET', '/purchases/{purchase}'],
  list_purchase_gates: ['GET', '/purchases/{purchase}/gates'],
  get_purchase_gate: ['GET', '/purchase-gates/{purchase_gate}'],
  get_splitting: ['GET', '/purchases/{purchase}/splitting'],
  check_purchase_gates: ['GET', '/purchases/{purchase}/gates-check'],
  list_purchase_declarations: ['GET', '/purchases/{purchase}/declarations'],
  get_purchase_declaration: ['GET', '/purchase-declarations/{declaration}'],
  list_supplier_links: ['GET', '/purchases/{purchase}/supplier-links'],
  get_supplier_link: ['GET', '/supplier-links/{supplier_link}'],
  get_quote_scan: ['GET', '/quote-scans/{quote_scan}'],
  list_quotes: ['GET', '/purchases/{purchase}/quotes'],
  get_quote: ['GET', '/quotes/{quote}'],
  list_quote_prices: ['GET', '/purchases/{purchase}/quote-prices'],
  get_quote_price: ['GET', '/quotes/{quote}/price'],
  list_quote_scores: ['GET', '/purchases/{purchase}/scores'],
  get_quote_score: ['GET', '/quote-scores/{quote_score}'],
  get_moderation: ['GET', '/purchases/{purchase}/moderation'],
  get_award: ['GET', '/purchases/{purchase}/award'],
  get_award_letters: ['GET', '/purchases/{purchase}/letters'],
  list_api_tokens: ['GET', '/api-tokens'],
  get_api_token: ['GET', '/api-tokens/{token}'],
  get_status: ['GET', '/status'],
};
