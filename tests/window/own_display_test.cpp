// A test's own display: what is done to it is done to no other, and it ends with the test, however that ends.
#include "tests/window/support/own_display.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/patience.h"

namespace gan {
namespace {

std::string display_now() {
  const char* display = std::getenv("DISPLAY");
  return display == nullptr ? "" : display;
}

std::string resources() {
  std::string text;
  std::FILE* const pipe = popen("xrdb -query", "r");
  std::array<char, 256> buffer;
  while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) text += buffer.data();
  if (pipe != nullptr) pclose(pipe);
  return text;
}

TEST(OwnDisplay, WhatIsLeftOnItIsOnNoOther) {
  const std::string before = display_now();
  ASSERT_NE(before, "") << "this test needs a display: run it with xvfb-run";
  {
    OwnDisplay display;
    ASSERT_EQ(display.start(), "");
    EXPECT_NE(display_now(), before);
    ASSERT_EQ(std::system("printf 'ganscope.own: 288\\n' | xrdb -nocpp -merge"), 0) << "this test needs xrdb";
    EXPECT_NE(resources().find("ganscope.own:"), std::string::npos);
  }
  EXPECT_EQ(display_now(), before);
  EXPECT_EQ(resources().find("ganscope.own:"), std::string::npos);
}

TEST(OwnDisplay, EndsWithATestThatIsKilled) {
  std::array<int, 2> pipes{};
  ASSERT_EQ(pipe(pipes.data()), 0);
  const pid_t killed = fork();
  if (killed == 0) {
    OwnDisplay display;
    const std::string told = (display.start().empty() ? display_now() : "none") + "\n";
    if (write(pipes[1], told.data(), told.size()) < 0) _exit(1);
    for (;;) pause();
  }
  close(pipes[1]);
  std::string told;
  for (char letter = 0; read(pipes[0], &letter, 1) == 1 && letter != '\n';) told += letter;
  close(pipes[0]);
  EXPECT_EQ(told.substr(0, 1), ":");
  const auto answers = [&] { return std::system(("xrdb -display " + told + " -query >/dev/null 2>&1").c_str()) == 0; };
  EXPECT_TRUE(answers()) << told;
  kill(killed, SIGKILL);
  waitpid(killed, nullptr, 0);
  const auto end = std::chrono::steady_clock::now() + test::kPatience;
  while (answers() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(answers());
}

TEST(OwnDisplay, WithoutXvfbThereIsASentence) {
  const char* found = std::getenv("PATH");
  const std::string path = found != nullptr ? found : "";
  setenv("PATH", "/nowhere:", 1);
  OwnDisplay display;
  const std::string sentence = display.start();
  setenv("PATH", path.c_str(), 1);
  EXPECT_NE(sentence.find("install xvfb"), std::string::npos) << sentence;
}

}  // namespace
}  // namespace gan
