#include "tests/window/support/own_display.h"

#include <poll.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#if defined(__SANITIZE_ADDRESS__)
// As in app/main.cpp: libraries stay loaded, so that what they leave behind is told by their names.
extern "C" int dlclose(void*) {
  return 0;
}
#endif

namespace gan {
namespace {

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

void set_variable(const char* name, const std::optional<std::string>& value) {
  value ? setenv(name, value->c_str(), 1) : unsetenv(name);
}

// In the child: it ends with the test, however that ends, and takes its lock and its socket with it.
void end_with(pid_t parent) {
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
  if (getppid() != parent) _exit(1);
}

// What is written into the pipe up to the end of a line; what there is of it where it ends before, or does not come.
std::string read_line(int pipe) {
  std::string line;
  pollfd waiting{pipe, POLLIN, 0};
  char letter = 0;
  const int patience = static_cast<int>(std::chrono::milliseconds(kChildPatience).count());
  while (poll(&waiting, 1, patience) == 1 && read(pipe, &letter, 1) == 1 && letter != '\n') line += letter;
  return letter == '\n' ? line : "";
}

// The program of that name as the shell would find it; "" where there is none.
std::string find_program(const std::string& name) {
  const std::string folders = variable("PATH").value_or("/usr/bin:/bin");
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    std::string path = folders.substr(begin, end - begin) + "/" + name;
    if (access(path.c_str(), X_OK) == 0) return path;
    begin = end + 1;
  }
  return "";
}

}  // namespace

std::string OwnDisplay::start(const char* size) {
  const std::string program = find_program("Xvfb");
  if (program.empty()) return "this test starts a display of its own and needs Xvfb for it: install xvfb";
  std::array<int, 2> pipes{};
  if (pipe(pipes.data()) != 0) return "no pipe could be opened";
  server_.emplace(folder_.path(),
                  std::vector<std::string>{program, "-displayfd", std::to_string(pipes[1]), "-screen", "0",
                                           std::string(size) + "x24", "-noreset", "-nolisten", "tcp"},
                  [read_end = pipes[0], parent = getpid()] {
                    close(read_end);
                    end_with(parent);
                  });
  close(pipes[1]);
  const std::string number = read_line(pipes[0]);
  close(pipes[0]);
  if (number.empty()) {
    server_.reset();
    std::ostringstream said;
    said << std::ifstream(folder_ / "err.txt").rdbuf();
    return "Xvfb did not say which display it opened: " + said.str();
  }
  display_ = variable("DISPLAY");
  wayland_ = variable("WAYLAND_DISPLAY");
  set_variable("DISPLAY", ":" + number);
  set_variable("WAYLAND_DISPLAY", std::nullopt);
  return "";
}

void OwnDisplay::stop() {
  if (!server_) return;
  set_variable("DISPLAY", display_);
  set_variable("WAYLAND_DISPLAY", wayland_);
  server_->send(SIGTERM);
  server_->wait();
  server_.reset();
}

}  // namespace gan
