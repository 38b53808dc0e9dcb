// What the headers of files mean.
#include "server/imports_columns.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "server/imports_file.hpp"

namespace staffroom {
namespace {

using Fate = ColumnPlan::Fate;
using enum ImportField;

template <std::size_t N>
bool is_one_of(std::string_view word, std::array<std::string_view, N> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Synonym {
  std::string_view header;
  ImportField field;
};
constexpr std::array synonyms{
    Synonym{"email", email},
    Synonym{"emailaddress", email},
    Synonym{"workemail", email},
    Synonym{"workemailaddress", email},
    Synonym{"schoolemail", email},
    Synonym{"staffemail", email},
    Synonym{"mail", email},
    Synonym{"forename", given_name},
    Synonym{"preferredforename", given_name},
    Synonym{"chosenforename", given_name},
    Synonym{"legalforename", given_name},
    Synonym{"firstname", given_name},
    Synonym{"preferredfirstname", given_name},
    Synonym{"givenname", given_name},
    Synonym{"preferredgivenname", given_name},
    Synonym{"surname", family_name},
    Synonym{"preferredsurname", family_name},
    Synonym{"legalsurname", family_name},
    Synonym{"lastname", family_name},
    Synonym{"familyname", family_name},
    Synonym{"name", full_name},
    Synonym{"fullname", full_name},
    Synonym{"staffname", full_name},
    Synonym{"displayname", full_name},
    Synonym{"employeename", full_name},
    Synonym{"urn", school_urn},
    Synonym{"schoolurn", school_urn},
    Synonym{"academyurn", school_urn},
    Synonym{"establishmenturn", school_urn},
    Synonym{"school", school_name},
    Synonym{"schoolname", school_name},
    Synonym{"academy", school_name},
    Synonym{"academyname", school_name},
    Synonym{"establishment", school_name},
    Synonym{"establishmentname", school_name},
    Synonym{"organisation", school_name},
    Synonym{"organization", school_name},
    Synonym{"site", school_name},
    Synonym{"workplace", school_name},
    Synonym{"role", role},
    Synonym{"hubrole", role},
    Synonym{"staffrole", role},
    Synonym{"jobtitle", title},
    Synonym{"job", title},
    Synonym{"jobrole", title},
    Synonym{"position", title},
    Synonym{"post", title},
    Synonym{"posttitle", title},
    Synonym{"title", title},
    Synonym{"subject", subjects},
    Synonym{"subjects", subjects},
    Synonym{"subjectstaught", subjects},
    Synonym{"teachingsubjects", subjects},
    Synonym{"department", subjects},
    Synonym{"team", teams},
    Synonym{"teams", teams},
    Synonym{"hubteams", teams},
    Synonym{"start", starts},
    Synonym{"starts", starts},
    Synonym{"startdate", starts},
    Synonym{"datestarted", starts},
    Synonym{"datejoined", starts},
    Synonym{"employmentstart", starts},
    Synonym{"employmentstartdate", starts},
    Synonym{"from", starts},
    Synonym{"end", ends},
    Synonym{"ends", ends},
    Synonym{"enddate", ends},
    Synonym{"leavingdate", ends},
    Synonym{"dateleft", ends},
    Synonym{"dateofleaving", ends},
    Synonym{"employmentend", ends},
    Synonym{"employmentenddate", ends},
    Synonym{"until", ends},
    Synonym{"staffid", staff_id},
    Synonym{"employeeid", staff_id},
    Synonym{"employeenumber", staff_id},
    Synonym{"personnelnumber", staff_id},
    Synonym{"payrollnumber", staff_id},
    Synonym{"sourcedid", staff_id},
    Synonym{"status", status},
    Synonym{"employmentstatus", status},
    Synonym{"staffstatus", status},
};

}  // namespace

bool is_personal(std::string_view word) {
  for (std::string_view const part : {"dateofbirth",
                                      "birth",
                                      "nationalinsurance",
                                      "ninumber",
                                      "nino",
                                      "address",
                                      "postcode",
                                      "phone",
                                      "mobile",
                                      "telephone",
                                      "salary",
                                      "payscale",
                                      "paypoint",
                                      "bank",
                                      "sortcode",
                                      "accountnumber",
                                      "gender",
                                      "ethnic",
                                      "religion",
                                      "disab",
                                      "nationality",
                                      "marital",
                                      "password",
                                      "nextofkin",
                                      "emergency",
                                      "personalemail",
                                      "homeemail",
                                      "medical",
                                      "absence",
                                      "sickness",
                                      "dbs",
                                      "passport",
                                      "trn",
                                      "teachernumber",
                                      "teacherreference"}) {
    if (word.find(part) != std::string_view::npos) return true;
  }
  return is_one_of<4>(word, {"dob", "sex", "sms", "ni"});
}

namespace {

bool is_birthday(std::string_view word) {
  return word == "dob" || word.find("dateofbirth") != std::string_view::npos || word == "birthdate";
}

bool is_of_pupils(std::string_view word) {
  if (is_one_of<8>(word, {"upn", "formerupn", "uln", "uniquelearnernumber", "admissionnumber", "admissionno",
                          "registrationgroup", "reggroup"})) {
    return true;
  }
  return word.find("pupil") != std::string_view::npos || word.find("learner") != std::string_view::npos ||
         word.starts_with("student") || word.find("formerupn") != std::string_view::npos;
}

bool is_salutation(std::string_view cell) {
  auto const word = plain_header(cell);
  return is_one_of<11>(word, {"mr", "mrs", "miss", "ms", "mx", "dr", "prof", "rev", "sir", "dame", "father"});
}

std::string pupils_words(std::string const& header) {
  return "The column “" + header +
         "” looks like pupils' records. The hub holds none: take the column out, or send another file.";
}

}  // namespace

std::string refusal_of_pupils(std::vector<std::string> const& headers) {
  std::string birthday;
  std::string ethnicity;
  bool named = false;
  for (auto const& header : headers) {
    auto const word = plain_header(header);
    if (is_of_pupils(word)) return pupils_words(header);
    if (is_birthday(word)) birthday = header;
    if (word.find("ethnic") != std::string::npos) ethnicity = header;
    named = named || word.find("name") != std::string::npos;
  }
  if (named && !birthday.empty()) return pupils_words(birthday);
  if (named && !ethnicity.empty()) return pupils_words(ethnicity);
  return {};
}

namespace {

// ---- the register

constexpr std::array school_headers{"URN",
                                    "EstablishmentName",
                                    "LA (code)",
                                    "LA (name)",
                                    "EstablishmentNumber",
                                    "TypeOfEstablishment (code)",
                                    "TypeOfEstablishment (name)",
                                    "EstablishmentStatus (code)",
                                    "EstablishmentStatus (name)",
                                    "OpenDate",
                                    "CloseDate",
                                    "PhaseOfEducation (code)",
                                    "PhaseOfEducation (name)",
                                    "StatutoryLowAge",
                                    "StatutoryHighAge",
                                    "Gender (name)",
                                    "ReligiousCharacter (name)",
                                    "Diocese (name)",
                                    "SchoolCapacity",
                                    "NumberOfPupils",
                                    "Trusts (code)",
                                    "UKPRN",
                                    "Town",
                                    "Postcode",
                                    "SchoolWebsite",
                                    "GOR (name)",
                                    "Easting",
                                    "Northing"};
constexpr std::array group_headers{
    "Group UID",  "Group ID",       "Group Name", "Companies House Number",      "Group Type (code)",
    "Group Type", "Closed Date",    "Open date",  "Incorporated on (open date)", "Group Status",
    "Group Town", "Group Postcode", "UKPRN"};
constexpr std::array link_headers{"URN", "LinkURN", "LinkType"};

struct Renamed {
  std::string_view header;  // plain
  std::string_view now;
};
/// Headers of other years.
constexpr std::array renamed{Renamed{"establishmentstatus", "EstablishmentStatus (name)"},
                             Renamed{"phaseofeducation", "PhaseOfEducation (name)"},
                             Renamed{"typeofestablishment", "TypeOfEstablishment (name)"},
                             Renamed{"gender", "Gender (name)"},
                             Renamed{"religiouscharacter", "ReligiousCharacter (name)"},
                             Renamed{"diocese", "Diocese (name)"},
                             Renamed{"la", "LA (code)"},
                             Renamed{"gor", "GOR (name)"},
                             Renamed{"trustcode", "Trusts (code)"},
                             Renamed{"trustscode", "Trusts (code)"},
                             Renamed{"groupuid", "Group UID"},
                             Renamed{"schoolname", "EstablishmentName"},
                             Renamed{"incorporatedon", "Incorporated on (open date)"},
                             Renamed{"grouptypename", "Group Type"},
                             Renamed{"groupstatusname", "Group Status"},
                             Renamed{"groupopendate", "Open date"},
                             Renamed{"groupcloseddate", "Closed Date"}};

bool is_head_of_it(std::string_view word) {
  return word.starts_with("headtitle") || word.starts_with("headfirstname") || word.starts_with("headlastname") ||
         word.starts_with("headhonours") || word.starts_with("headpreferred") || word.starts_with("headofgroup") ||
         word.starts_with("telephone") || word.starts_with("headname") || word.find("email") != std::string_view::npos;
}

std::string_view name_of(ImportSource source) {
  switch (source) {
    case ImportSource::register_groups: return "groups (allgroupsdata)";
    case ImportSource::register_links: return "links (links_edubasealldata)";
    default: return "schools (edubasealldata)";
  }
}

}  // namespace

FilePlan plan_of_staff(std::vector<std::string> const& headers, std::vector<std::string> const& sample) {
  FilePlan plan;
  plan.failure = refusal_of_pupils(headers);
  if (!plan.failure.empty()) return plan;
  std::set<ImportField> taken;
  for (std::size_t place = 0; place < headers.size(); ++place) {
    ColumnPlan column{.header = headers[place]};
    auto const word = plain_header(headers[place]);
    auto const known =
        std::find_if(synonyms.begin(), synonyms.end(), [&](auto const& it) { return it.header == word; });
    bool const salutation = known != synonyms.end() && known->field == title && is_salutation(sample[place]);
    if (known != synonyms.end() && !salutation) {
      if (taken.insert(known->field).second) column.field = known->field;
    } else if (word.empty()) {
      column.fate = Fate::ignore;
    } else if (is_personal(word)) {
      column.fate = Fate::drop;
    }
    plan.columns.push_back(std::move(column));
  }
  auto const kept =
      std::count_if(plan.columns.begin(), plan.columns.end(), [](auto const& it) { return it.fate == Fate::keep; });
  if (std::size_t(kept) > limits::import_columns_max) {
    plan.failure = "This file has over " + std::to_string(limits::import_columns_max) +
                   " columns. Keep the ones about the post: e-mail, name, school, role, dates.";
  }
  return plan;
}

FilePlan plan_of_register(ImportSource source, std::vector<std::string> const& headers) {
  std::vector<std::string_view> wanted(school_headers.begin(), school_headers.end());
  std::vector<std::string_view> needed{"URN", "EstablishmentName"};
  if (source == ImportSource::register_groups) {
    wanted.assign(group_headers.begin(), group_headers.end());
    needed = {"Group UID", "Group Name"};
  }
  if (source == ImportSource::register_links) {
    wanted.assign(link_headers.begin(), link_headers.end());
    needed = wanted;
  }
  FilePlan plan;
  std::set<std::string_view> found;
  for (auto const& header : headers) {
    ColumnPlan column{.header = header, .fate = Fate::ignore};
    auto const word = plain_header(header);
    auto now = std::find_if(wanted.begin(), wanted.end(), [&](auto const& it) { return plain_header(it) == word; });
    if (now == wanted.end()) {
      auto const old = std::find_if(renamed.begin(), renamed.end(), [&](auto const& it) { return it.header == word; });
      if (old != renamed.end()) now = std::find(wanted.begin(), wanted.end(), old->now);
    }
    if (now != wanted.end() && found.insert(*now).second) {
      column.header = *now;
      column.fate = Fate::keep;
    } else if (is_head_of_it(word)) {
      column.fate = Fate::drop;
    }
    plan.columns.push_back(std::move(column));
  }
  for (auto const& header : needed) {
    if (found.contains(header)) continue;
    plan.failure = "This is not the register's file of " + std::string(name_of(source)) + ": it has no column “" +
                   std::string(header) + "”.";
    break;
  }
  return plan;
}

}  // namespace staffroom
