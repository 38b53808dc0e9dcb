// The table of all that has a route, and the two requests that carry a secret.
#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace staffroom {
namespace described {
namespace {

static_assert(boost::mp11::mp_all_of<Queries, HasRoute>::value, "a query without a route can't be asked");

/// Bits of the members that the route's braces name; a name that is no member does not compile.
template <class T>
constexpr std::uint64_t fields_in_path() {
  std::uint64_t bits = 0;
  std::string_view path = T::route.path;
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    auto const name = path.substr(open + 1, path.find('}', open) - open - 1);
    auto const before = bits;
    for (std::size_t place = 0; place < fields_of<T>.size(); ++place) {
      if (fields_of<T>[place].name == name) bits |= std::uint64_t{1} << place;
    }
    if (bits == before) throw "a route names what is no member";
  }
  return bits;
}

enum class Role { command, server_command, query };

template <class T>
constexpr RequestType make_request(Role role) {
  RequestType type{.name = T::name,
                   .route = T::route,
                   .is_query = role == Role::query,
                   .is_server_command = role == Role::server_command,
                   .fields = &struct_of<T>,
                   .in_path = fields_in_path<T>()};
  if constexpr (requires { T::success; }) type.success = T::success;
  if constexpr (requires { typename T::Item; }) type.item = &record_of<typename T::Item>;
  if (role == Role::query) {
    bool const is_of_one = type.name.starts_with("get_");
    type.answer = type.item == nullptr ? Answer::list_of_any : is_of_one ? Answer::record : Answer::list;
  }
  if constexpr (requires { typename T::Answers; }) {
    type.answer = Answer::object;
    type.object = &type_of<typename T::Answers>;
  }
  return type;
}

template <class... C, class... S, class... Q>
constexpr std::array<RequestType, sizeof...(C) + sizeof...(S) + sizeof...(Q)> make_table(boost::mp11::mp_list<C...>,
                                                                                         boost::mp11::mp_list<S...>,
                                                                                         boost::mp11::mp_list<Q...>) {
  return {make_request<C>(Role::command)..., make_request<S>(Role::server_command)..., make_request<Q>(Role::query)...};
}
constexpr auto table = make_table(RoutedCommands{}, ServerCommands{}, Queries{});

constexpr RequestType const& request_of(std::string_view name) {
  for (auto const& type : table) {
    if (type.name == name) return type;
  }
  throw "no such request";
}

template <class T>
Result<T> read_server_command(std::string_view body) {
  T command;
  Reading reading;
  if (!read_request(request_of(T::name), {}, body, &command, reading)) return reading.take();
  return command;
}

}  // namespace

std::span<RequestType const> request_types() { return table; }

}  // namespace described

Result<SignIn> decode_sign_in(std::string_view body) { return described::read_server_command<SignIn>(body); }

Result<ConfirmPassword> decode_confirm_password(std::string_view body) {
  return described::read_server_command<ConfirmPassword>(body);
}

Result<CreateApiToken> decode_create_api_token(std::string_view body) {
  return described::read_server_command<CreateApiToken>(body);
}

Result<ForgotPassword> decode_forgot_password(std::string_view body) {
  return described::read_server_command<ForgotPassword>(body);
}

namespace {

/// What is sent to an address that holds a token: no row of the table, as a token is no id.
template <class T>
Result<T> read_by_link(Method method, std::string_view body) {
  described::RequestType const type{.name = T::name, .route = {method, ""}, .fields = &described::struct_of<T>};
  T read;
  described::Reading reading;
  if (!described::read_request(type, {}, body, &read, reading)) return reading.take();
  return read;
}

}  // namespace

Result<UseLink> decode_use_link(std::string_view body) { return read_by_link<UseLink>(Method::post, body); }

Result<SupplierSaves> decode_supplier_saves(std::string_view body) {
  return read_by_link<SupplierSaves>(Method::put, body);
}

Result<SupplierSubmits> decode_supplier_submits(std::string_view body) {
  return read_by_link<SupplierSubmits>(Method::post, body);
}

Result<UploadImport> decode_upload_import(PathIds const& ids) {
  UploadImport upload;
  described::Reading reading;
  if (!described::read_request(described::request_of(UploadImport::name), ids, {}, &upload, reading)) {
    return reading.take();
  }
  return upload;
}

Result<UploadQuoteScan> decode_upload_quote_scan(PathIds const& ids) {
  UploadQuoteScan upload;
  described::Reading reading;
  if (!described::read_request(described::request_of(UploadQuoteScan::name), ids, {}, &upload, reading)) {
    return reading.take();
  }
  return upload;
}

Result<ChangePassword> decode_change_password(std::string_view body) {
  return described::read_server_command<ChangePassword>(body);
}

}  // namespace staffroom
