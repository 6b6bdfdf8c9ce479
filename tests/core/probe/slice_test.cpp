// Planes of images, and D over them: what they contain, what is projected, and that the surface is D's.
#include "core/probe/images/slice.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <set>

#include "core/probe/probe.h"
#include "core/run/run.h"

namespace gan {
namespace {

// A game on glyphs of 8 x 8 pixels after a few steps.
std::shared_ptr<const Snapshot> started_game(std::uint64_t seed = 1, Architecture architecture = Architecture::mlp) {
  Settings s;
  s.spec.seed = seed;
  s.spec.data.kind = find_distribution("glyphs");
  s.spec.data.size = 8;
  s.spec.noise.dimension = 5;
  s.spec.generator.hidden = s.spec.discriminator.hidden = {12};
  s.spec.discriminator.architecture = architecture;
  s.spec.discriminator.channels = 4;
  s.spec.generator.output = OutputActivation::tanh;
  s.hyperparameters.batch_size = 16;
  auto run = Run::create(s);
  EXPECT_TRUE(run.ok()) << run.message();
  while (run.value()->position().step < 5) run.value()->substep();
  return run.value()->snapshot();
}

ImagePlane components_of(const Snapshot& snapshot) {
  ComponentPlanes planes;
  return *planes.of(*snapshot.data, {});
}

void expect_a_plane(const ImagePlane& plane) {
  EXPECT_NEAR(plane.u.norm(), 1, 1e-5);
  EXPECT_NEAR(plane.v.norm(), 1, 1e-5);
  EXPECT_NEAR(plane.u.dot(plane.v), 0, 1e-5);
}

void expect_it_contains(const ImagePlane& plane, const Matrix<float>& images) {
  ASSERT_EQ(plane.corners.cols(), 3);
  Vector<float> there(images.rows());
  for (Index i = 0; i < 3; ++i) {
    image_at(plane, plane.corners(0, i), plane.corners(1, i), there.data());
    EXPECT_LT((there - images.col(i)).cwiseAbs().maxCoeff(), 2e-5) << i;
  }
}

TEST(ImagePlane, OfTheDataIsKeptAsLongAsTheImagesAreTheSame) {
  const auto first = started_game(1), again = started_game(1), other = started_game(2);
  ComponentPlanes planes;
  const auto plane = planes.of(*first->data, {});
  ASSERT_NE(plane, nullptr);
  expect_a_plane(*plane);
  EXPECT_NE(first->data, again->data);
  EXPECT_EQ(planes.of(*again->data, {}), plane);
  EXPECT_NE(planes.of(*other->data, {}), plane);
  // Made anew it is the same, to the bit.
  const auto once_more = planes.of(*first->data, {});
  EXPECT_NE(once_more, plane);
  EXPECT_EQ(once_more->u, plane->u);
  EXPECT_EQ(once_more->v, plane->v);
  EXPECT_GT(plane->variance_share[0], plane->variance_share[1]);
  EXPECT_GT(plane->variance_share[1], 0.01);
  EXPECT_LT(plane->variance_share[0] + plane->variance_share[1], 1);
}

// The images' own spread along the axes is what the plane says, and less along any other direction.
TEST(ImagePlane, OfTheDataSpreadsThemMost) {
  const auto snapshot = started_game();
  const ImagePlane plane = components_of(*snapshot);
  const Matrix<float> images = sample_data(*snapshot, {77, Stream::view_data, 0, 0}, 1500);
  const Matrix<float> places = project(plane, {images.data(), images.rows(), images.cols()}).places;
  const Matrix<float> centred = images.colwise() - images.rowwise().mean();
  const double total = static_cast<double>(centred.squaredNorm()) / 1500;
  for (Index axis = 0; axis < 2; ++axis) {
    const double mean = static_cast<double>(places.row(axis).mean());
    const double variance = static_cast<double>((places.row(axis).array() - static_cast<float>(mean)).square().mean());
    EXPECT_NEAR(mean, 0, 0.2 * plane.deviation[static_cast<std::size_t>(axis)]);
    EXPECT_NEAR(std::sqrt(variance) / plane.deviation[static_cast<std::size_t>(axis)], 1, 0.1);
    EXPECT_NEAR(variance / total, plane.variance_share[static_cast<std::size_t>(axis)], 0.03);
    const Vector<float> pixel = centred.row(20).transpose();
    EXPECT_GT(variance, static_cast<double>(pixel.squaredNorm()) / 1500);
  }
}

TEST(ImagePlane, ThroughThreeImagesContainsThem) {
  const auto snapshot = started_game();
  const ImagePlane components = components_of(*snapshot);
  const Matrix<float> images = sample_data(*snapshot, view_data_key(*snapshot), 3);
  const ImagePlane plane = plane_through(images, components);
  expect_a_plane(plane);
  expect_it_contains(plane, images);
  EXPECT_EQ(plane.axes, (std::array{PlaneAxis::to_second, PlaneAxis::to_third}));
  // The first axis runs from the first to the second, the third lies above it, distances are kept.
  EXPECT_NEAR(plane.corners(1, 0), plane.corners(1, 1), 1e-4);
  EXPECT_GT(plane.corners(0, 1), plane.corners(0, 0));
  EXPECT_GT(plane.corners(1, 2), plane.corners(1, 0));
  EXPECT_NEAR((plane.corners.col(2) - plane.corners.col(1)).norm(), (images.col(2) - images.col(1)).norm(), 1e-3);
  EXPECT_NEAR(plane.corners.rowwise().sum().norm(), 0, 1e-3);
}

TEST(ImagePlane, ThroughImagesThatAreEqualOrInALineIsStillOne) {
  const auto snapshot = started_game();
  const ImagePlane components = components_of(*snapshot);
  const Matrix<float> three = sample_data(*snapshot, view_data_key(*snapshot), 3);
  using enum PlaneAxis;
  const auto check = [&](const Matrix<float>& images, PlaneAxis first, PlaneAxis second) {
    const ImagePlane plane = plane_through(images, components);
    expect_a_plane(plane);
    expect_it_contains(plane, images);
    EXPECT_EQ(plane.axes, (std::array{first, second}));
  };
  Matrix<float> p = three;
  p.col(1) = p.col(0);
  check(p, to_third, first_component);
  p = three;
  p.col(2) = p.col(0);
  check(p, to_second, first_component);
  p = three;
  p.col(2) = p.col(1);
  check(p, to_second, first_component);
  p.col(2) = 0.25F * p.col(0) + 0.75F * p.col(1);
  check(p, to_second, first_component);
  check(p.col(0).replicate(1, 3), first_component, second_component);
  // A line along a component leaves the other one.
  p.col(1) = p.col(0) + 2 * components.u;
  p.col(2) = p.col(0) - components.u;
  check(p, to_second, second_component);
}

TEST(ImagePlane, ProjectsOntoTheNearestPlace) {
  const auto snapshot = started_game();
  const ImagePlane plane = components_of(*snapshot);
  Vector<float> off = sample_data(*snapshot, view_data_key(*snapshot), 1).col(0);
  off -= plane.u.dot(off) * plane.u;
  off -= plane.v.dot(off) * plane.v;
  off.normalize();
  Matrix<float> images(off.size(), 2);
  images.col(0) = plane.origin + 1.5F * plane.u - 0.5F * plane.v + 2 * off;
  images.col(1) = plane.origin;
  const Projection at = project(plane, {images.data(), images.rows(), 2});
  EXPECT_NEAR(at.places(0, 0), 1.5, 1e-4);
  EXPECT_NEAR(at.places(1, 0), -0.5, 1e-4);
  EXPECT_NEAR(at.distances(0, 0), 2, 1e-4);
  EXPECT_EQ(at.places.col(1).norm() + at.distances(0, 1), 0);
}

ProbeRequest slice_of(int nx, int ny) {
  ProbeRequest request;
  request.slice = SliceRequest{};
  request.slice->surface = SurfaceRequest{{-3, -2, 4, 2}, nx, ny};
  request.slice->generated = 20;
  request.slice->real = 30;
  return request;
}

TEST(Slice, ShowsDOverThePlane) {
  for (const Architecture architecture : {Architecture::mlp, Architecture::convolutional}) {
    const auto snapshot = started_game(1, architecture);
    Evaluators networks;
    const auto result = run_probe(snapshot, slice_of(9, 5), networks);
    ASSERT_NE(result, nullptr);
    const ImageSlice& slice = result->slice;
    ASSERT_NE(slice.plane, nullptr);
    ASSERT_EQ(slice.surface.logits.rows(), 9);
    ASSERT_EQ(slice.surface.logits.cols(), 5);
    std::set<float> different;
    for (Index iy = 0; iy < 5; ++iy) {
      for (Index ix = 0; ix < 9; ++ix) {
        const double a = -3 + 7 * (static_cast<double>(ix) + 0.5) / 9, b = -2 + 4 * (static_cast<double>(iy) + 0.5) / 5;
        const Vector<float> image =
            slice.plane->origin + static_cast<float>(a) * slice.plane->u + static_cast<float>(b) * slice.plane->v;
        float logit = 0;
        networks.discriminate(*snapshot, {image.data(), image.size(), 1}, BatchOf::both, {&logit, 1, 1});
        EXPECT_NEAR(slice.surface.logits(ix, iy), logit, 1e-4 * (1 + std::abs(logit)));
        different.insert(logit);
      }
    }
    EXPECT_GT(different.size(), 40u);
  }
}

TEST(Slice, ProjectsTheSamplesOfTheGame) {
  const auto snapshot = started_game();
  Evaluators networks;
  ProbeRequest request = slice_of(2, 2);
  request.generated = 12;
  request.logits = true;
  const auto result = run_probe(snapshot, request, networks);
  const ImageSlice& slice = result->slice;
  EXPECT_EQ(result->generated.cols(), 12);
  EXPECT_EQ(result->real.cols(), 0);  // the slice's own need is not part of the answer
  ASSERT_EQ(slice.generated.at.places.cols(), 20);
  ASSERT_EQ(slice.real.at.places.cols(), 30);
  EXPECT_EQ(slice.generated.logits.leftCols(12), result->fake_logits);
  const Matrix<float> real = sample_data(*snapshot, view_data_key(*snapshot), 30);
  Matrix<float> logits;
  ASSERT_TRUE(probe_logits(*snapshot, real, BatchOf::real, networks, {}, logits));
  for (Index i = 0; i < 30; ++i) {
    const Vector<float> x = real.col(i) - slice.plane->origin;
    const float a = x.dot(slice.plane->u), b = x.dot(slice.plane->v);
    EXPECT_NEAR(slice.real.at.places(0, i), a, 1e-4);
    EXPECT_NEAR(slice.real.at.places(1, i), b, 1e-4);
    EXPECT_NEAR(slice.real.at.distances(0, i), std::sqrt(x.squaredNorm() - a * a - b * b), 1e-3);
    EXPECT_NEAR(slice.real.logits(0, i), logits(0, i), 1e-4);
  }
}

TEST(Slice, GoesThroughTheImagesThatWereChosen) {
  const auto snapshot = started_game();
  Evaluators networks;
  ProbeRequest request = slice_of(3, 3);
  const auto three = std::make_shared<const Matrix<float>>(sample_data(*snapshot, view_data_key(*snapshot), 3));
  request.slice->through = three;
  const auto result = run_probe(snapshot, request, networks);
  expect_it_contains(*result->slice.plane, *three);
  // The first three real images lie in it.
  for (Index i = 0; i < 3; ++i) EXPECT_NEAR(result->slice.real.at.distances(0, i), 0, 1e-4);
  EXPECT_GT(result->slice.real.at.distances.maxCoeff(), 1);
  // Images of a game before, of another size.
  request.slice->through = std::make_shared<const Matrix<float>>(Matrix<float>::Zero(9, 3));
  EXPECT_EQ(run_probe(snapshot, request, networks)->slice.plane, nullptr);
}

TEST(Slice, IsTheSameWithPlanesThatAreKept) {
  const auto snapshot = started_game();
  Evaluators networks;
  ComponentPlanes planes;
  const auto kept = run_probe(snapshot, slice_of(4, 4), networks, {}, &planes);
  const auto again = run_probe(snapshot, slice_of(4, 4), networks, {}, &planes);
  const auto anew = run_probe(snapshot, slice_of(4, 4), networks);
  EXPECT_EQ(kept->slice.plane, again->slice.plane);
  EXPECT_NE(kept->slice.plane, anew->slice.plane);
  EXPECT_EQ(kept->slice.surface.logits, anew->slice.surface.logits);
  EXPECT_EQ(kept->slice.generated.at.places, anew->slice.generated.at.places);
}

TEST(Slice, CostsWhatDCosts) {
  // 64 -> 12 -> 1, and two products a pixel for the image itself.
  EXPECT_EQ(slice_cost(*started_game()), 64 * 12 + 12 + 2 * 64);
}

TEST(Slice, PointsHaveNoneAndACancelledOneIsNull) {
  auto run = Run::create(Settings{});
  ASSERT_TRUE(run.ok());
  Evaluators networks;
  const auto result = run_probe(run.value()->snapshot(), slice_of(4, 4), networks);
  EXPECT_EQ(result->slice.plane, nullptr);
  EXPECT_EQ(result->slice.surface.logits.size(), 0);
  const std::atomic<bool> flag{true};
  EXPECT_EQ(run_probe(started_game(), slice_of(4, 4), networks, CancelFlag(flag)), nullptr);
}

}  // namespace
}  // namespace gan
