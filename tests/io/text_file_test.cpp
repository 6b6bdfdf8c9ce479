#include "core/io/files/text_file.h"

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

class TextFile : public TemporaryFolder {};

TEST_F(TextFile, WritesReplacesAndReads) {
  ASSERT_TRUE(write_file(path("a.txt"), "one"));
  ASSERT_TRUE(write_file(path("a.txt"), std::string("two\0three", 9)));
  EXPECT_EQ(read_file(path("a.txt")).value(), std::string("two\0three", 9));
  EXPECT_EQ(count(), 1u) << "no temporary file stays";
}

TEST_F(TextFile, SentenceForWhatCannotBeReadOrWritten) {
  EXPECT_TRUE(has(read_file(path("none")).message(), "cannot read " + path("none") + ": No such file"));
  EXPECT_TRUE(has(read_file(folder_.string()).message(), "it is a folder"));
  EXPECT_TRUE(has(write_file(folder_.string(), "x").message(), "it is a folder"));
  EXPECT_TRUE(has(write_file(path("no/such/folder/a.txt"), "x").message(), "No such file or directory"));
  EXPECT_FALSE(write_file("", "x"));
  put("long.txt", std::string(100, 'x'));
  EXPECT_TRUE(has(read_file(path("long.txt"), 99).message(), "more than 99 bytes"));
}

TEST_F(TextFile, AnUncommittedFileNeverAppears) {
  put("a.txt", "before");
  {
    Result<AtomicFile> file = AtomicFile::create(path("a.txt"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file.value().append("half"));
    EXPECT_EQ(get("a.txt"), "before");
    EXPECT_EQ(count(), 2u);
  }
  EXPECT_EQ(get("a.txt"), "before");
  EXPECT_EQ(count(), 1u);
}

TEST_F(TextFile, TwoWritersDoNotMeet) {
  Result<AtomicFile> first = AtomicFile::create(path("a.txt"));
  Result<AtomicFile> second = AtomicFile::create(path("a.txt"));
  ASSERT_TRUE(first && second);
  ASSERT_TRUE(first.value().append("first") && second.value().append("second"));
  ASSERT_TRUE(first.value().commit());
  EXPECT_EQ(get("a.txt"), "first");
  ASSERT_TRUE(second.value().commit());
  EXPECT_EQ(get("a.txt"), "second");
}

TEST_F(TextFile, ALinkStaysALink) {
  put("a.txt", "before");
  std::filesystem::create_symlink(path("a.txt"), path("link.txt"));
  ASSERT_TRUE(write_file(path("link.txt"), "after"));
  EXPECT_TRUE(std::filesystem::is_symlink(path("link.txt")));
  EXPECT_EQ(get("a.txt"), "after");
}

// The limit on the size of files fails a write as a full disk does.
TEST_F(TextFile, ADiskThatFillsLeavesTheOldFile) {
  put("a.txt", "before");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 4096;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Outcome outcome = write_file(path("a.txt"), std::string(1 << 20, 'x'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(has(outcome.message(), "cannot write " + path("a.txt") + ": "));
  EXPECT_EQ(get("a.txt"), "before");
  EXPECT_EQ(count(), 1u);
}

TEST_F(TextFile, AFullDeviceIsASentence) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  EXPECT_TRUE(has(write_file("/dev/full", "x").message(), "cannot write /dev/full: No space left"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full")) << "a device is not renamed over";
}

TEST_F(TextFile, PathsAreSeenFromTheFile) {
  EXPECT_EQ(resolve_path("p.csv", "/a/b/c.toml"), "/a/b/p.csv");
  EXPECT_EQ(resolve_path("../p.csv", "/a/b/c.toml"), "/a/p.csv");
  EXPECT_EQ(resolve_path("/x/p.csv", "/a/b/c.toml"), "/x/p.csv");
  EXPECT_EQ(path_beside("/a/b/p.csv", "/a/b/c.toml"), "p.csv");
  EXPECT_EQ(path_beside("/a/b/d/p.csv", "/a/b/c.toml"), "d/p.csv");
  EXPECT_EQ(path_beside("/a/p.csv", "/a/b/c.toml"), "/a/p.csv");
}

}  // namespace
}  // namespace gan
