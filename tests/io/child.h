// A program that runs beside the test, so that the test can watch it, signal it and limit it.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace gan {

inline constexpr std::chrono::minutes kChildPatience{4};

class Child {
 public:
  // Runs `arguments` in `folder`, its output in out.txt and err.txt there; `prepare` acts in the child before the
  // program.
  Child(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
        const std::function<void()>& prepare = {}) {
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    pid_ = fork();
    if (pid_ != 0) return;
    if (chdir(folder.c_str()) != 0) _exit(126);
    redirect("/dev/null", 0, O_RDONLY);
    redirect("out.txt", 1, O_WRONLY | O_CREAT | O_TRUNC);
    redirect("err.txt", 2, O_WRONLY | O_CREAT | O_TRUNC);
    if (prepare) prepare();
    execv(words[0], words.data());
    _exit(127);
  }
  ~Child() {
    if (pid_ > 0 && !ended_) kill(pid_, SIGKILL), wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  void send(int signal) const { kill(pid_, signal); }
  // The exit code; 1000 + the signal that killed it; -1 when it does not end.
  int wait() {
    const auto deadline = std::chrono::steady_clock::now() + kChildPatience;
    int status = 0;
    while (waitpid(pid_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > deadline) return -1;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ended_ = true;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }
  // Until `there` holds; false when the program ends before, or patience does.
  bool until(const std::function<bool()>& there) const {
    const auto deadline = std::chrono::steady_clock::now() + kChildPatience;
    while (!there()) {
      siginfo_t info{};
      const bool gone =
          waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
      if (gone || std::chrono::steady_clock::now() > deadline) return there();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
  }

 private:
  static void redirect(const char* path, int number, int flags) {
    const int file = open(path, flags, 0666);
    if (file < 0 || dup2(file, number) < 0) _exit(125);
    close(file);
  }

  pid_t pid_ = -1;
  bool ended_ = false;
};

// The size of the one file in `folder` whose name contains `part`, 0 without one.
inline std::uintmax_t size_of_part(const std::filesystem::path& folder, const std::string& part) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().filename().string().find(part) == std::string::npos) continue;
    const std::uintmax_t size = std::filesystem::file_size(entry.path(), ignored);
    if (!ignored) return size;
  }
  return 0;
}

inline int count_parts(const std::filesystem::path& folder) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    count += entry.path().filename().string().find(".part") != std::string::npos;
  }
  return count;
}

}  // namespace gan
