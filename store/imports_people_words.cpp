// The words of staff files.
#include "store/imports_people_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "store/imports.hpp"
#include "store/index_rows.hpp"

namespace staffroom::imports {
namespace {

/// Lower-cased, with one blank where there was anything but letters, digits and "&".
std::string plain(std::string_view text) {
  std::string out;
  for (unsigned char const c : folded(text)) {
    bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '&' || c >= 0x80;
    if (kept) {
      out += static_cast<char>(c);
    } else if (!out.empty() && out.back() != ' ' && c != '\'') {
      out += ' ';
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

struct Word {
  std::string_view text;
  Role role;
  bool is_title;
};
constexpr std::array words{
    Word{"staff", Role::staff, false},
    Word{"member of staff", Role::staff, false},
    Word{"support staff", Role::staff, false},
    Word{"teaching staff", Role::staff, false},
    Word{"office staff", Role::staff, true},
    Word{"teacher", Role::staff, true},
    Word{"class teacher", Role::staff, true},
    Word{"teaching assistant", Role::staff, true},
    Word{"aide", Role::staff, false},
    Word{"ta", Role::staff, true},
    Word{"hlta", Role::staff, true},
    Word{"senco", Role::staff, true},
    Word{"sendco", Role::staff, true},
    Word{"ect", Role::staff, true},
    Word{"tutor", Role::staff, true},
    Word{"lecturer", Role::staff, true},
    Word{"technician", Role::staff, true},
    Word{"counselor", Role::staff, true},
    Word{"counsellor", Role::staff, true},
    Word{"deputy headteacher", Role::staff, true},
    Word{"deputy head", Role::staff, true},
    Word{"assistant headteacher", Role::staff, true},
    Word{"assistant head", Role::staff, true},
    Word{"subject lead", Role::subject_lead, false},
    Word{"subject leader", Role::subject_lead, false},
    Word{"curriculum lead", Role::subject_lead, true},
    Word{"curriculum leader", Role::subject_lead, true},
    Word{"middle leader", Role::subject_lead, true},
    Word{"hod", Role::subject_lead, true},
    Word{"head of department", Role::subject_lead, true},
    Word{"head of faculty", Role::subject_lead, true},
    Word{"business manager", Role::business_manager, false},
    Word{"school business manager", Role::business_manager, true},
    Word{"school business leader", Role::business_manager, true},
    Word{"sbm", Role::business_manager, true},
    Word{"bursar", Role::business_manager, true},
    Word{"headteacher", Role::headteacher, false},
    Word{"head teacher", Role::headteacher, false},
    Word{"head", Role::headteacher, false},
    Word{"principal", Role::headteacher, true},
    Word{"head of school", Role::headteacher, true},
    Word{"executive headteacher", Role::headteacher, true},
    Word{"governor", Role::governor, false},
    Word{"chair of governors", Role::governor, true},
    Word{"trustee", Role::governor, true},
    Word{"trust leader", Role::trust_leader, false},
    Word{"ceo", Role::trust_leader, true},
    Word{"chief executive", Role::trust_leader, true},
    Word{"chief executive officer", Role::trust_leader, true},
    Word{"director of education", Role::trust_leader, true},
    Word{"hub administrator", Role::administrator, false},
    Word{"partner", Role::partner, false},
};

bool is_pastoral(std::string_view rest) {
  return rest.starts_with("year") || rest.starts_with("house") || rest.starts_with("key stage") ||
         rest.starts_with("ks") || rest.starts_with("sixth form") || rest.starts_with("pastoral");
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Result<RoleWord> role_of(std::string_view text, OrganisationType at) {
  auto const said = plain(text);
  for (auto const& word : words) {
    if (said != word.text) continue;
    bool const in_trust = at == OrganisationType::trust || at == OrganisationType::network;
    // A trust has no headteacher of its own: who is called so there leads it.
    bool const leads = in_trust && word.role == Role::headteacher;
    return RoleWord{leads ? Role::trust_leader : word.role, word.is_title || leads, {}};
  }
  if (said.starts_with("deputy ") || said.starts_with("assistant ")) return RoleWord{Role::staff, true, {}};
  if (said.starts_with("teacher of ")) return RoleWord{Role::staff, true, {}};
  for (std::string_view const lead :
       {"head of ", "leader of ", "lead for ", "subject leader for ", "subject lead for "}) {
    if (!said.starts_with(lead) || said.size() == lead.size()) continue;
    auto const rest = said.substr(lead.size());
    if (is_pastoral(rest)) return RoleWord{Role::staff, true, {}};
    return RoleWord{Role::subject_lead, true, text_of<Name>(rest)};
  }
  if (said == "administrator" || said == "admin") {
    return Error::unprocessable(
        "role",
        "“Administrator” can mean two things. Write “office staff”, or “hub administrator” for who runs the hub.");
  }
  return Error::unprocessable("role",
                              "This role is not known. Words that work: staff, teacher, teaching assistant, subject "
                              "lead, head of department, business manager, headteacher, governor, trust leader, hub "
                              "administrator. Put the job title into a column of its own.");
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::staff: return "staff";
    case Role::subject_lead: return "subject lead";
    case Role::business_manager: return "business manager";
    case Role::headteacher: return "headteacher";
    case Role::governor: return "governor";
    case Role::trust_leader: return "trust leader";
    case Role::administrator: return "administrator";
    case Role::partner: return "partner";
  }
  return "";
}

Result<std::optional<Date>> date_of(std::string_view text) {
  auto const wrong = Error::unprocessable("date", "This is no date. Write 2026-09-01 or 01/09/2026.");
  if (auto const blank = text.find_first_of(" T"); blank != std::string_view::npos) text = text.substr(0, blank);
  if (text.empty()) return std::optional<Date>();
  std::array<int, 3> parts{};
  std::size_t count = 0;
  char mark = 0;
  for (std::size_t start = 0; start <= text.size() && count < 3;) {
    auto const end = std::min(text.find_first_of("-/.", start), text.size());
    if (end < text.size() && mark != 0 && text[end] != mark) return wrong;
    if (end < text.size()) mark = text[end];
    auto const part = number(text.substr(start, end - start));
    if (!part) return wrong;
    parts[count++] = *part;
    start = end + 1;
    if (count == 3 && end != text.size()) return wrong;
  }
  if (count != 3) return wrong;
  auto [year, month, day] = parts;
  if (parts[0] < 1000) std::swap(year, day);
  if (year < 100) year += 2000;
  if (year >= 1900 && year < 2000 && month >= 1 && month <= 12 && day >= 1 && day <= 31) return std::optional<Date>();
  auto const date = parse_date(std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day));
  if (!date) return wrong;
  return std::optional(*date);
}

std::string words_of(Date date) {
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  auto const text = to_text(date);
  auto const month = static_cast<std::size_t>(number(text.substr(5, 2)).value_or(1));
  return std::to_string(number(text.substr(8, 2)).value_or(1)) + " " + months.at(month - 1) + " " + text.substr(0, 4);
}

Result<bool> has_left(std::string_view text) {
  auto const said = plain(text);
  for (auto const* here : {"", "active", "current", "employed", "yes", "true", "1", "starter", "joiner", "future"}) {
    if (said == here) return false;
  }
  for (auto const* gone : {"left", "leaver", "leaving", "inactive", "ended", "former", "tobedeleted", "to be deleted",
                           "deleted", "no", "false", "0", "resigned", "retired"}) {
    if (said == gone) return true;
  }
  return Error::unprocessable("status", "This status is not known. Write active or left.");
}

std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= text.size();) {
    auto const end = std::min(text.find_first_of(";,|", start), text.size());
    if (auto part = text_of<Name>(text.substr(start, end - start))) out.push_back(std::move(part->value));
    start = end + 1;
  }
  return out;
}

}  // namespace staffroom::imports
