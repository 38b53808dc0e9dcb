// The words of staff files: roles as schools write them, dates as spreadsheets write them, states and lists.
#include "store/imports_people_words.hpp"

#include <doctest/doctest.h>

#include "protocol/time.hpp"

namespace staffroom::imports {
namespace {

/// "headteacher", "subject_lead maths, title", "unprocessable".
std::string read_as(std::string_view words, OrganisationType at = OrganisationType::school) {
  auto const read = role_of(words, at);
  if (!read) return read.error().code == ErrorCode::unprocessable ? "unprocessable" : "?";
  auto out = std::string(name_of(read->role));
  if (read->subject) out += " of " + read->subject->value;
  return out + (read->is_title ? ", title" : "");
}

/// "2026-09-01", "nothing", "no date".
std::string day_read(std::string_view text) {
  auto const read = date_of(text);
  if (!read) return "no date";
  return *read ? to_text(**read) : "nothing";
}

}  // namespace

TEST_CASE("roles are known by the words that schools use, whatever their case and punctuation") {
  CHECK(read_as("Teacher") == "staff, title");
  CHECK(read_as("  MEMBER of  Staff. ") == "staff");
  CHECK(read_as("Deputy Head-teacher") == "staff, title");
  CHECK(read_as("deputy for behaviour") == "staff, title");
  CHECK(read_as("Assistant Principal") == "staff, title");
  CHECK(read_as("Teacher of History") == "staff, title");
  CHECK(read_as("Business Manager") == "business manager");
  CHECK(read_as("School Business Leader") == "business manager, title");
  CHECK(read_as("Governor") == "governor");
  CHECK(read_as("Chair of Governors") == "governor, title");
  CHECK(read_as("CEO") == "trust leader, title");
  CHECK(read_as("Hub administrator") == "administrator");
  CHECK(read_as("Partner") == "partner");
}

TEST_CASE("who heads a subject leads it; who heads a year or a house is staff with that title") {
  CHECK(read_as("Subject lead") == "subject lead");
  CHECK(read_as("Head of maths") == "subject lead of maths, title");
  CHECK(read_as("Leader of D&T") == "subject lead of d&t, title");
  CHECK(read_as("Lead for Français") == "subject lead of français, title");
  CHECK(read_as("Subject lead for key skills") == "subject lead of key skills, title");
  for (auto const* pastoral : {"Head of Year 7", "Head of house", "Head of Key Stage 3", "Head of KS4",
                               "Head of Sixth Form", "Leader of pastoral care"}) {
    CHECK_MESSAGE(read_as(pastoral) == "staff, title", pastoral);
  }
}

TEST_CASE("a trust has no headteacher of its own: who is called so there leads it") {
  CHECK(read_as("Headteacher") == "headteacher");
  CHECK(read_as("Headteacher", OrganisationType::trust) == "trust leader, title");
  CHECK(read_as("Principal", OrganisationType::network) == "trust leader, title");
  CHECK(read_as("Teacher", OrganisationType::trust) == "staff, title");
}

TEST_CASE("words that mean two things, or nothing, are refused with words that work") {
  for (auto const* words : {"Administrator", "admin", "wizard", "", "Head of", "!!"}) {
    CHECK_MESSAGE(read_as(words) == "unprocessable", words);
  }
  CHECK(role_of("Admin", OrganisationType::school).error().detail.find("hub administrator") != std::string::npos);
}

TEST_CASE("dates are read as spreadsheets write them; a day before 2000 counts as none") {
  for (auto const* text :
       {"2026-09-01", "1/9/2026", "01/09/2026", "01-09-26", "1.9.26", "2026-09-01 00:00:00", "2026-09-01T08:30:00Z"}) {
    CHECK_MESSAGE(day_read(text) == "2026-09-01", text);
  }
  CHECK(day_read("1/9/1987") == "nothing");
  CHECK(day_read("1987-09-01") == "nothing");
  CHECK(day_read("") == "nothing");
  for (auto const* text : {"1/9", "1/9/2026/1", "1-9/2026", "a/9/2026", "1/9x/2026", "-1/9/2026", "31/2/2026",
                           "1/13/2026", "1/13/1987", "32/1/1987", "0/1/1987", "1/0/1987", "1/9/1887", "soon", "1/9/"}) {
    CHECK_MESSAGE(day_read(text) == "no date", text);
  }
}

}  // namespace staffroom::imports
