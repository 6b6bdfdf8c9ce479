#include "core/io/file_kind.h"

#include "core/io/files/part_file.h"
#include "core/io/files/text_file.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

class FileKinds : public TemporaryFolder {};

TEST_F(FileKinds, AreToldByNameAndBeginning) {
  EXPECT_EQ(file_kind(put("a.toml", "title = \"t\"\n")).value(), FileKind::scenario);
  EXPECT_EQ(file_kind(put("b.TOML", "# made\n[recording]\nformat = 1\n")).value(), FileKind::recording);
  EXPECT_EQ(file_kind("c.safetensors").value(), FileKind::checkpoint);
  EXPECT_EQ(file_kind("run.v1.5.CSV").value(), FileKind::points);
  EXPECT_EQ(file_kind(folder_.string()).value(), FileKind::images);
  EXPECT_EQ(file_kind("train-images-idx3-ubyte").value(), FileKind::images);
  EXPECT_TRUE(has(file_kind("x.docx").message(), "'x.docx' was not opened: expected a scenario or recording"));
  EXPECT_TRUE(has(file_kind(path("none.toml")).message(), "cannot read"));
}

TEST_F(FileKinds, StemsKeepTheirDots) {
  EXPECT_EQ(plain_stem("a/run.v1.5.csv"), "run.v1.5");
  EXPECT_EQ(plain_stem("v1.5"), "v1.5");
  EXPECT_EQ(plain_stem("ring8"), "ring8");
  EXPECT_EQ(plain_stem("x.toml"), "x");
  EXPECT_EQ(plain_stem("a.b.SAFETENSORS"), "a.b");
  EXPECT_EQ(plain_stem(".hidden.csv"), "hidden");
  EXPECT_EQ(plain_stem(".csv"), "csv");
  EXPECT_EQ(plain_stem(""), "run");
  EXPECT_EQ(plain_stem("..."), "run");
  const std::string umlauts = [] {
    std::string text = "x";
    for (int i = 0; i < 200; ++i) text += "ü";
    return text;
  }();
  EXPECT_EQ(plain_stem(umlauts + ".csv").size(), 119u) << "not within a character";
}

class PartFiles : public TemporaryFolder {};

// A thousand names of the older kind, as thirty killed programs have left them, and one of another file.
TEST_F(PartFiles, OfKilledProgramsAreTakenAway) {
  for (int i = 0; i < 1000; ++i) put("a.txt.part" + std::to_string(i), "left");
  put("gone.txt.ganscope.part0", "left");
  put("b.txt.part1", "somebody else's");
  put("a.txt.part1000", "nobody ever wrote such a name");
  ASSERT_TRUE(write_file(path("a.txt"), "new"));
  EXPECT_EQ(get("a.txt"), "new");
  EXPECT_EQ(count(), 3u);
  EXPECT_EQ(get("b.txt.part1"), "somebody else's");
}

TEST_F(PartFiles, BeingWrittenStay) {
  Result<AtomicFile> first = AtomicFile::create(path("a.txt"));
  ASSERT_TRUE(first);
  ASSERT_TRUE(first.value().append("first"));
  ASSERT_TRUE(write_file(path("a.txt"), "second"));
  ASSERT_TRUE(write_file(path("b.txt"), "third"));
  EXPECT_EQ(count(), 3u);
  ASSERT_TRUE(first.value().commit());
  EXPECT_EQ(get("a.txt"), "first");
  EXPECT_EQ(count(), 2u);
}

TEST_F(PartFiles, LongNamesFit) {
  const std::string name = std::string(250, 'n') + ".txt";
  ASSERT_TRUE(write_file(path(name), "long"));
  EXPECT_EQ(get(name), "long");
  EXPECT_EQ(count(), 1u);
}

}  // namespace
}  // namespace gan
