// Threads that do what can wait.
#include "server/background_thread.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace staffroom {

void go_last() {
  constexpr int of_a_thread = 1;            // IOPRIO_WHO_PROCESS: of one thread, given as 0: this one
  constexpr int last_of_all = 2 << 13 | 7;  // IOPRIO_CLASS_BE, its last level: idle would wait for ever on a busy disk
  ::syscall(SYS_ioprio_set, of_a_thread, 0, last_of_all);
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), 15);
}

}  // namespace staffroom
