// A folder for one test's files that no other process has: two runs of the tests at a time do not meet in it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace gan::test {

class OwnFolder {
 public:
  // Empty, named after the process and the test, which may have several; it ends with this object.
  OwnFolder() {
    static int made = 0;
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            ("ganscope_" + std::to_string(getpid()) + "_" + std::to_string(made++) + "_" + test.test_suite_name() +
             "_" + test.name());
    std::filesystem::remove_all(path_);  // of a process that was killed and had the same number
    std::filesystem::create_directories(path_);
  }
  ~OwnFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace gan::test
