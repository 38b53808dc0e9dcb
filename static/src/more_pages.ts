// Pages by section, for routes.ts; see there.
export const teams = {
  newTeam: () => import('./screens/teams/NewTeam.svelte'),
  reports: () => import('./screens/teams/Reports.svelte'),
  newTopic: () => import('./screens/conversations/NewTopic.svelte'),
};
export const mine = {
  library: () => import('./screens/library/Mine.svelte'),
  practice: () => import('./screens/practice/Mine.svelte'),
  newPost: () => import('./screens/practice/NewPost.svelte'),
  editPost: () => import('./screens/practice/EditPost.svelte'),
};
export const reviews = {
  list: () => import('./screens/reviews/Reviews.svelte'),
  newCycle: () => import('./screens/reviews/NewCycle.svelte'),
  cycle: () => import('./screens/reviews/Cycle.svelte'),
  editCycle: () => import('./screens/reviews/EditCycle.svelte'),
  grantedReport: () => import('./screens/reviews/GrantedReport.svelte'),
  review: () => import('./screens/reviews/Review.svelte'),
  selfReview: () => import('./screens/reviews/SelfReview.svelte'),
  timetable: () => import('./screens/reviews/Timetable.svelte'),
  notes: () => import('./screens/reviews/Notes.svelte'),
  report: () => import('./screens/reviews/Report.svelte'),
  plan: () => import('./screens/reviews/Plan.svelte'),
};
export const admin = {
  people: () => import('./screens/admin/AdminPeople.svelte'),
  person: () => import('./screens/admin/AdminPerson.svelte'),
  invitations: () => import('./screens/admin/AdminInvitations.svelte'),
  organisations: () => import('./screens/admin/AdminOrganisations.svelte'),
  imports: () => import('./screens/admin/AdminImports.svelte'),
  newImport: () => import('./screens/admin/NewImport.svelte'),
  oneImport: () => import('./screens/admin/AdminImport.svelte'),
  mail: () => import('./screens/admin/AdminMail.svelte'),
  settings: () => import('./screens/admin/AdminSettings.svelte'),
  calendar: () => import('./screens/admin/AdminCalendar.svelte'),
  audit: () => import('./screens/admin/AdminAudit.svelte'),
  erasures: () => import('./screens/admin/AdminErasures.svelte'),
  hub: () => import('./screens/admin/AdminHub.svelte'),
};
export const support = {
  list: () => import('./screens/support/Support.svelte'),
  queue: () => import('./screens/support/Queue.svelte'),
  overview: () => import('./screens/support/Overview.svelte'),
  newRequest: () => import('./screens/support/NewRequest.svelte'),
  case: () => import('./screens/support/Case.svelte'),
  editRequest: () => import('./screens/support/EditRequest.svelte'),
  match: () => import('./screens/support/Match.svelte'),
};
export const share = {
  begin: () => import('./screens/share/Share.svelte'),
  shareDraft: () => import('./screens/share/ShareDraft.svelte'),
  newVersion: () => import('./screens/share/NewVersion.svelte'),
  editResource: () => import('./screens/share/EditResource.svelte'),
  held: () => import('./screens/share/Held.svelte'),
};
export const settings = {
  account: () => import('./screens/accounts/Settings.svelte'),
  hearing: () => import('./screens/hearing/Hearing.svelte'),
  calendarAddress: () => import('./screens/hearing/CalendarAddress.svelte'),
  programs: () => import('./screens/accounts/ApiTokens.svelte'),
};
export const help = {
  policy: () => import('./screens/help/Policy.svelte'),
  start: () => import('./screens/help/Help.svelte'),
};
export const organisations = {
  list: () => import('./screens/organisations/Organisations.svelte'),
  organisation: () => import('./screens/organisations/Organisation.svelte'),
  editOrganisation: () => import('./screens/organisations/EditOrganisation.svelte'),
};
export const collections = {
  list: () => import('./screens/collections/Collections.svelte'),
  collection: () => import('./screens/collections/Collection.svelte'),
};
export const buying = {
  start: () => import('./screens/buying/Buying.svelte'),
  contracts: () => import('./screens/buying/Contracts.svelte'),
  newContract: () => import('./screens/buying/NewContract.svelte'),
  contract: () => import('./screens/buying/Contract.svelte'),
  editContract: () => import('./screens/buying/EditContract.svelte'),
  newImport: () => import('./screens/buying/ImportRegister.svelte'),
  oneImport: () => import('./screens/buying/ImportedRegister.svelte'),
  radar: () => import('./screens/buying/Radar.svelte'),
  pools: () => import('./screens/buying/Pools.svelte'),
  newPool: () => import('./screens/buying/NewPool.svelte'),
  pool: () => import('./screens/buying/Pool.svelte'),
  editPool: () => import('./screens/buying/EditPool.svelte'),
  purchases: () => import('./screens/buying/Purchases.svelte'),
  newPurchase: () => import('./screens/buying/NewPurchase.svelte'),
  purchase: () => import('./screens/buying/Purchase.svelte'),
  suppliers: () => import('./screens/buying/Suppliers.svelte'),
  supplier: () => import('./screens/buying/Supplier.svelte'),
  savings: () => import('./screens/buying/Savings.svelte'),
  newSaving: () => import('./screens/buying/NewSaving.svelte'),
  saving: () => import('./screens/buying/Saving.svelte'),
  overview: () => import('./screens/buying/Overview.svelte'),
  bands: () => import('./screens/buying/BandsPage.svelte'),
  thresholds: () => import('./screens/buying/ThresholdsPage.svelte'),
};
