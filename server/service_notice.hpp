// What systemd is told of this program, where it runs as a service (sd_notify(3), without its library).
#pragma once
#include <string_view>

namespace staffroom {

/// "READY=1", "STOPPING=1" and the like, to the socket that NOTIFY_SOCKET names. Without one, nothing.
/// False if it could not be told.
bool tell_service(std::string_view state);

}  // namespace staffroom
