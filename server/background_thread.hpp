// Threads that do what can wait.
#pragma once

namespace staffroom {

/// The calling thread comes after all others from now on, for the processor and for the disk.
void go_last();

}  // namespace staffroom
