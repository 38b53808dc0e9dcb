// Arranging the situations of the policy's cases: a team of its own for each.
#include "tests/laws/policy_world.hpp"

namespace staffroom::tests {

Cast cast_of(Scenario& s) {
  auto const olga = s.as_system(CreatePerson{{"Olga Outside"}, {"olga@example.org"}, "x"});
  Cast cast{s.engages("Lena Lead", s.kirkby, Role::subject_lead, "Art"),
            s.engages("Mona Member", s.kirkby, Role::staff),
            s.engages("Otto Other", s.kirkby, Role::staff),
            s.engages("Milly Money", s.kirkby, Role::business_manager),
            s.engages("Sid Subject", s.kirkby, Role::subject_lead, "Art"),
            Colleague(s, PersonId{id_in(*olga)}),
            s.engages("Lewis Left", s.kirkby, Role::staff),
            s.engages("Asa Asker", s.kirkby, Role::staff)};
  s.ends_memberships_of(cast.leaver);
  return cast;
}

namespace {

Colleague person_named(Scenario& s, Cast const& cast, std::string const& name) {
  if (name == "milly") return cast.milly;
  if (name == "sid") return cast.sid;
  if (name == "olga") return cast.olga;
  std::map<std::string, Colleague> const known{{"dan", s.dan},   {"nadia", s.nadia}, {"tom", s.tom}, {"tess", s.tess},
                                               {"gwen", s.gwen}, {"priya", s.priya}, {"leo", s.leo}};
  return known.at(name);
}

// ---- arranging

void take_place(World& w) {
  switch (w.it.place) {
    case Place::none: return;
    case Place::lead: return w.lead.appoints(w.team, w.viewer);
    case Place::member: w.lead.adds(w.team, w.viewer); return;
    case Place::guest: w.lead.adds_guest(w.team, w.viewer, {w.channel}, w.s.in_days(90)); return;
    case Place::guest_elsewhere: w.lead.adds_guest(w.team, w.viewer, {w.elsewhere}, w.s.in_days(90)); return;
  }
}

/// Who has no place makes what they are the author of as a member, and is removed.
void write_things(World& w) {
  bool const by_viewer = w.it.author;
  bool const lent = by_viewer && w.it.place == Place::none;
  if (lent) w.lead.adds(w.team, w.viewer);
  auto const author = by_viewer ? w.viewer : w.mate;
  w.lead.does(EditChannel{.channel = w.channel, .guests_may_start = true});
  for (auto* topic : {&w.topic, &w.agreed, &w.locked}) {
    *topic = author.starts(w.channel, "A question");
    w.lead.does(EditTopicSummary{*topic, {"Where we are."}});
  }
  w.lead.does(AgreeTopic{w.agreed});
  author.does(React{w.topic, 1, ReactionWord::helpful});
  w.flag = author.reports(w.lead.starts(w.channel, "Another", "Words."), 1);
  if (lent) w.lead.removes(w.s.place_of(w.viewer, w.team));
  w.lead.does(EditChannel{.channel = w.channel, .guests_may_start = w.it.guests_may_start});
}

/// An action of the topic, the viewer's own or given by them; who has no place there lost it since.
void give_action(World& w) {
  auto const standing = w.s.store().standing(w.viewer.id());
  w.owned = w.it.self && standing && standing->is_current();
  auto const reads = w.it.place == Place::lead || w.it.place == Place::member || w.it.place == Place::guest;
  bool const lent = (w.owned || w.it.author) && !reads;
  bool const as_guest = !standing->in_network() || w.it.place == Place::guest_elsewhere;
  if (lent && as_guest && w.it.place == Place::none) {
    w.lead.adds_guest(w.team, w.viewer, {w.channel}, w.s.in_days(90));
  } else if (lent && as_guest) {
    w.lead.does(GrantChannels{w.s.place_of(w.viewer, w.team), {{w.elsewhere, w.channel}}});
  } else if (lent) {
    w.lead.adds(w.team, w.viewer);
  }
  auto const owner = w.owned ? w.viewer : w.mate;
  auto const author = w.it.author ? w.viewer : w.lead;
  w.action = {id_in(
      author.does(CreateAction{.topic = w.topic, .title = {"Do it"}, .owner = owner.id(), .due = w.s.in_days(10)}))};
  if (lent && w.it.place == Place::none) w.lead.removes(w.s.place_of(w.viewer, w.team));
  if (lent && w.it.place == Place::guest_elsewhere) {
    w.lead.does(GrantChannels{w.s.place_of(w.viewer, w.team), {{w.elsewhere}}});
  }
}

void ask_to_join(World& w, Cast const& cast) {
  bool const may = w.it.author && w.s.store().standing(w.viewer.id())->in_network() && w.it.place == Place::none;
  w.lead.does(SetJoining{w.team, Joining::by_request, w.s.network});
  if (may) {
    w.request = w.viewer.asks_to_join(w.team);
    w.asked_by_viewer = true;
  } else if (w.it.author && w.it.place == Place::lead) {
    // Asked first, was then made a lead: the request is answered, and still their own.
    w.lead.removes(w.s.place_of(w.viewer, w.team));
    w.request = w.viewer.asks_to_join(w.team);
    w.lead.appoints(w.team, w.viewer);
    w.asked_by_viewer = true;
  } else {
    w.request = cast.asker.asks_to_join(w.team);
  }
  w.lead.does(SetJoining{w.team, w.it.joining, w.s.network});
}

void shut(World& w) {
  w.lead.does(LockTopic{w.locked});
  switch (w.it.shut) {
    case Shut::open: return;
    case Shut::team_archived: w.lead.does(ArchiveTeam{w.team}); return;
    case Shut::channel_archived: w.lead.does(ArchiveChannel{w.channel}); return;
    case Shut::locked:
      w.lead.does(LockTopic{w.topic});
      w.lead.does(LockTopic{w.agreed});
      return;
    case Shut::for_members: w.lead.does(SetPosting{w.channel, Posting::members}); return;
    case Shut::for_leads: w.lead.does(SetPosting{w.channel, Posting::leads}); return;
  }
}

/// One at a time: nobody may have more than so many.
ApiTokenId token_of(Scenario& s, Colleague const& owner) {
  for (auto const id : owner.lists(ListApiTokens{})) owner.does(RevokeApiToken{{id}});
  auto hash = std::to_string(s.store().seq());
  hash.insert(0, 64 - hash.size(), '0');
  return {id_in(owner.does(OpenApiToken{{"A program"}, {{TokenScope::read}}, 30, hash}))};
}

void arrange_own(World& w, Cast const& cast) {
  auto const subject = w.it.self ? w.viewer : w.it.left ? cast.leaver : cast.mate;
  w.person = subject.id();
  if (!w.it.self || w.s.store().standing(w.viewer.id())->is_current()) {
    auto const owner = w.it.left && !w.it.self ? cast.mate : subject;
    w.session = owner.signs_in();
    w.s.remember_session(owner.id(), {});
    w.api_token = token_of(w.s, owner);
    auto const reads = owner.finds(GetTopic{w.topic}) ? owner : cast.mate;
    auto const told = w.it.self ? owner : reads;
    w.lead.does(PostMessage{.topic = w.agreed, .text = {"You?"}, .mentions = {{told.id()}}});
    w.notification = told.told_because(Because::mentioned);
    if (w.it.self) w.viewer.does(CreateCalendarFeed{w.viewer.id()});
  }
  auto const page = w.s.nadia.sees(ListPeople{});
  for (auto const& it : page.at("also")) {
    if (it.at("person") == subject.id().value) w.membership = {it.at("id").get<std::uint64_t>()};
  }
  if (w.viewer.finds(GetTopic{w.topic})) w.viewer.does(MarkRead{w.topic, 1});
}

}  // namespace

World arrange(Scenario& s, Cast const& cast, Situation const& it) {
  auto const viewer = person_named(s, cast, it.who);
  World w{.s = s,
          .it = it,
          .viewer = viewer,
          .lead = cast.lead,
          .mate = cast.mate,
          .other = cast.other,
          .target = it.target_self ? viewer.id() : cast.other.id()};
  w.team = w.lead.founds(s.kirkby, "Team", Joining::open, s.network);
  w.general = ChannelId{w.lead.lists(ListChannels{w.team}).front()};
  w.channel = w.lead.opens(w.team, "Here");
  w.elsewhere = w.lead.opens(w.team, "Elsewhere");
  w.target_channel = w.lead.opens(w.team, "Target");
  w.place = w.lead.adds(w.team, w.mate);
  w.guest_place = w.lead.adds_guest(w.team, s.paul, {w.channel}, s.in_days(60));
  take_place(w);
  write_things(w);
  give_action(w);
  if (!it.target_writable) w.lead.does(ArchiveChannel{w.target_channel});
  ask_to_join(w, cast);
  if (it.place == Place::guest_elsewhere) w.place = w.guest_place;
  if (it.self && s.place_of(viewer, w.team)) w.place = s.place_of(viewer, w.team);
  w.ends = it.ends_well ? s.in_days(30) : s.in_days(-1);
  arrange_own(w, cast);
  shut(w);
  if (it.leaderless) w.lead.leaves(w.team);
  return w;
}

void dismantle(World& w, Cast const& cast) {
  for (auto const& person : {w.viewer, cast.lead, cast.mate, cast.other, cast.asker, w.s.paul}) {
    if (auto const place = w.s.place_of(person, w.team)) (void)person.tries(EndTeamMembership{place});
  }
}

}  // namespace staffroom::tests
