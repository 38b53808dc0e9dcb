// Mail: what is to be sent, and how far it got. The mail follower takes, hands over and reports; it decides nothing.
#include <algorithm>
#include <array>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/digest_plans.hpp"
#include "store/index_rows.hpp"
#include "store/mail_window.hpp"
#include "store/mails.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// How long after a refusal it is tried again; then it has failed.
constexpr std::array<std::chrono::milliseconds, 5> retries{std::chrono::minutes{1}, std::chrono::minutes{5},
                                                           std::chrono::minutes{30}, std::chrono::hours{2},
                                                           std::chrono::hours{8}};

void send(View const& view, EmailNote& note) {
  note.state = EmailState::sending;
  ++note.attempts;
  auto const plan = note.about == EmailAbout::digest ? view.find<DigestPlan>(*note.person) : nullptr;
  // What another digest told meanwhile is not told again.
  if (plan && note.covers_from) note.covers_from = std::max(*note.covers_from, plan->covers_from);
}

void hold(EmailNote& note, std::optional<TimestampMs> until) {
  note.state = until ? EmailState::held : EmailState::dropped;
  if (until) note.next_at = *until;
}

}  // namespace

void mails::note(Change& change, Asked& asked, EmailNote wanted) {
  wanted.id = asked.take<EmailId>();
  wanted.next_at = std::max(wanted.next_at, asked.now);
  wanted.created = asked.now;
  auto const answer_key = change.answer_key;
  change.put(std::move(wanted));
  change.answer_key = answer_key;
}

std::optional<OrganisationId> mails::organisation_of(View const& view, PersonId person) {
  std::optional<OrganisationId> last;
  for (auto const& membership : tree::memberships_of(view, person)) {
    if (membership->state == Standing::current) return membership->organisation;
    last = membership->organisation;
  }
  return last;
}

bool mails::is_address(std::string_view text) {
  auto const at = text.find('@');
  if (at == text.npos || at == 0 || at > 64 || text.size() > limits::email_length_max) return false;
  auto const name = text.substr(0, at);
  auto const domain = text.substr(at + 1);
  auto const is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
  bool const name_fits = std::all_of(name.begin(), name.end(),
                                     [&](char c) { return is_letter_or_digit(c) || marks.find(c) != marks.npos; });
  bool const domain_fits =
      std::all_of(domain.begin(), domain.end(), [&](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; });
  auto const dots_fit = [](std::string_view part) {
    return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == part.npos;
  };
  return name_fits && domain_fits && dots_fit(name) && dots_fit(domain) && domain.find('.') != domain.npos &&
         domain.front() != '-' && domain.back() != '-';
}

Result<Change> decide(View const& view, Asked& asked, TakeEmail const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<EmailNote>("ids.email", command.email));
  bool const waits = found->state == EmailState::due || found->state == EmailState::held;
  if (!waits || found->next_at > asked.now) return Error::conflict("wrong_state", "This mail is not due.");
  auto taken = *found;
  ++taken.version;
  if (!mails::is_wanted(view, asked, taken)) {
    taken.state = EmailState::dropped;
    return Change{}.put(std::move(taken));
  }
  MailWindow const window(view, taken.person.value_or(PersonId{}));
  if (mails::is_security(taken.about) || window.contains(asked.now)) {
    send(view, taken);
  } else {
    hold(taken, window.next_moment(asked.now));
  }
  return Change{}.put(std::move(taken));
}

Result<Change> decide(View const& view, Asked& asked, ReportEmail const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<EmailNote>("ids.email", command.email));
  if (found->state != EmailState::sending) return Error::conflict("wrong_state", "This mail is not on its way.");
  auto told = *found;
  ++told.version;
  told.trouble = command.trouble;
  switch (command.result) {
    case EmailResult::sent: told.state = EmailState::sent; break;
    case EmailResult::bounced: told.state = EmailState::bounced; break;
    case EmailResult::uncertain: told.state = EmailState::uncertain; break;
    case EmailResult::dropped: told.state = EmailState::dropped; break;
    case EmailResult::refused:
      if (told.attempts > retries.size()) {
        told.state = EmailState::failed;
      } else {
        told.state = EmailState::due;
        told.next_at = asked.now + retries[std::max<std::uint32_t>(told.attempts, 1) - 1];
      }
      break;
  }
  Change change;
  change.put(told);
  if (told.state == EmailState::sent) {
    mails::forget_bounces(change, view, told);
    if (told.about == EmailAbout::digest) digest_plans::cover(change, view, told);
  }
  if (told.state == EmailState::bounced) mails::count_bounce(change, view, asked, told);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SendEmailAgain const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<EmailNote>("ids.email", command.email));
  Subject subject;
  subject.organisation = found->organisation;
  if (found->person) subject.about = *found->person;
  TRY(door.may(Thing::email, Action::resend, subject));
  TRY(check_version(asked, found->version));
  bool const may_go_again = found->state == EmailState::uncertain || found->state == EmailState::failed ||
                            found->state == EmailState::bounced;
  if (!may_go_again) {
    return Error::conflict("wrong_state", "Only a mail that failed, came back or is uncertain is sent again.");
  }
  auto again = *found;
  again.state = EmailState::due;
  again.attempts = 0;
  again.next_at = asked.now;
  again.trouble.reset();
  ++again.version;
  return Change{}.put(std::move(again));
}

namespace {

constexpr std::size_t nodes_max = 5'000;

/// The node and those below it that mail can be about: nobody belongs to one that is only listed.
std::vector<OrganisationId> with_all_below(View const& view, OrganisationId node) {
  std::vector<OrganisationId> out{node};
  for (std::size_t at = 0; at < out.size() && out.size() < nodes_max; ++at) {
    for (auto const child : tree::children_of(view, out[at], nodes_max)) {
      auto const found = view.find<Organisation>(child);
      if (found && found->state != OrganisationState::listed) out.push_back(child);
    }
  }
  return out;
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListEmails const& query, Page const& page) {
  Door const door(view, asked);
  TRY(door.readable<Organisation>("ids.organisation", query.organisation));
  std::vector<std::string> lists;
  for (auto const node : with_all_below(view, query.organisation)) {
    lists.push_back(IndexKey(Index::emails_by_organisation).id(node).take());
  }
  return answer_merged(view, page, lists, [&](std::uint64_t id, Envelope* into) {
    if (!into) return door.readable<EmailNote>("", EmailId{id}).has_value();
    into->item_of<EmailNote>(EmailId{id});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetEmail const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<EmailNote>("ids.email", query.email));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
