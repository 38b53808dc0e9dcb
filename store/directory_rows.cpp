// What the directory asks of profiles, written into index rows and read from them.
#include "store/directory_rows.hpp"

namespace staffroom::directory {
namespace {

constexpr std::uint8_t matching_bit = 0x80;
constexpr std::uint8_t days_unknown = 0xFF;
static_assert(limits::capacity_days_max < days_unknown);
constexpr int asked_days = 365;

template <class Words>
std::uint32_t bits_of(Words const& words) {
  std::uint32_t out = 0;
  for (auto const word : words) out |= 1U << unsigned(word);
  return out;
}

void append_u8(std::string& out, std::uint32_t value) { out.push_back(static_cast<char>(value)); }
void append_u16(std::string& out, std::uint32_t value) {
  append_u8(out, value >> 8);
  append_u8(out, value & 0xFF);
}

void append_text(std::string& out, std::string_view text) {
  if (text.empty()) return;
  append_u16(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

void append_texts(std::string& out, std::string const& texts) {
  append_u32(out, static_cast<std::uint32_t>(texts.size()));
  out += texts;
}

std::uint32_t u8_at(std::string_view row, std::size_t at) { return std::uint8_t(row[at]); }

}  // namespace

std::string row_of(ProfilePart const& part) {
  auto const& it = part.fields;
  std::string out;
  append_u8(out, unsigned(part.sight) | (part.for_matching ? matching_bit : 0U));
  append_u8(out, bits_of(it.phases));
  append_u8(out, bits_of(it.offers));
  append_u8(out, bits_of(it.exam_boards));
  append_u16(out, bits_of(it.send_experience));
  append_u8(out, it.capacity ? it.capacity->days_a_term : days_unknown);
  std::string texts;
  for (auto const& one : it.subjects) append_text(texts, one.value);
  append_texts(out, texts);
  texts.clear();
  for (auto const& one : it.strengths) append_text(texts, one.what.value);
  append_texts(out, texts);
  texts.clear();
  for (auto const& one : it.languages) append_text(texts, one.value);
  append_texts(out, texts);
  texts.clear();
  append_text(texts, it.about.value);
  if (it.email) append_text(texts, it.email->value);
  if (it.working_hours) append_text(texts, it.working_hours->reply.value);
  if (it.capacity) append_text(texts, it.capacity->note.value);
  append_texts(out, texts);
  return out;
}

PartFacts facts_in(std::string_view row) {
  PartFacts out;
  out.sight = Sight(u8_at(row, 0) & ~unsigned(matching_bit));
  out.for_matching = (u8_at(row, 0) & matching_bit) != 0;
  out.phases = u8_at(row, 1);
  out.offers = u8_at(row, 2);
  out.exam_boards = u8_at(row, 3);
  out.send = u8_at(row, 4) << 8 | u8_at(row, 5);
  if (u8_at(row, 6) != days_unknown) out.days = u8_at(row, 6);
  row.remove_prefix(7);
  for (auto* texts : {&out.subjects, &out.strengths, &out.languages, &out.other}) {
    auto const size = read_u32(row);
    *texts = Texts(row.substr(4, size));
    row.remove_prefix(4 + size);
  }
  return out;
}

std::string row_of(PersonLoad const& load) {
  std::string out;
  append_u32(out, load.promised_days);
  for (auto const date : load.asked) append_u32(out, static_cast<std::uint32_t>(date.days));
  return out;
}

LoadFacts load_in(std::string_view row, Date today) {
  LoadFacts out{.promised_days = read_u32(row)};
  for (row.remove_prefix(4); row.size() >= 4; row.remove_prefix(4)) {
    if (static_cast<std::int32_t>(read_u32(row)) > today.days - asked_days) ++out.asked;
  }
  return out;
}

std::string row_of(Profile const& profile) {
  auto sight = Sight::trust;
  for (auto const& set : profile.sights) {
    if (set.field == ProfileField::capacity) sight = set.sight;
  }
  std::string out;
  append_u8(out, unsigned(sight));
  append_u8(out, profile.suggestible ? 1 : 0);
  return out;
}

ProfileFacts profile_in(std::string_view row) { return {Sight(u8_at(row, 0)), u8_at(row, 1) != 0}; }

}  // namespace staffroom::directory
