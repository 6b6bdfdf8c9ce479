// What the program takes of the machine, for the status bar: memory, and the processor's time of this thread.
#pragma once

namespace gan {

// Resident memory in MiB; 0 where the system does not say.
double resident_memory_mib();
// Seconds of processor time that the calling thread has had; differences count.
double thread_seconds();

}  // namespace gan
