#include "core/io/points/points_file.h"

#include <cmath>
#include <cstdio>
#include <set>
#include <utility>

#include "core/data/distribution.h"
#include "core/io/data_files.h"
#include "core/settings/settings_check.h"
#include "tests/io/temporary_folder.h"

namespace gan {
namespace {

class PointsFile : public TemporaryFolder {
 protected:
  std::shared_ptr<const PointSet> read(const std::string& text) const {
    auto points = read_points(put("p.csv", text));
    EXPECT_TRUE(points) << points.message();
    return points ? std::move(points).value() : nullptr;
  }
  std::string refusal(const std::string& text) const {
    const auto points = read_points(put("p.csv", text));
    return points ? "it was accepted" : points.message();
  }
};

TEST_F(PointsFile, EverySeparatorAndHeader) {
  Matrix<float> expected(2, 2);
  expected << 1.5f, -3.0f, 2.0f, 4e-3f;
  for (const std::string text :
       {"1.5,2\n-3,4e-3\n", "x,y\n1.5,2\n-3,4e-3", "1.5;2\r\n-3;4e-3\r\n", "\"x\"\t\"y\"\n1.5\t2\n-3\t4e-3\n",
        "  1.5   2\n\n# a remark\n-3 4e-3  \n", "\xef\xbb\xbf\x31.5, 2\n\"-3\", +4e-3\n"}) {
    const auto points = read_points(put("p.csv", text));
    ASSERT_TRUE(points) << points.message() << "\n" << text;
    EXPECT_EQ(points.value()->points, expected) << text;
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
  EXPECT_EQ(refusal("1,2\n1e999,2\n"), at + ":2: found '1e999', expected a number below 1.8e308");
  EXPECT_EQ(refusal("1,2\n-17e308,2\n"), at + ":2: found '-17e308', expected a number below 1.8e308");
  EXPECT_TRUE(has(read_points(path("none.csv")).message(), "cannot read"));
}

// What is too small for single or double precision is zero, whatever way it is written.
TEST_F(PointsFile, UnderflowIsZero) {
  const auto points = read(
      "4.940656458412465442e-324 1e-400\n-1e-400 0.0000001e-330\n1e-60 1e-99999999999999999999\n"
      "1 1\n0.00e400 -2\n");
  ASSERT_TRUE(points);
  Matrix<float> expected(2, 5);
  expected << 0, 0, 0, 1, 0, 0, 0, 0, 1, -2;
  EXPECT_EQ(points->points, expected);
}

TEST_F(PointsFile, EncodingsAndHabitsOfOtherPrograms) {
  Matrix<float> expected(2, 3);
  expected << 1.5f, -3, 0.25f, 2, 4, 0;
  const std::string plain = "x\ty\r\n1.5\t2\r\n-3\t4\r\n0.25\t0\r\n";
  std::string little = "\xff\xfe", big = "\xfe\xff", bare;
  for (const char c : plain) {
    little += std::string{c, '\0'};
    big += std::string{'\0', c};
    bare += std::string{c, '\0'};
  }
  for (const std::string& text :
       {plain, little, big, bare, std::string("x,y\r1.5,2\r-3,4\r0.25,0"), std::string("1.5|2\n-3|4\n0.25|0\n"),
        std::string("sep=;\nx;y\n1.5;2\n-3;4\n0.25;0\n"), std::string("\"sep=,\"\r\n1.5,2\r\n-3,4\r\n0.25,0\r\n"),
        std::string("sep=\t\n1.5\t2\n-3\t4\n0.25\t0\n"), std::string("\xef\xbb\xbfsep=;\n1,5;2\n-3;4\n0,25;0\n"),
        std::string("1,5\t2,0\n-3,0\t4,0\n0,25\t0,0\n"), std::string("1,5;2\n-3;4\n0,25;0\n"),
        std::string("1,5 2,0\n-3 4\n0,25 0\n"), std::string("\"1,5\",\"2,0\"\n\"-3\",\"4\"\n\"0,25\",\"0\"\n"),
        std::string("\"x, m\",\"y, m\"\n1.5,2\n\xe2\x88\x92"
                    "3,4\n0.25,0\n"),
        std::string("1.5,\t2\n-3,\t4\n.25,\t0.\n")}) {
    const auto points = read(text);
    ASSERT_TRUE(points) << text;
    EXPECT_EQ(points->points, expected) << text;
    EXPECT_TRUE(points->units.plain());
  }
  EXPECT_EQ(read(little)->note, "p.csv: 3 rows read from UTF-16; a header passed over.");
  EXPECT_EQ(read("# made today\nsep=;\nx;y\n1,5;2\n")->note,
            "p.csv: 1 row read with decimal commas; a line that names the separator, a header, 1 comment passed over.");
}

TEST_F(PointsFile, RefusalsNameTheTrueReason) {
  const std::string at = path("p.csv");
  EXPECT_EQ(refusal("1,0000,0,0000\n"), at + ":1: found 4 columns, expected 2 numbers (decimal commas need semicolons "
                                             "or tabs between the columns)");
  EXPECT_EQ(refusal("1,5;2\n1.5;2\n"), at + ":2: found '1.5', expected the decimal comma of line 1");
  EXPECT_EQ(refusal("1.5;2\n\n1,5;2\n"), at + ":3: found '1,5', expected the decimal point of line 1");
  EXPECT_EQ(refusal("1,234.5;2\n"), at + ":1: found '1,234.5', expected a number without marks between thousands");
  EXPECT_EQ(refusal("x;y\r1;2\r3;four\r"), at + ":3: found 'four', expected a number");
  EXPECT_EQ(refusal("sep=:\n1:2\n"), at + ":1: found the separator ':', expected ; , | a tab or a space");
  EXPECT_EQ(refusal("1,\"2\n3,4\n"), at + ":1: found a quotation mark that is not closed, expected one row a line");
  EXPECT_EQ(refusal(std::string("PK\x03\x04", 4) + "xl/workbook.xml"),
            at + " is a zip archive, as spreadsheets are (.xlsx, .ods): expected text");
  EXPECT_EQ(refusal("\x1f\x8b\x08"), at + " is packed with gzip: expected text");
  EXPECT_EQ(refusal(std::string("1,2\n3,\0", 7)), at + " has zero bytes: expected text");
  EXPECT_EQ(refusal(std::string("\xff\xfe"
                                "1\0,\0002\0\n\0x",
                                11)),
            at + " begins as UTF-16 but does not go on so: expected text");
}

std::size_t different(const Matrix<float>& points) {
  std::set<std::pair<float, float>> places;
  for (Index i = 0; i < points.cols(); ++i) places.emplace(points(0, i), points(1, i));
  return places.size();
}

// Map coordinates and time stamps: what tells the rows apart is far behind the first seven digits.
TEST_F(PointsFile, LargeOffsetsAreTakenOffInDoublePrecision) {
  std::string map, stamps;
  for (int i = 0; i < 200; ++i) {
    char row[80];
    std::snprintf(row, sizeof row, "%.3f,%.3f\n", 4500000 + 3 * std::sin(i * 1.7), 5500000 + 2 * std::cos(i * 2.3));
    map += row;
    std::snprintf(row, sizeof row, "%d,%.4f\n", 1700000000 + i, std::sin(0.2 * i));
    stamps += row;
  }
  const auto places = read(map), times = read(stamps);
  ASSERT_TRUE(places && times);
  EXPECT_EQ(different(places->points), 200u);
  EXPECT_EQ(places->units, (PlaneUnits{{4500000, 5500000}, {1, 1}}));
  EXPECT_EQ(places->note, "p.csv: 200 rows read; trained on x - 4500000 and y - 5500000.");
  EXPECT_EQ(different(times->points), 200u);
  EXPECT_EQ(times->units, (PlaneUnits{{1700000100, 0}, {1, 1}}));
  for (const Index i : {0, 77, 199}) {
    EXPECT_EQ(times->units.to_data(0, times->points(0, i)), 1700000000 + static_cast<double>(i));
    EXPECT_NEAR(places->units.to_data(0, places->points(0, i)), 4500000 + 3 * std::sin(static_cast<double>(i) * 1.7),
                6e-4);
  }
}

TEST_F(PointsFile, SizesThatSinglePrecisionCannotTrainOnAreScaled) {
  const auto huge = read("1e30 2e30\n-3e30 1e30\n0 0\n"), tiny = read("1e-9 2e-9\n-3e-9 1e-9\n0 0\n");
  ASSERT_TRUE(huge && tiny);
  EXPECT_NEAR(huge->units.unit[0] / 1e30, 1, 1e-12);
  EXPECT_EQ(huge->units.unit[0], huge->units.unit[1]);
  EXPECT_NEAR(huge->points(0, 1), -3, 1e-6);
  EXPECT_NEAR(tiny->points(1, 0), 2, 1e-6);
  EXPECT_TRUE(has(huge->note, "trained on x/1e30 and y/1e30"));
  EXPECT_TRUE(read("999 1\n-999 3\n")->units.plain());
  // The largest doubles there are.
  const auto edge = read("1.7e308 -1.7e308\n-1.7e308 1.7e308\n");
  ASSERT_TRUE(edge);
  EXPECT_LT(edge->points.cwiseAbs().maxCoeff(), 10);
}

TEST_F(PointsFile, PlacesThatSinglePrecisionLosesAreCounted) {
  std::string text = "0,0\n900,900\n";
  for (int i = 0; i < 8; ++i) text += "500.0000" + std::to_string(i) + ",1\n";
  text += "500.00003,1\n";  // an exact copy is no loss
  const auto points = read(text);
  ASSERT_TRUE(points);
  const auto lost = 10 - static_cast<int>(different(points->points));
  ASSERT_GT(lost, 1);
  EXPECT_TRUE(has(points->note, "; " + std::to_string(lost) + " places coincide with another in single precision"));
}

std::string circle() {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    char row[80];
    std::snprintf(row, sizeof row, "%.4f,%.4f\n", std::cos(i * 0.314159), std::sin(i * 0.314159));
    text += row;
  }
  return text;
}

TEST_F(PointsFile, AnOutlierIsNamedAndTheViewFitsTheOthers) {
  const auto kept = read(circle() + "40,0\n");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->count(), 21);
  EXPECT_EQ(kept->note,
            "p.csv: 21 rows read; line 21 (40, 0) lies 40 times as far out as the others reach: outside the "
            "first view.");
  const auto out = read(circle() + "1e30,0\n");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->count(), 20);
  EXPECT_TRUE(has(out->note, "line 21 (1e30, 0) lies 1e30 times as far out as the others reach: it is left out"));
  for (const auto& set : {kept, out}) {
    DataSpec spec;
    spec.kind = find_distribution("csv");
    spec.points = set;
    const auto source = make_data_source(spec, 1);
    ASSERT_TRUE(source) << source.message();
    EXPECT_NEAR(source.value()->extent().half, 1.25, 1e-6);
    EXPECT_NEAR(source.value()->extent().x, 0, 1e-6);
  }
  // Many far rows are part of the data.
  const auto two = read(circle() + "400,0\n401,0\n402,0\n403,0\n");
  ASSERT_TRUE(two);
  EXPECT_EQ(two->note, "p.csv: 24 rows read.");
}

TEST_F(PointsFile, SettingTheFileLoadsIt) {
  Settings settings;
  ASSERT_TRUE(set_from_text(settings, "data.file", put("p.csv", "1,2\n3,4\n")));
  ASSERT_TRUE(set_from_text(settings, "data.kind", "csv"));
  ASSERT_TRUE(settings.spec.data.points);
  EXPECT_EQ(settings.spec.data.points->count(), 2);
  EXPECT_TRUE(check_settings(settings)) << check_settings(settings).message();
  const Settings before = settings;
  EXPECT_FALSE(set_from_text(settings, "data.file", path("none.csv")));
  EXPECT_EQ(settings, before);
}

}  // namespace
}  // namespace gan
