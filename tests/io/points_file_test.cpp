#include "core/io/data_files.h"
#include "core/io/points_file.h"

#include "core/data/distribution.h"
#include "core/game/fields.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

class PointsFile : public TemporaryFolder {
 protected:
  std::string refusal(const std::string& text) const {
    const auto points = read_points(put("p.csv", text));
    return points ? "it was accepted" : points.message();
  }
};

TEST_F(PointsFile, EverySeparatorAndHeader) {
  Matrix<float> expected(2, 2);
  expected << 1.5f, -3.0f, 2.0f, 4e-3f;
  for (const std::string text : {"1.5,2\n-3,4e-3\n", "x,y\n1.5,2\n-3,4e-3", "1.5;2\r\n-3;4e-3\r\n",
                                 "\"x\"\t\"y\"\n1.5\t2\n-3\t4e-3\n", "  1.5   2\n\n# a remark\n-3 4e-3  \n",
                                 "\xef\xbb\xbf"
                                 "1.5, 2\n\"-3\", +4e-3\n"}) {
    const auto points = read_points(put("p.csv", text));
    ASSERT_TRUE(points) << points.message() << "\n" << text;
    EXPECT_EQ(*points.value(), expected) << text;
  }
}

TEST_F(PointsFile, RefusalsNameFileAndLine) {
  const std::string at = path("p.csv");
  EXPECT_EQ(refusal("1,2\n3,four\n"), at + ":2: found 'four', expected a number");
  EXPECT_EQ(refusal("1,2\n\n3,nan\n"), at + ":3: found 'nan', expected a finite number");
  EXPECT_EQ(refusal("1,2\ninf,1\n"), at + ":2: found 'inf', expected a finite number");
  EXPECT_EQ(refusal("1\n2\n"), at + ":1: found 1 column, expected 2 numbers");
  EXPECT_EQ(refusal("1,2,3\n"), at + ":1: found 3 columns, expected 2 numbers");
  EXPECT_EQ(refusal("1,2\n3,\n"), at + ":2: found '', expected a number");
  EXPECT_EQ(refusal("x,y\nz,w\n"), at + ":2: found 'z', expected a number");
  EXPECT_EQ(refusal(""), at + ":1: found no rows of numbers, expected at least one of 2 columns");
  EXPECT_EQ(refusal("x,y\n"), at + ":1: found no rows of numbers, expected at least one of 2 columns");
  EXPECT_TRUE(has(refusal("1e99,2\n"), "'1e99'"));
  EXPECT_TRUE(has(read_points(path("none.csv")).message(), "cannot read"));
}

TEST_F(PointsFile, SettingTheFileLoadsIt) {
  Settings settings;
  ASSERT_TRUE(set_from_text(settings, "data.file", put("p.csv", "1,2\n3,4\n")));
  ASSERT_TRUE(set_from_text(settings, "data.kind", "csv"));
  ASSERT_TRUE(settings.spec.data.points);
  EXPECT_EQ(settings.spec.data.points->cols(), 2);
  EXPECT_TRUE(check_settings(settings)) << check_settings(settings).message();
  const Settings before = settings;
  EXPECT_FALSE(set_from_text(settings, "data.file", path("none.csv")));
  EXPECT_EQ(settings, before);
}

}  // namespace
}  // namespace gan
