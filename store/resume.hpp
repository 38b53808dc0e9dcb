// What a client missed: from the window's references to the records' present state, checked at the door again.
#pragma once
#include "store/engine.hpp"

namespace staffroom {

Missed missed_since(Engine& engine, PersonId person, std::string_view incarnation, Seq since);

}  // namespace staffroom
