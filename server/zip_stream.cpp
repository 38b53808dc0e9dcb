// Zip archives as APPNOTE.TXT 6.3 has them: stored entries, names in UTF-8, 64 bits where 32 don't do.
#include "server/zip_stream.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "store/calendar.hpp"

namespace staffroom {
namespace {

constexpr std::uint32_t local_mark = 0x04034b50, central_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50, locator64_mark = 0x07064b50;
constexpr std::uint16_t version = 20, version64 = 45;
constexpr std::uint16_t made_by_unix = 3 << 8;
constexpr std::uint16_t utf8_names = 1 << 11;
constexpr std::uint32_t too_far = 0xFFFFFFFF;
constexpr std::uint16_t too_many = 0xFFFF;
constexpr std::uint32_t plain_file = 0100644U << 16;

constexpr std::array<std::uint32_t, 256> checksum_table = [] {
  std::array<std::uint32_t, 256> out{};
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    auto one = i;
    for (int bit = 0; bit < 8; ++bit) one = (one >> 1) ^ ((one & 1) != 0 ? 0xEDB88320U : 0);
    out[i] = one;
  }
  return out;
}();

/// Numbers, the lowest byte first.
class ZipBytes {
 public:
  ZipBytes& u16(std::uint64_t value) { return add(value, 2); }
  ZipBytes& u32(std::uint64_t value) { return add(value, 4); }
  ZipBytes& u64(std::uint64_t value) { return add(value, 8); }
  ZipBytes& text(std::string_view text) {
    out_ += text;
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  ZipBytes& add(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out_.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    return *this;
  }
  std::string out_;
};

}  // namespace

void ZipChecksum::add(std::string_view bytes) {
  for (unsigned char const byte : bytes) value_ = checksum_table[(value_ ^ byte) & 0xFF] ^ (value_ >> 8);
}

ZipStream::ZipStream(TimestampMs at) {
  auto const day = calendar::date_of(at);
  std::chrono::year_month_day const date{std::chrono::sys_days{std::chrono::days{day.days}}};
  auto const year = std::max(1980, static_cast<int>(date.year())) - 1980;
  date_ = static_cast<std::uint16_t>(year << 9 | static_cast<unsigned>(date.month()) << 5 |
                                     static_cast<unsigned>(date.day()));
  auto const minutes = (at.value - calendar::local(day, 0, 0).value) / 60'000;
  time_ = static_cast<std::uint16_t>((minutes / 60 % 24) << 11 | (minutes % 60) << 5);
}

std::string ZipStream::begin(std::string_view name, std::uint32_t bytes, std::uint32_t checksum) {
  ZipBytes head;
  head.u32(local_mark).u16(version).u16(utf8_names).u16(0).u16(time_).u16(date_);
  head.u32(checksum).u32(bytes).u32(bytes).u16(name.size()).u16(0).text(name);
  auto out = head.take();
  written_.push_back({std::string(name), at_, bytes, checksum});
  at_ += out.size() + bytes;
  return out;
}

std::string ZipStream::entry(std::string_view name, std::string_view text) {
  ZipChecksum checksum;
  checksum.add(text);
  return begin(name, static_cast<std::uint32_t>(text.size()), checksum.value()) + std::string(text);
}

std::string ZipStream::finish() const {
  ZipBytes out;
  std::uint64_t central = 0;
  for (auto const& it : written_) {
    bool const far = it.at >= too_far;
    out.u32(central_mark).u16(made_by_unix | version).u16(far ? version64 : version).u16(utf8_names).u16(0);
    out.u16(time_).u16(date_).u32(it.checksum).u32(it.bytes).u32(it.bytes).u16(it.name.size()).u16(far ? 12 : 0);
    out.u16(0).u16(0).u16(0).u32(plain_file).u32(far ? too_far : it.at).text(it.name);
    if (far) out.u16(1).u16(8).u64(it.at);
    central += 46 + it.name.size() + (far ? 12 : 0);
  }
  bool const large = at_ >= too_far || central >= too_far || written_.size() >= too_many;
  if (large) {
    out.u32(end64_mark).u64(44).u16(made_by_unix | version64).u16(version64).u32(0).u32(0);
    out.u64(written_.size()).u64(written_.size()).u64(central).u64(at_);
    out.u32(locator64_mark).u32(0).u64(at_ + central).u32(1);
  }
  auto const count = large ? std::uint64_t{too_many} : written_.size();
  out.u32(end_mark).u16(0).u16(0).u16(count).u16(count);
  out.u32(large ? too_far : central).u32(large ? too_far : at_).u16(0);
  return out.take();
}

}  // namespace staffroom
