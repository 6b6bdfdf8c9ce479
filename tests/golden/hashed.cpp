#include "tests/golden/hashed.h"

#include "tests/golden/played.h"

namespace gan::golden {
namespace {

void add_sheet(Numbers& n, const ImageSheet& sheet) {
  n.add(sheet.shape.size(), sheet.rgba, sheet.logits);
}

void add_projected(Numbers& n, const ProjectedSamples& samples) {
  n.add(samples.at.places, samples.at.distances, samples.logits);
}

}  // namespace

std::uint64_t hash_of(const Matrix<float>& m) {
  return Numbers().add(m).hash();
}

std::uint64_t hash_of(const StepRecord& record) {
  // These and no more, so that a new scalar changes no hash: history.cpp gives it one of its own.
  return Numbers()
      .add(record.step, record.loss, record.d_loss, record.g_loss, record.value, record.d_real, record.d_fake,
           record.d_accuracy, record.d_grad_norm, record.g_grad_norm, record.penalty)
      .hash();
}

std::uint64_t hash_of(const Surface& surface) {
  return Numbers().add(surface.logits).hash();
}

std::uint64_t hash_of(const OptimalSurface& surface) {
  return Numbers().add(surface.logits, surface.width, surface.error).hash();
}

std::uint64_t hash_of(const PenaltyView& view) {
  Numbers all;
  all.add(view.d_loss, view.penalty);
  for (const PenaltySight& sight : view.sights) {
    all.add(sight.weight, static_cast<double>(sight.steps_off), sight.value, hash_of(sight.points));
    for (const float norm : sight.norms) all.add(norm);
  }
  return all.hash();
}

std::uint64_t hash_of(const SampleFlow& flow) {
  return Numbers()
      .add(hash_of(flow.divergence), hash_of(flow.curl), flow.divergence_size, flow.curl_size, flow.mean_divergence,
           flow.mean_curl, flow.speed)
      .hash();
}

std::uint64_t hash_of(const LineCurves& curves) {
  Numbers n;
  n.add(curves.real, curves.generated, curves.generated_error, curves.logits, curves.best, curves.best_error);
  for (const LineArrow& arrow : curves.arrows) n.add(arrow.z, arrow.x);
  n.add(curves.width, curves.samples, curves.value_real, curves.value_fake, curves.value_error, curves.jsd);
  return n.hash();
}

std::uint64_t hash_of(const NoiseGrid& grid) {
  return Numbers().add(grid.lines_first, grid.lines_second, grid.noise, grid.points).hash();
}

std::uint64_t hash_of(const ImageSheet& sheet) {
  Numbers n;
  add_sheet(n, sheet);
  return n.hash();
}

std::uint64_t hash_of(const NearestImages& nearest) {
  Numbers n;
  add_sheet(n, nearest.chosen);
  add_sheet(n, nearest.nearest);
  n.add(nearest.distances, nearest.relative, nearest.labels, nearest.chosen_label, nearest.searched, nearest.stack);
  if (nearest.held_out) n.add(nearest.held_out->distances, nearest.held_out->relative);
  return n.hash();
}

std::uint64_t hash_of(const LayerImages& layers) {
  Numbers n;
  add_sheet(n, layers.sheet);
  for (const LayerImage& image : layers.values) n.add(image.low, image.high, image.mean);
  return n.add(layers.layer, layers.total, layers.scale).hash();
}

std::uint64_t hash_of(const ImageSlice& slice) {
  Numbers n;
  if (slice.plane) {
    const ImagePlane& p = *slice.plane;
    n.add(p.origin, p.u, p.v, p.corners);
    for (const std::size_t i : {0u, 1u}) n.add(p.axes[i], p.variance_share[i], p.deviation[i]);
  }
  n.add(slice.surface.logits);
  add_projected(n, slice.real);
  add_projected(n, slice.generated);
  return n.hash();
}

std::uint64_t hash_of(const std::vector<ModeStatistics>& modes) {
  Numbers n;
  for (const ModeStatistics& m : modes) {
    n.add(m.count, m.covered, m.share, m.mean_x, m.mean_y, m.spread_minor, m.spread_major);
  }
  return n.hash();
}

std::uint64_t hash_of(const Growth& growth) {
  Numbers n;
  for (const auto* all : {&growth.rates, &growth.multipliers}) {
    n.add(all->size());
    for (const std::complex<double>& z : *all) n.add(z.real(), z.imag());
  }
  return n.hash();
}

std::uint64_t hash_of(const PhasePath& path) {
  Numbers n;
  for (const PhasePoint& place : path.places) n.add(place.theta, place.psi);
  return n.add(path.diverged).hash();
}

std::uint64_t hash_of(const Concentration& c) {
  return Numbers().add(c.effective_modes, c.near, c.together).hash();
}

std::uint64_t hash_of(const PerfectScore& score) {
  return Numbers().add(score.mean, score.deviation).hash();
}

std::uint64_t hash_of(const Facts& f) {
  Numbers n;
  n.add(f.step, f.diverged, f.loss, f.frozen_d, f.frozen_g, f.clip, f.at_clip);
  n.add(f.records, f.d_accuracy, f.d_real, f.d_fake, f.g_grad_norm, f.g_grad_norm_start);
  n.add(f.wave.strength, f.wave.period, f.wave.share, f.rest.share, f.rest.strength);
  n.add(f.measured_step, f.modes_covered, f.modes_total, f.most_covered, f.high_quality, f.jsd, f.reverse_kl, f.width);
  n.add(f.outside, f.concentration.effective_modes, f.concentration.near, f.concentration.together);
  for (const bool covered : f.covered) n.add(covered);
  n.add(f.classes_covered, f.classes_total, f.most_classes, f.precision, f.classes_expected);
  for (const PerfectScore* s : {&f.ideal_high_quality, &f.ideal_jsd, &f.ideal_reverse_kl}) n.add(s->mean, s->deviation);
  return n.hash();
}

std::uint64_t hash_of(const NeighbourMetrics& m) {
  return Numbers().add(m.precision, m.recall, m.density, m.coverage).hash();
}

std::uint64_t hash_of(const KernelMetrics& m) {
  return Numbers().add(m.kid, m.rbf_mmd, m.energy_distance).hash();
}

}  // namespace gan::golden
