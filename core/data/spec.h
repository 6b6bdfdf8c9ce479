// What the data and the noise prior are made of: plain values, comparable, without behaviour. Titles and ranges of
// their members are in core/settings.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace gan {

struct ImageSet;
struct PointSet;

enum class NoiseKind { normal, uniform };
// What numbers the levels of an image become: black and white are -1 and 1, or 0 and 1.
enum class PixelRange { symmetric, unit };

// The data distribution: an index into distributions() and the parameters that the distributions share; each one
// uses those that its table entry names. Lengths are in data units, angles in degrees.
struct DataSpec {
  int kind = 0;
  int modes = 8;                             // ring, random, unequal
  int rows = 5;                              // grid is rows x rows; checkerboard has rows x rows cells
  double radius = 2.0;                       // ring, circle, ...: the overall size
  double spacing = 2.0;                      // grid: distance of neighbouring centres
  double sigma = 0.02;                       // standard deviation of one Gaussian, or of the noise on a curve
  double phase = 0.0;                        // ring: angle of the first mode
  double turns = 1.5;                        // swiss roll, pinwheel
  std::vector<double> weights;               // of the modes; empty: equal
  std::string file;                          // where points or images came from, or the name of an installed set
  int size = 0;                              // side of images in pixels: 8 to 64; 0 as the file has it
  bool colour = true;                        // keeps the colours of images that have any
  PixelRange range = PixelRange::symmetric;  // images
  int dimension = 1;                         // dirac: coordinates of a sample, 1 or 2
  double location = 0.0;                     // on the line: the mean, the middle, or the beginning
  std::shared_ptr<const PointSet> points;    // CSV: read by the io layer
  std::shared_ptr<const ImageSet> images;    // images of `file`, read by the io layer in `size` and `colour`

  bool operator==(const DataSpec&) const;  // compares points and images by content
};

struct NoiseSpec {
  NoiseKind kind = NoiseKind::normal;  // N(0, I) or U(-1, 1) a component
  int dimension = 2;                   // 1 to 256

  bool operator==(const NoiseSpec&) const = default;
};

}  // namespace gan
