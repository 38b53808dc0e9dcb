// rlimits, no_new_privs, a list of allowed system calls.
#include "server/extract/cage.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STAFFROOM_SANITIZED 1
#endif
#endif

namespace staffroom::extract {
namespace {

constexpr rlim_t megabyte = 1024 * 1024;

bool limit(int what, rlim_t most) {
  rlimit const both{most, most};
  return ::setrlimit(static_cast<__rlimit_resource_t>(what), &both) == 0;
}

bool allow(scmp_filter_ctx filter) {
  for (int const call : {SCMP_SYS(read),          SCMP_SYS(readv),        SCMP_SYS(pread64),
                         SCMP_SYS(write),         SCMP_SYS(writev),       SCMP_SYS(pwrite64),
                         SCMP_SYS(lseek),         SCMP_SYS(close),        SCMP_SYS(dup),
                         SCMP_SYS(fstat),         SCMP_SYS(brk),          SCMP_SYS(munmap),
                         SCMP_SYS(mremap),        SCMP_SYS(madvise),      SCMP_SYS(futex),
                         SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time),
                         SCMP_SYS(getrandom),     SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(exit),          SCMP_SYS(exit_group),   SCMP_SYS(getpid),
                         SCMP_SYS(gettid),        SCMP_SYS(sysinfo)}) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  // Memory that can be run is not made any more; a file's state only of what is open.
  for (int const call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    scmp_arg_cmp const not_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, not_run) != 0) return false;
  }
  for (int const command : {F_GETFD, F_SETFD, F_GETFL}) {
    scmp_arg_cmp const same{1, SCMP_CMP_EQ, static_cast<scmp_datum_t>(command), 0};
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, same) != 0) return false;
  }
#ifdef STAFFROOM_SANITIZED
  for (int const call : {SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(tgkill), SCMP_SYS(sched_yield)}) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
#endif
  scmp_arg_cmp const of_descriptor{3, SCMP_CMP_EQ, AT_EMPTY_PATH, 0};
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, of_descriptor) == 0;
}

}  // namespace

bool set_limits() {
  constexpr rlim_t processor_seconds = 20;
  constexpr rlim_t file_megabytes = 16;  // what it may write
  constexpr rlim_t open_files = 64;
  bool well = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  well = well && ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
  well = well && limit(RLIMIT_CPU, processor_seconds) && limit(RLIMIT_FSIZE, file_megabytes * megabyte);
  well = well && limit(RLIMIT_NOFILE, open_files) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CORE, 0);
#ifndef STAFFROOM_SANITIZED  // the sanitizers reserve far more than they use
  constexpr rlim_t address_megabytes = 768;
  well = well && limit(RLIMIT_AS, address_megabytes * megabyte);
#endif
  return well;
}

bool close_cage() {
  // What is not allowed fails as if forbidden: libraries that look for a file find none and go on.
  auto* const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return false;
  bool const closed = allow(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return closed;
}

bool is_refused(std::string_view probe) {
  // By system calls: what libraries make of them does not matter.
  constexpr char const* any_file = "/etc/hostname";
  if (probe == "socket") return ::syscall(SYS_socket, AF_INET, SOCK_STREAM, 0) < 0;
  if (probe == "open") return ::syscall(SYS_openat, AT_FDCWD, any_file, O_RDONLY, 0) < 0;
  if (probe == "write") return ::syscall(SYS_openat, AT_FDCWD, "/tmp/probe", O_WRONLY | O_CREAT, 0600) < 0;
  if (probe == "stat") {
    struct stat state{};
    return ::syscall(SYS_newfstatat, AT_FDCWD, any_file, &state, 0) < 0;
  }
  if (probe == "fork") return ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr) < 0;
  if (probe == "exec") {
    char const* const arguments[] = {"/bin/true", nullptr};
    ::syscall(SYS_execve, arguments[0], arguments, nullptr);
    return true;  // else it would not come back
  }
  if (probe == "kill") return ::syscall(SYS_kill, ::getpid(), 0) < 0;
  if (probe == "run") {
    return ::mmap(nullptr, 4'096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
  }
  if (probe == "memory") {
    constexpr std::size_t gigabyte = 1024 * megabyte;
    return ::mmap(nullptr, gigabyte, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
  }
  return false;
}

}  // namespace staffroom::extract
