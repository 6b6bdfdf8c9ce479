// How many threads one game may use on this machine.
#pragma once

namespace gan {

// Physical cores less one, for the window; at least one. Two threads on one core share its arithmetic, so they are not
// counted twice where the system says which belong together.
int default_thread_count();

}  // namespace gan
