// Folders and tables of files to share.
#include "server/library_import_rows.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "protocol/codec.hpp"
#include "server/csv.hpp"
#include "server/file_types.hpp"
#include "server/imports_file.hpp"
#include "server/library_import_words.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t files_max = 10'000;
constexpr int depth_max = 20;
constexpr std::uintmax_t map_bytes_max = 8ull * 1024 * 1024;
constexpr std::size_t left_out_told_max = 50;

/// Which files are there, by their path below the folder with "/" between the parts.
struct Found {
  std::map<std::string, fs::path> files;
  std::vector<std::string> left_out;
};

std::string_view why_left_out(fs::directory_entry const& entry) {
  std::error_code error;
  auto const name = entry.path().filename().string();
  auto const kind = entry.symlink_status(error).type();
  if (kind == fs::file_type::symlink) return "a link, which is not followed";
  if (name.starts_with('.')) return "hidden";
  if (name.starts_with("~$") || name == "Thumbs.db" || name == "desktop.ini") return "left by another program";
  if (kind != fs::file_type::regular && kind != fs::file_type::directory) return "no file";
  return {};
}

Result<Found> walk(fs::path const& folder) {
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder, error))) {
    return Error::unprocessable("folder", "There is no folder " + folder.string() + ".");
  }
  Found found;
  auto const unreadable = [&] {
    return Error::unprocessable("folder", "The folder " + folder.string() + " can't be read: " + error.message());
  };
  fs::recursive_directory_iterator it(folder, fs::directory_options::none, error);
  if (error) return unreadable();
  for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
    auto const name = it->path().lexically_relative(folder).generic_string();
    if (auto const why = why_left_out(*it); !why.empty()) {
      it.disable_recursion_pending();
      if (found.left_out.size() < left_out_told_max) found.left_out.push_back(name + ": " + std::string(why));
    } else if (it->symlink_status(error).type() == fs::file_type::directory) {
      if (it.depth() >= depth_max) return Error::unprocessable("folder", "The folders are over 20 deep: " + name);
    } else {
      found.files.emplace(name, it->path());
      if (found.files.size() > files_max) {
        return Error::unprocessable("folder", "There are over 10,000 files. Import folder by folder.");
      }
    }
  }
  if (error) return unreadable();
  return found;
}

/// "unit_3-final" is "Unit 3 final".
Title title_of(std::string name) {
  std::ranges::replace(name, '_', ' ');
  std::ranges::replace(name, '-', ' ');
  auto line = line_of_cell(name).value_or(Line{"Without a title"}).value;
  if (line.empty()) line = "Without a title";
  if (line[0] >= 'a' && line[0] <= 'z') line[0] = static_cast<char>(line[0] - 'a' + 'A');
  std::size_t points = 0, at = 0;
  while (at < line.size() && points < Title::length_max) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
    ++points;
  }
  return {line.substr(0, at)};
}

std::string stem_of(std::string const& name) {
  fs::path const path(name);
  return path.has_stem() ? path.stem().string() : name;
}

/// The rows of a folder without a table: one for each file, or for each folder that holds files. Those of one name
/// (many are called "slides") say where they lie.
std::vector<LibraryRow> rows_of(Found const& found, LibrarySource const& source) {
  std::map<std::string, LibraryRow> rows;
  for (auto const& [name, path] : found.files) {
    auto const parent = fs::path(name).parent_path().generic_string();
    auto& row = rows[source.folders ? parent : name];
    row.name = source.folders ? parent : name;
    row.files.push_back(path);
  }
  std::map<std::string, std::size_t> titled;
  for (auto& [name, row] : rows) {
    auto const folder = name.empty() ? source.folder.filename().string() : fs::path(name).filename().string();
    row.description.title = title_of(source.folders ? folder : stem_of(name));
    row.description.licence = source.licence;
    ++titled[row.description.title.value];
  }
  std::vector<LibraryRow> out;
  for (auto& [name, row] : rows) {
    auto const parent = fs::path(name).parent_path().filename().string();
    if (titled[row.description.title.value] > 1 && !parent.empty()) {
      row.description.title = title_of(parent + ": " + row.description.title.value);
    }
    out.push_back(std::move(row));
  }
  return out;
}

// ---- the table

/// What fills a column into a row. Errors: unprocessable, with the words that work.
using Fill = Result<void> (*)(LibraryRow& row, std::string const& cell);

/// Into a member that takes the text as it stands.
template <auto Member>
Result<void> keep(LibraryRow& row, std::string const& cell) {
  row.description.*Member = {cell};
  return {};
}

/// Into a member that takes what the words mean.
template <auto Member, auto Read>
Result<void> understand(LibraryRow& row, std::string const& cell) {
  TRY_INTO(row.description.*Member, Read(cell));
  return {};
}

template <auto Member>
Result<void> list(LibraryRow& row, std::string const& cell) {
  auto& names = row.description.*Member;
  for (auto& one : library_words::list_of(cell)) {
    if (!names.contains({one})) names.values.push_back({std::move(one)});
  }
  return {};
}

Result<void> keep_subject(LibraryRow& row, std::string const& cell) {
  row.description.subject = Name{library_words::subject_of(cell)};
  return {};
}

Result<void> keep_unit(LibraryRow& row, std::string const& cell) {
  row.unit = cell;
  row.description.unit = Name{cell};
  return {};
}

Result<void> keep_audience(LibraryRow& row, std::string const& cell) {
  row.shared_with = cell;
  return {};
}

Result<void> keep_review(LibraryRow& row, std::string const& cell) {
  TRY_INTO(row.review_by, library_words::date_of(cell));
  return {};
}

std::map<std::string, Fill> const& columns() {
  using namespace library_words;
  static std::map<std::string, Fill> const all{{"title", keep<&Resource::title>},
                                               {"summary", keep<&Resource::summary>},
                                               {"type", understand<&Resource::type, type_of>},
                                               {"subject", keep_subject},
                                               {"stages", understand<&Resource::stages, stages_of>},
                                               {"years", understand<&Resource::years, years_of>},
                                               {"unit", keep_unit},
                                               {"examboard", understand<&Resource::exam_board, exam_board_of>},
                                               {"tier", understand<&Resource::tier, tier_of>},
                                               {"threads", list<&Resource::threads>},
                                               {"keywords", list<&Resource::keywords>},
                                               {"licence", understand<&Resource::licence, licence_of>},
                                               {"attribution", keep<&Resource::attribution>},
                                               {"thirdparty", understand<&Resource::third_party, third_party_of>},
                                               {"sharedwith", keep_audience},
                                               {"reviewby", keep_review}};
  return all;
}

/// Other headers for the same columns.
std::string column_of(std::string const& header) {
  static std::map<std::string, std::string> const others{
      {"filename", "file"},       {"path", "file"},         {"folder", "file"},      {"description", "summary"},
      {"kind", "type"},           {"keystage", "stages"},   {"keystages", "stages"}, {"stage", "stages"},
      {"year", "years"},          {"yeargroup", "years"},   {"yeargroups", "years"}, {"board", "examboard"},
      {"thread", "threads"},      {"keyword", "keywords"},  {"tags", "keywords"},    {"license", "licence"},
      {"audience", "sharedwith"}, {"shared", "sharedwith"}, {"review", "reviewby"}};
  auto const plain = plain_header(header);
  auto const other = others.find(plain);
  return other == others.end() ? plain : other->second;
}

class TableReader {
 public:
  TableReader(Found const& found, LibrarySource const& source) : found_(found), source_(source) {}

  Result<LibraryRows> read() {
    TRY_INTO(auto const text, text_of_map());
    csv::Reader reader(text);
    TRY_INTO(bool more, reader.next(headers_));
    if (!more) return Error::unprocessable("map", "The table is empty.");
    TRY(check_headers());
    LibraryRows out;
    std::vector<std::string> cells;
    for (;;) {
      TRY_INTO(more, reader.next(cells));
      if (!more) break;
      if (out.rows.size() == files_max) return Error::unprocessable("map", "The table has over 10,000 rows.");
      out.rows.push_back(row_of(cells, reader.row()));
    }
    for (auto const& [name, path] : found_.files) {
      auto const named = used_.contains(source_.folders ? fs::path(name).parent_path().generic_string() : name);
      if (!named && out.left_out.size() < left_out_told_max) out.left_out.push_back(name + ": not in the table");
    }
    return out;
  }

 private:
  Result<std::string> text_of_map() const {
    std::error_code error;
    auto const size = fs::file_size(source_.map, error);
    if (error) return Error::unprocessable("map", "There is no table " + source_.map.string() + ".");
    if (size > map_bytes_max) return Error::unprocessable("map", "The table is over 8 MiB.");
    std::ifstream in(source_.map, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return Error::unprocessable("map", "The table can't be read.");
    return csv::to_utf8(std::move(bytes).str());
  }

  Result<void> check_headers() {
    std::set<std::string> seen;
    for (auto const& header : headers_) {
      auto const column = column_of(header);
      if (!seen.insert(column).second) return Error::unprocessable("map", "The column " + column + " is there twice.");
      if (column == "file" || columns().contains(column)) continue;
      return Error::unprocessable(
          "map",
          "The column “" + line_of_cell(header).value_or(Line{"?"}).value +
              "” is not known. These work: file, title, summary, type, subject, stages, years, unit, exam_board, "
              "tier, threads, keywords, licence, attribution, third_party, shared_with, review_by.");
    }
    if (seen.contains("file")) return {};
    return Error::unprocessable("map", "The table needs a column “file” with each file's path below the folder.");
  }

  LibraryRow row_of(std::vector<std::string> const& cells, std::size_t number) {
    LibraryRow row;
    row.number = number;
    row.description.licence = source_.licence;
    auto const refuse = [&](std::string const& header, std::string const& words) {
      if (row.problem.empty()) row.problem = "column " + header + ": " + words;
    };
    for (std::size_t place = 0; place < cells.size(); ++place) {
      if (cells[place].find_first_not_of(" \t") == std::string::npos) continue;
      if (place >= headers_.size()) {
        refuse(headers_.back(), "This row has more cells than the header.");
        break;
      }
      auto const column = column_of(headers_[place]);
      if (column == "file") {
        name_row(row, cells[place]);
      } else if (auto const filled = columns().at(column)(row, cells[place]); !filled) {
        refuse(column, filled.error().detail);
      }
    }
    if (row.name.empty() && row.problem.empty()) row.problem = "column file: The file is missing.";
    return row;
  }

  /// Only what the walk found counts: no path leads out of the folder, and no link is followed.
  void name_row(LibraryRow& row, std::string name) {
    std::ranges::replace(name, '\\', '/');
    row.name = line_of_cell(fs::path(name).lexically_normal().generic_string()).value_or(Line{}).value;
    while (row.name.ends_with('/')) row.name.pop_back();
    if (row.name == ".") row.name.clear();
    row.files = files_named(row.name);
    if (row.description.title.empty()) {
      auto const last = fs::path(row.name).filename().string();
      row.description.title = title_of(source_.folders ? last : stem_of(last));
    }
    if (row.files.empty()) {
      row.problem = "column file: There is no such file in the folder.";
    } else if (!used_.insert(row.name).second) {
      row.problem = "column file: An earlier row names it too.";
    }
  }

  std::vector<fs::path> files_named(std::string const& name) const {
    std::vector<fs::path> out;
    if (!source_.folders) {
      auto const found = found_.files.find(name);
      if (found != found_.files.end()) out.push_back(found->second);
      return out;
    }
    for (auto const& [file, path] : found_.files) {
      if (fs::path(file).parent_path().generic_string() == name) out.push_back(path);
    }
    return out;
  }

  Found const& found_;
  LibrarySource const& source_;
  std::vector<std::string> headers_;
  std::set<std::string> used_;
};

/// What the strict decoder thinks of the description. Empty when all is well.
std::string what_is_wrong(Resource description) {
  description.id = ResourceId{1};
  description.organisation = OrganisationId{1};
  description.author = PersonId{1};
  auto const read = record_from_json(Kind::resource, to_json(Record(std::move(description))));
  if (read) return {};
  constexpr std::string_view start = "record.";
  auto const& path = read.error().path;
  return "column " + (path.starts_with(start) ? path.substr(start.size()) : path) + ": " + read.error().detail + ".";
}

/// Whether its files may be shared at all, by their names and their sizes.
std::string what_is_wrong_with_files(LibraryRow const& row) {
  if (row.files.size() > limits::files_per_version_max) return "Over 50 files. Part them between folders.";
  for (auto const& file : row.files) {
    std::error_code error;
    auto const bytes = fs::file_size(file, error);
    if (error) return file.filename().string() + " can't be read.";
    if (bytes > limits::upload_bytes_max) return file.filename().string() + " is over 2 GiB.";
    if (auto const type = type_of_name(file.filename().string()); !type) {
      return file.filename().string() + ": " + type.error().detail;
    }
  }
  return {};
}

}  // namespace

Result<LibraryRows> read_library(LibrarySource const& source) {
  TRY_INTO(auto found, walk(source.folder));
  LibraryRows out;
  if (source.map.empty()) {
    out.rows = rows_of(found, source);
  } else {
    TRY_INTO(out, TableReader(found, source).read());
  }
  for (auto& row : out.rows) {
    if (row.problem.empty()) row.problem = what_is_wrong(row.description);
    if (row.problem.empty()) row.problem = what_is_wrong_with_files(row);
  }
  out.left_out.insert(out.left_out.begin(), found.left_out.begin(), found.left_out.end());
  return out;
}

}  // namespace staffroom
