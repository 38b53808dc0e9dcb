// Imports begun.
#include "server/imports.hpp"

#include <algorithm>
#include <future>
#include <vector>

#include "protocol/codec.hpp"

namespace staffroom {
namespace {

Submission submission_of(Actor const& actor, Command command) {
  Submission submission;
  submission.actor = actor;
  submission.command = std::move(command);
  submission.lane = Lane::background;
  return submission;
}

/// The value of a parameter in the header, with or without quotes.
std::string parameter_of(std::string_view header, std::string_view name) {
  std::string wanted(name);
  wanted += '=';
  for (std::size_t at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    char const before = at == 0 ? ';' : header[at - 1];
    if (before != ';' && before != ' ') continue;
    auto rest = header.substr(at + wanted.size());
    if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find_first_of("; ")));
    std::string out;
    for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      out += rest[i];
    }
    return out;
  }
  return {};
}

std::string percent_decoded(std::string_view text) {
  auto const digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const escape = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

}  // namespace

Outcome submit_import(Store& store, Actor const& actor, UploadImport const& upload, Line file_name, ImportFile file) {
  OpenImport open{.organisation = upload.organisation,
                  .source = upload.source,
                  .extent = file.extent.value_or(upload.extent),
                  .file_name = std::move(file_name),
                  .rows = static_cast<std::uint32_t>(file.rows.size()),
                  .skipped = file.skipped,
                  .failure = file.failure};
  open.columns.values = std::move(file.columns);
  open.dropped.values = std::move(file.dropped);
  auto opened = store.submit_and_wait(submission_of(actor, std::move(open)));
  if (!opened || file.failure) return opened;
  TRY_INTO(auto const record, record_from_json(Kind::import_job, opened->record));
  auto const import = get<ImportJob>(record).id;
  // One after another in the lane, so they share syncs.
  std::vector<std::future<Outcome>> waiting;
  auto const submit = [&](Command command) {
    auto promise = std::make_shared<std::promise<Outcome>>();
    waiting.push_back(promise->get_future());
    store.submit(submission_of(actor, std::move(command)),
                 [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  };
  for (std::size_t first = 0; first < file.rows.size(); first += limits::import_chunk_max) {
    auto const last = std::min(file.rows.size(), first + limits::import_chunk_max);
    AddImportRows add{.import = import};
    add.rows.values.assign(std::make_move_iterator(file.rows.begin() + std::ptrdiff_t(first)),
                           std::make_move_iterator(file.rows.begin() + std::ptrdiff_t(last)));
    submit(std::move(add));
  }
  for (auto& one : waiting) {
    if (auto outcome = one.get(); !outcome) return outcome;
  }
  return store.submit_and_wait(submission_of(actor, StartImportCheck{import}));
}

std::string file_name_of(std::string_view header) {
  auto name = parameter_of(header, "filename*");
  if (auto const quote = name.rfind('\''); quote != std::string::npos) name = percent_decoded(name.substr(quote + 1));
  if (name.empty()) name = percent_decoded(parameter_of(header, "filename"));
  auto const slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  constexpr unsigned char first_printed = 0x20;
  std::erase_if(name, [](unsigned char c) { return c < first_printed || c == 0x7F; });  // "%00" and the like
  return is_valid_utf8(name) ? name : std::string();
}

}  // namespace staffroom
