// OneRoster 1.1 and 1.2.
#include "server/oneroster.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "protocol/limits.hpp"
#include "server/csv.hpp"
#include "server/zip_archive.hpp"

namespace staffroom {
namespace {

constexpr std::size_t columns_max = 100;
constexpr std::size_t rows_max = 300'000;  // pupils and parents among them

/// One CSV file of the archive: its rows, by header.
class Sheet {
 public:
  static Result<Sheet> read(std::string const& name, std::string bytes) {
    Sheet sheet;
    auto text = csv::to_utf8(std::move(bytes));
    if (!text) return Error::unprocessable("body", name + ": " + text.error().detail);
    csv::Reader reader(*text);
    std::vector<std::string> cells;
    for (bool first = true;; first = false) {
      auto const more = reader.next(cells);
      if (!more) return Error::unprocessable("body", name + ": " + more.error().detail);
      if (!*more) break;
      if (cells.size() > columns_max || sheet.rows_.size() == rows_max) {
        return Error::unprocessable("body", name + ": too many columns or rows.");
      }
      if (first) {
        for (std::size_t i = 0; i < cells.size(); ++i) sheet.places_.try_emplace(plain_header(cells[i]), i);
      } else {
        sheet.rows_.push_back(std::move(cells));
      }
    }
    return sheet;
  }
  bool has(std::string const& header) const { return places_.contains(header); }
  std::vector<std::vector<std::string>> const& rows() const { return rows_; }
  /// By the header's letters: "sourcedid".
  std::string const& cell(std::vector<std::string> const& row, std::string const& header) const {
    static std::string const none;
    auto const place = places_.find(header);
    return place == places_.end() || place->second >= row.size() ? none : row[place->second];
  }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::vector<std::string>> rows_;
};

struct Place {
  std::string urn, name, parent, type;
};

/// One person at one organisation.
struct Post {
  std::size_t user = 0;
  std::string organisation, role, begins, ends;
  bool gone = false;
};

/// Our word for a role of the standard; nothing for pupils, parents and all others.
std::optional<std::string_view> word_of(std::string const& role) {
  auto const said = plain_header(role);
  if (said == "teacher") return "teacher";
  if (said == "aide") return "teaching assistant";
  if (said == "principal") return "headteacher";
  if (said == "counselor" || said == "counsellor") return "counsellor";
  for (auto const* staff :
       {"administrator", "siteadministrator", "districtadministrator", "systemadministrator", "staff", "faculty"}) {
    if (said == staff) return "staff";
  }
  return std::nullopt;
}

bool is_gone(std::string const& status) {
  return plain_header(status) == "tobedeleted" || plain_header(status) == "inactive";
}

std::vector<std::string> parts_of(std::string const& list) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= list.size();) {
    auto const end = std::min(list.find(',', start), list.size());
    if (end > start) out.push_back(list.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

class Roster {
 public:
  static Result<Roster> open(std::string const& bytes);
  ImportFile staff();
  std::optional<ImportExtent> extent;

 private:
  void read_places(Sheet const& sheet);
  /// OneRoster 1.2: who works where as what lies in a file of its own.
  std::vector<Post> posts_of_roles() const;
  std::vector<Post> posts_of_users() const;
  std::vector<std::string> cells_of(Post const& post) const;
  Place place_of(std::string const& id) const;

  std::optional<Sheet> users_, roles_;
  std::unordered_map<std::string, Place> places_;
};

Result<Roster> Roster::open(std::string const& bytes) {
  std::vector<std::string> const wanted{"manifest.csv", "orgs.csv", "users.csv", "roles.csv"};
  TRY_INTO(auto files, read_zip(bytes, wanted, limits::import_unzipped_bytes_max));
  Roster roster;
  auto const sheet = [&](std::string const& name) -> Result<std::optional<Sheet>> {
    auto const found = files.find(name);
    if (found == files.end()) return std::optional<Sheet>();
    TRY_INTO(auto read, Sheet::read(name, std::move(found->second)));
    return std::optional<Sheet>(std::move(read));
  };
  TRY_INTO(roster.users_, sheet("users.csv"));
  TRY_INTO(roster.roles_, sheet("roles.csv"));
  TRY_INTO(auto const orgs, sheet("orgs.csv"));
  TRY_INTO(auto const manifest, sheet("manifest.csv"));
  if (!roster.users_ || !roster.users_->has("sourcedid")) {
    return Error::unprocessable("body", "This is not OneRoster: there is no users.csv with sourcedId in the archive.");
  }
  if (orgs) roster.read_places(*orgs);
  if (!manifest) return roster;
  for (auto const& row : manifest->rows()) {
    auto const& property = manifest->cell(row, "propertyname");
    auto const& value = manifest->cell(row, "value");
    if (property == "oneroster.version" && value != "1.0" && value != "1.1" && value != "1.2") {
      return Error::unprocessable("body", "The manifest names a version of OneRoster other than 1.1 and 1.2.");
    }
    if (property == "file.users" && value == "delta") roster.extent = ImportExtent::delta;
  }
  return roster;
}

void Roster::read_places(Sheet const& sheet) {
  for (auto const& row : sheet.rows()) {
    Place place{.name = sheet.cell(row, "name"),
                .parent = sheet.cell(row, "parentsourcedid"),
                .type = plain_header(sheet.cell(row, "type"))};
    auto const& identifier = sheet.cell(row, "identifier");
    bool const is_urn = !identifier.empty() && identifier.size() <= 7 &&
                        identifier.find_first_not_of("0123456789") == std::string::npos;
    if (is_urn && place.type != "district") place.urn = identifier;
    places_.try_emplace(sheet.cell(row, "sourcedid"), std::move(place));
  }
}

/// A department is part of its school.
Place Roster::place_of(std::string const& id) const {
  auto found = places_.find(id);
  for (int up = 0; up < 4 && found != places_.end() && found->second.type == "department"; ++up) {
    found = places_.find(found->second.parent);
  }
  return found == places_.end() ? Place{.name = id} : found->second;
}

std::vector<Post> Roster::posts_of_roles() const {
  std::unordered_map<std::string, std::size_t> by_id;
  auto const& users = users_->rows();
  for (std::size_t i = 0; i < users.size(); ++i) by_id.try_emplace(users_->cell(users[i], "sourcedid"), i);
  std::vector<Post> posts;
  for (auto const& row : roles_->rows()) {
    auto const user = by_id.find(roles_->cell(row, "usersourcedid"));
    if (user == by_id.end()) continue;
    posts.push_back({.user = user->second,
                     .organisation = roles_->cell(row, "orgsourcedid"),
                     .role = roles_->cell(row, "role"),
                     .begins = roles_->cell(row, "begindate"),
                     .ends = roles_->cell(row, "enddate"),
                     .gone = is_gone(roles_->cell(row, "status"))});
  }
  return posts;
}

std::vector<Post> Roster::posts_of_users() const {
  std::vector<Post> posts;
  auto const& users = users_->rows();
  for (std::size_t i = 0; i < users.size(); ++i) {
    auto organisations = parts_of(users_->cell(users[i], "orgsourcedids"));
    if (organisations.empty()) organisations = {users_->cell(users[i], "orgsourcedid")};
    for (auto& id : organisations) {
      posts.push_back({.user = i, .organisation = std::move(id), .role = users_->cell(users[i], "role")});
    }
  }
  return posts;
}

std::vector<std::string> Roster::cells_of(Post const& post) const {
  auto const& user = users_->rows()[post.user];
  auto const cell = [&](char const* header) { return users_->cell(user, header); };
  auto email = cell("email");
  if (email.empty() && cell("username").find('@') != std::string::npos) email = cell("username");
  auto given = cell("preferredgivenname").empty() ? cell("givenname") : cell("preferredgivenname");
  auto family = cell("preferredfamilyname").empty() ? cell("familyname") : cell("preferredfamilyname");
  bool const gone = post.gone || is_gone(cell("status")) || plain_header(cell("enableduser")) == "false";
  auto const place = place_of(post.organisation);
  return {email,
          given,
          family,
          place.urn,
          place.urn.empty() ? place.name : std::string(),
          std::string(word_of(post.role).value_or("staff")),
          post.begins,
          post.ends,
          cell("sourcedid"),
          gone ? "left" : "active"};
}

ImportFile Roster::staff() {
  struct Kept {
    char const* header;
    ImportField field;
  };
  using enum ImportField;
  constexpr Kept kept[] = {{"email", email},
                           {"givenName", given_name},
                           {"familyName", family_name},
                           {"org identifier", school_urn},
                           {"org name", school_name},
                           {"role", role},
                           {"beginDate", starts},
                           {"endDate", ends},
                           {"sourcedId", staff_id},
                           {"status", status}};
  ImportFile file;
  for (auto const& [header, field] : kept) file.columns.push_back({Line{header}, field, {}});
  for (auto const* never : {"password", "phone", "sms"}) {
    if (users_->has(never)) file.dropped.push_back(Line{never});
  }
  auto posts = roles_ ? posts_of_roles() : posts_of_users();
  std::set<std::size_t> staff;
  std::set<std::size_t> others;
  // Several roles at one place are one post: a head's before others', one that goes on before one that has ended.
  std::map<std::pair<std::size_t, std::string>, Post const*> best;
  auto const weight = [](Post const& it) { return (it.gone ? 0 : 2) + (*word_of(it.role) == "headteacher" ? 1 : 0); };
  for (auto const& post : posts) {
    if (!word_of(post.role)) {
      others.insert(post.user);
      continue;
    }
    staff.insert(post.user);
    auto& place = best[{post.user, post.organisation}];
    if (!place || weight(post) > weight(*place)) place = &post;
  }
  file.skipped = static_cast<std::uint32_t>(
      std::count_if(others.begin(), others.end(), [&](auto user) { return !staff.contains(user); }));
  if (best.size() > limits::import_people_rows_max) return unusable_file("This archive has too many members of staff.");
  for (auto const& [where, post] : best) {
    ImportRow row{.number = static_cast<std::uint32_t>(post->user + 2)};
    for (auto const& cell : cells_of(*post)) {
      auto line = line_of_cell(cell);
      if (!line) {
        row.cells.values.clear();
        row.outcome = RowOutcome::error;
        row.problem = Line{"A cell is too long, or holds characters that can't be shown."};
        break;
      }
      row.cells.values.push_back(*std::move(line));
    }
    file.rows.push_back(std::move(row));
  }
  if (file.rows.empty()) return unusable_file("There is no member of staff in this archive.");
  file.extent = extent;
  return file;
}

}  // namespace

ImportFile read_one_roster(std::string bytes) {
  auto roster = Roster::open(bytes);
  return roster ? roster->staff() : unusable_file(roster.error().detail);
}

}  // namespace staffroom
