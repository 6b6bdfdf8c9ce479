// The pure half of the decision surface of images: which plane and how fine a surface to ask for, and from
// the answers the plain numbers that are drawn, what the axes are called, and what lies under the mouse. No
// ImGui, no GL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/geometry/arena_camera.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "core/probe/probe.h"

namespace gan {

// A letter for each of the three images that a plane goes through.
inline constexpr const char* kCornerNames = "ABC";

// The three images that a plane goes through. They are kept as they were when they were chosen: a generated
// one stays what G made of its noise at that step, so that the plane stands still while the game goes on.
class SliceCorners {
 public:
  // Begins with real images of three different classes, anew for other data and for another seed, whose
  // tiles are other images.
  void follow(const Snapshot& snapshot);
  // Corner i, 0 to 2, becomes this tile of the sheets; false where the result does not hold it.
  bool choose(int i, ChosenTile tile, const ProbeResult& result);

  const std::shared_ptr<const Matrix<float>>& images() const { return images_; }  // d x 3; null before `follow`
  // "real image 4", "G(z), noise 7, step 1 200"; for the button: "real 4", "G 7".
  const std::string& name(int i) const { return names_[static_cast<std::size_t>(i)]; }
  const std::string& short_name(int i) const { return short_names_[static_cast<std::size_t>(i)]; }

 private:
  struct Key {
    std::uint64_t seed, hash;
    SampleShape shape;
    PixelRange range;
    bool operator==(const Key&) const = default;
  };
  void put(int i, bool real, int index, std::int64_t step, const float* image, Matrix<float>& into);

  std::optional<Key> key_;
  std::shared_ptr<const Matrix<float>> images_;
  std::array<std::string, 3> names_, short_names_;
};

// The first samples of three different labels; where there are fewer, the first ones that are left. labels:
// three or more, or none.
std::array<int, 3> first_of_three_classes(std::span<const std::uint16_t> labels);

// How many points of a surface D may be asked for, by what one of them costs in multiply-adds: about a
// seventh of a second of one core while it trains, some seconds at rest, in ever finer steps.
struct SlicePoints {
  double coarse, finest;
};
SlicePoints slice_points(double cost, double pixels);

// The part of a request that the view wants. `located`: the camera looks at the plane that is asked for;
// before that, only the samples are. `have` as for the arena: the surface that is shown of the very same
// snapshot and plane.
struct SliceLook {
  ArenaCamera camera;
  Viewport viewport;
  bool located = false, at_rest = false;
  double cost = 1;  // slice_cost of the snapshot
};
SliceRequest slice_request(const ArenaSettings& arena, const ImagesSettings& images, const SliceLook& look,
                           std::shared_ptr<const Matrix<float>> through, std::optional<SurfaceRequest> have);

// Samples whose place is finite.
struct SliceSamples {
  std::vector<float> xy;         // x and y in turn
  std::vector<float> logits;     // D's of each sample itself
  std::vector<float> distances;  // of each from the plane
  std::vector<int> tiles;        // which sample each is
  Index undefined = 0;           // samples that are not finite

  void take(const ProjectedSamples& from);
  std::size_t count() const { return tiles.size(); }
};

// What is drawn of one answer; its memory is used again for the next.
struct SliceImage {
  std::shared_ptr<const ProbeResult> from;  // null: nothing yet
  std::vector<float> surface;               // as ArenaImage has it
  int nx = 0, ny = 0;
  WorldRect surface_rect;
  double surface_undefined = 0;
  SliceSamples real, generated;

  // An answer with a plane. One without a surface keeps the last one, where that is of the same plane.
  void take(std::shared_ptr<const ProbeResult> result);
  void clear() { *this = {}; }
  const ImagePlane& plane() const { return *from->slice.plane; }
  // The surface at a place, between its nodes by straight lines; nothing outside them.
  std::optional<double> surface_at(double x, double y) const;
};

// Where the camera looks at first: all real samples and the corners of the plane.
WorldRect slice_bounds(const ImageSlice& slice);

// "1st principal component, 29 % of the variance", "from A to B"; axis 0 or 1.
std::string plane_axis_title(const ImagePlane& plane, int axis);
// In whose company D judges the plane and the images, a sentence with a space before it; empty where it judges each by
// itself.
std::string company_meaning(const Snapshot& snapshot);
// What has to be said of a plane whose three images do not make one; otherwise empty.
std::string plane_caveat(const ImagePlane& plane);

// The nearest sample within `reach`, in units of the plane; -1: none. Returns its place in `samples`.
int nearest_sample(const SliceSamples& samples, double x, double y, double reach);

// Share of an image's numbers that lie outside the range of pixels, and are cut off where it is shown.
double cut_off_share(std::span<const float> image, PixelRange range);

}  // namespace gan
