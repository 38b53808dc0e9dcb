// How a command or a query goes over the wire: the path's members into the path, the rest into the body or query
// string.
#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {
namespace {

template <class T>
Json value_of(T const& value);

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <Described T>
Json object_of(T const& value) {
  Json out = Json::object();
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
    auto json = value_of(value.*member.pointer);
    if (!json.is_null()) out[member.name] = std::move(json);
  });
  return out;
}

template <class T>
Json value_of(T const& value) {
  if constexpr (DescribedEnum<T>) {
    return boost::describe::enum_to_string(value, "");
  } else if constexpr (Described<T>) {
    return object_of(value);
  } else if constexpr (std::is_same_v<T, Date>) {
    return to_text(value);
  } else if constexpr (requires { value.has_value(); }) {
    return value ? value_of(*value) : Json();
  } else if constexpr (requires { value.values; }) {
    Json out = Json::array();
    for (auto const& each : value.values) out.push_back(value_of(each));
    return out.empty() ? Json() : out;
  } else if constexpr (requires { value.value; }) {
    return value.value;  // ids, texts, times
  } else {
    return Json(value);
  }
}

template <class T>
std::optional<WireForm> form_of(T const& it) {
  if constexpr (OnTheWire<T>) {
    auto rest = object_of(it);
    WireForm form{std::string(T::name), T::route.method, {}, Json::object(), {}};
    std::string_view pattern = T::route.path;
    while (!pattern.empty()) {
      auto const open = pattern.find('{');
      form.path += pattern.substr(0, open);
      if (open == std::string_view::npos) break;
      auto const close = pattern.find('}', open);
      auto const name = std::string(pattern.substr(open + 1, close - open - 1));
      form.ids[name] = rest.at(name);
      form.path += rest.at(name).is_string() ? rest.at(name).template get<std::string>() : rest.at(name).dump();
      rest.erase(name);
      pattern.remove_prefix(close + 1);
    }
    if (T::route.method != Method::get && !rest.empty()) form.body = std::move(rest);
    if (T::route.method == Method::get) {
      for (auto const& [name, value] : rest.items()) {
        form.path += form.path.find('?') == std::string::npos ? '?' : '&';
        form.path += name + '=' + (value.is_string() ? value.template get<std::string>() : value.dump());
      }
    }
    return form;
  } else {
    return std::nullopt;
  }
}

}  // namespace

std::optional<WireForm> wire_form(Asking const& asking) {
  return std::visit(
      [](auto const& any) { return visit([](auto const& it) -> std::optional<WireForm> { return form_of(it); }, any); },
      asking);
}

}  // namespace staffroom::tests
