// The parts of a person's copy of their data, and what is theirs in what is bought together.
#pragma once
#include <string>
#include <vector>

#include "store/personal_copy.hpp"
#include "store/view.hpp"

namespace staffroom::copies {

enum Part : std::uint8_t {
  account,
  profile,
  memberships,
  sessions,
  teams,
  topics,
  messages,
  revisions,
  reactions,
  mentions,
  marks,
  notifications,
  invitations,
  requests,
  letters,
  reports,
  resources,
  versions,
  approvals,
  uses,
  scores,
  resource_reports,
  practice,
  adoptions,
  support,
  peer_reviews,
  bought_together,
  collections,
  uploads,
  downloads,
  imports,
  mail,
  erasures,
  deeds
};
std::vector<PersonalCopy::Part> empty_parts();

/// What is the person's own in a record.
struct Own {
  Record record;
  std::string about;
  TimestampMs at;
  std::string text;
};
/// Of contracts, pools, suppliers and savings: what they entered, signed or wrote. Prices and what others say about
/// them are in it where they read these still.
std::vector<Own> own_in_buying(View const& view, PersonId person, Record const& record);

}  // namespace staffroom::copies
