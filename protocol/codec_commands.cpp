// Commands from the wire, and their fingerprint.
#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace staffroom {
namespace {

constexpr auto makers = described::make_makers<Command>(described::RoutedCommands{});

template <class... C>
constexpr std::array<described::Struct const*, sizeof...(C)> make_structs(boost::mp11::mp_list<C...>) {
  return {&described::struct_of<C>...};
}
template <class... C>
constexpr std::array<std::string_view, sizeof...(C)> make_names(boost::mp11::mp_list<C...>) {
  return {C::name...};
}
constexpr auto structs = make_structs(Commands{});
constexpr auto names = make_names(Commands{});

}  // namespace

Result<Command> decode_command(Endpoint const& endpoint, PathIds const& ids, std::string_view body) {
  if (endpoint.index >= makers.size()) return Error::bad_request("command", "this name is not a command");
  described::Reading reading;
  Result<Command> result{makers[endpoint.index]()};
  auto const& type = described::request_types()[endpoint.index];  // the commands come first
  if (!described::read_request(type, ids, body, result->address(), reading)) return reading.take();
  return result;
}

/// FNV-1a, then stirred so that every bit of the input reaches every bit of the result.
std::uint64_t fingerprint_of(Command const& command) {
  std::string text{names[command.index()]};
  described::write_struct(text, *structs[command.index()], command.address());
  std::uint64_t hash = 0xCBF29CE484222325;
  for (char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93;
  return hash ^ (hash >> 32);
}

}  // namespace staffroom
