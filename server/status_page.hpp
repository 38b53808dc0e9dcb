// What administrators of the network see of how the hub is: put together from what is known already, nothing is read.
#pragma once
#include "server/parts.hpp"

namespace staffroom {

HubStatus status_of(Shared const& shared);
MailWay mail_way_of(MailSettings const& settings);

}  // namespace staffroom
