// All key layouts, as bytes.
#include "store/keys.hpp"

namespace staffroom {
namespace {

template <class R>
std::string key_of_record(R const& record) {
  if constexpr (R::kind == Kind::message) {
    return record_key<R>(record.topic, record.ordinal);
  } else if constexpr (R::kind == Kind::message_revision) {
    return record_key<R>(record.topic, record.ordinal, record.version);
  } else if constexpr (R::kind == Kind::read_state) {
    return record_key<R>(record.person, record.id);
  } else {
    return record_key<R>(record.id);
  }
}

template <class Tag>
std::string tagged(Tag tag) {
  return std::string(1, static_cast<char>(tag));
}

}  // namespace

void append_u64(std::string& out, std::uint64_t value) {
  char bytes[8];
  for (int i = 7; i >= 0; --i, value >>= 8) bytes[i] = static_cast<char>(value & 0xFF);
  out.append(bytes, sizeof bytes);
}

void append_u32(std::string& out, std::uint32_t value) {
  char bytes[4];
  for (int i = 3; i >= 0; --i, value >>= 8) bytes[i] = static_cast<char>(value & 0xFF);
  out.append(bytes, sizeof bytes);
}

std::uint64_t read_u64(std::string_view bytes) {
  ensure(bytes.size() >= 8, "a key or value is long enough for eight bytes");
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::uint32_t read_u32(std::string_view bytes) {
  ensure(bytes.size() >= 4, "a key or value is long enough for four bytes");
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string key_of(Record const& record) {
  return visit([](auto const& it) { return key_of_record(it); }, record);
}

std::string window_group_key(Seq last) {
  auto key = tagged(WindowTag::group);
  append_u64(key, last);
  return key;
}

std::string idempotency_key(PersonId person, std::string_view key) {
  auto out = tagged(WindowTag::idempotency);
  append_u64(out, person.value);
  out.append(key);
  return out;
}

std::string meta_key(MetaTag tag) { return tagged(tag); }

std::string audit_key(Seq last) {
  auto key = tagged(MetaTag::audit);
  append_u64(key, last);
  return key;
}

}  // namespace staffroom
