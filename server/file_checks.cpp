// Looking, one version after another.
#include "server/file_checks.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/utf8.hpp"
#include "server/clamd.hpp"
#include "server/file_types.hpp"
#include "server/log.hpp"
#include "store/files.hpp"
#include "store/pupil_data.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds look_for_checks_every{100};
constexpr std::chrono::seconds first_delay{2};
constexpr std::chrono::seconds last_delay{60};

/// As a Line takes it: without control characters and what turns the direction of writing, not too long.
Line line_of(std::string_view text) {
  Line out;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size() && length < limits::line_length_max; ++length) {
    auto const size = std::max<std::size_t>(utf8_sequence_length(text, at), 1);
    auto const sequence = text.substr(at, size);
    at += size;
    auto const first = static_cast<unsigned char>(sequence[0]);
    bool const is_hidden =
        size == 3 && ((sequence >= "\u202A" && sequence <= "\u202E") || (sequence >= "\u2066" && sequence <= "\u2069"));
    bool const is_control = size == 1 && (first < 0x20 || first >= 0x7F);
    bool const is_late_control = size == 2 && first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
    out.value += is_hidden || is_control || is_late_control ? std::string_view(" ") : sequence;
  }
  return out;
}

/// The file in words: its name, unless that is pupil data itself.
std::string words_for(ResourceVersion const& version, std::uint32_t place) {
  if (version.files.size() == 1) return {};
  auto const& name = version.files.values[place].name.value;
  return (has_certain_pupil_data(name) ? "File " + std::to_string(place + 1) : name) + ": ";
}

void add_finding(FinishCheck& out, FindingType type, std::uint32_t file, std::string_view where) {
  if (out.findings.size() < limits::findings_max) out.findings.values.push_back({type, file, line_of(where)});
}

void hold(FinishCheck& out) {
  if (out.result == CheckResult::passed) out.result = CheckResult::found;
}

void look_at_name(FinishCheck& out, std::uint32_t file, std::string_view name, std::string_view where) {
  for (auto const& hit : find_pupil_data(name)) {
    if (!hit.certain) continue;
    ++out.found;
    add_finding(out, hit.type, file, where);
    hold(out);
  }
}

void refuse(FinishCheck& out, FindingType type, std::uint32_t file, std::string_view trouble) {
  ++out.found;
  add_finding(out, type, file, "file");
  out.result = CheckResult::bad;
  out.trouble = line_of(trouble);
}

bool is_read(FileFormat format) { return format != FileFormat::audio && format != FileFormat::video; }

}  // namespace

FileChecks::FileChecks(Store& store, FileCheckSettings settings)
    : store_(store), settings_(std::move(settings)), extractor_(settings_.extractor) {}

void FileChecks::start() {
  thread_ = std::thread([this] { run(); });
}

void FileChecks::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void FileChecks::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (store_.health() == Health::ok) check_waiting();
    lock.lock();
    wake_.wait_for(lock, look_for_checks_every, [this] { return stopping_.load(); });
  }
}

std::size_t FileChecks::run_waiting() {
  delays_.clear();
  std::size_t sum = 0;
  for (auto count = check_waiting(); count > 0; count = check_waiting()) sum += count;
  return sum;
}

std::size_t FileChecks::check_waiting() {
  std::size_t finished = 0;
  auto const waiting = store_.versions_checking();
  std::erase_if(delays_, [&](auto const& delay) {
    return std::none_of(waiting.begin(), waiting.end(), [&](auto const& it) { return it.id == delay.first; });
  });
  for (auto const& version : waiting) {
    if (stopping_) return finished;
    auto const delay = delays_.find(version.id);
    if (delay != delays_.end() && Clock::now() < delay->second.next) continue;
    if (check(version)) ++finished;
  }
  return finished;
}

bool FileChecks::check(ResourceVersion const& version) {
  auto result = look_at(version);
  if (result) {
    Submission submission;
    submission.command = *std::move(result);
    submission.lane = Lane::background;
    auto const outcome = store_.submit_and_wait(std::move(submission));
    if (outcome) {
      delays_.erase(version.id);
      return true;
    }
    if (outcome.error().code == ErrorCode::not_found) return false;  // gone meanwhile
    log::warn("file_check_not_reported", {{"version", version.id.value}, {"code", to_text(outcome.error().code)}});
  } else if (!stopping_) {
    log::warn("file_check_waits", {{"version", version.id.value}, {"why", result.error().detail}});
  }
  auto& delay = delays_.try_emplace(version.id, Delay{{}, first_delay / 2}).first->second;
  delay.wait = std::min(delay.wait * 2, last_delay);
  delay.next = Clock::now() + delay.wait;
  return false;
}

Result<FinishCheck> FileChecks::look_at(ResourceVersion const& version) {
  FinishCheck out{.resource_version = version.id, .bytes_hash = version.bytes_hash, .files = version.files};
  if (version.address) look_at_name(out, 0, version.address->value, "address");
  for (std::uint32_t place = 0; place < version.files.size(); ++place) {
    TRY(look_at_file(version, place, out));
    if (out.result == CheckResult::bad) break;  // nothing more of it is read
  }
  if (out.result != CheckResult::passed) {
    log::info("file_check", {{"version", version.id.value},
                             {"result", boost::describe::enum_to_string(out.result, "")},
                             {"found", out.found}});
  }
  return out;
}

Result<void> FileChecks::look_at_file(ResourceVersion const& version, std::uint32_t place, FinishCheck& out) {
  auto const& file = version.files.values[place];
  look_at_name(out, place, file.name.value, "file name");
  auto const opened = store_.files().find(version.organisation, file.sha256);
  if (!opened) return Error{ErrorCode::unavailable, {}, "The file is not in the store.", {}};
  auto const type = type_of_file(file.name.value, opened->descriptor(), opened->bytes());
  if (!type && type.error().code != ErrorCode::unprocessable) return type.error();
  if (!type || type->format != file.format) {
    refuse(out, FindingType::wrong_type, place,
           words_for(version, place) + (type ? "The file is not what its name says." : type.error().detail));
    return {};
  }
  if (!settings_.clamd.empty()) {
    TRY_INTO(auto const virus, clamd::scan(settings_.clamd, opened->descriptor(), opened->bytes(), stopping_));
    if (virus) {
      refuse(out, FindingType::virus, place, words_for(version, place) + *virus);
      return {};
    }
  }
  if (is_read(file.format)) TRY(extract(version, opened->descriptor(), place, out));
  return {};
}

Result<void> FileChecks::extract(ResourceVersion const& version, int descriptor, std::uint32_t place,
                                 FinishCheck& out) {
  auto& file = out.files.values[place];
  TRY_INTO(auto const read, extractor_.read(descriptor, file.format, stopping_));
  auto const& outcome = read.outcome;
  if (outcome.verdict == extract::Verdict::bomb) {
    refuse(out, FindingType::bomb, place, words_for(version, place) + outcome.trouble);
    return {};
  }
  if (!outcome.trouble.empty()) {
    if (!out.trouble) out.trouble = line_of(words_for(version, place) + outcome.trouble);
    add_finding(out, FindingType::unreadable, place, "file");
  }
  if (!read.has_outcome) {
    // Nobody has looked for pupils' details in it: its editors must, and say so.
    ++out.found;
    hold(out);
  }
  file.pages = outcome.pages;
  file.has_text = outcome.has_text;
  file.has_preview = !read.picture.empty();
  for (auto const& spot : outcome.spots) add_finding(out, spot.type, place, spot.where);
  out.found += outcome.found;
  if (outcome.found > 0) hold(out);
  if (file.has_text) TRY(store_.files().put_text(version.organisation, file.sha256, read.text));
  if (file.has_preview) TRY(store_.files().put_preview(version.organisation, file.sha256, read.picture));
  return {};
}

}  // namespace staffroom
