#include "core/probe/probe.h"

#include <algorithm>
#include <utility>

#include "core/game/losses.h"

namespace gan {
namespace {

bool pairs_real(const Snapshot& snapshot) {
  return loss_infos()[static_cast<std::size_t>(snapshot.settings->hyperparameters.loss)].pairs_real;
}

// The samples, D's logits on them, and what is made of both; false when cancelled.
bool probe_samples(const Snapshot& snapshot, const ProbeRequest& request, Evaluators& networks,
                   const CancelFlag& cancel, ComponentPlanes& planes, ProbeResult& out) {
  const bool pairs = request.arrows && pairs_real(snapshot);
  const bool logits = request.logits || request.sheet || request.slice || request.record;
  int generated = request.generated;
  int real = pairs ? std::max(request.real, request.generated) : request.real;
  if (request.sheet) generated = std::max(generated, request.sheet->generated), real = std::max(real, request.sheet->real);
  if (request.slice) generated = std::max(generated, request.slice->generated), real = std::max(real, request.slice->real);
  if (request.record && generated == 0) generated = kRecordSamples;
  if (request.record && real == 0) real = kRecordSamples;
  if (real > 0) out.real = sample_data(snapshot, view_data_key(snapshot), real);
  if (generated > 0) {
    const Matrix<float> noise = sample_noise(snapshot, view_noise_key(snapshot), generated);
    if (!probe_generator(snapshot, noise, networks, cancel, out.generated)) return false;
  }
  if ((logits || pairs) && !probe_logits(snapshot, out.real, BatchOf::real, networks, cancel, out.real_logits))
    return false;
  if ((logits || request.arrows) &&
      !probe_logits(snapshot, out.generated, BatchOf::generated, networks, cancel, out.fake_logits)) {
    return false;
  }
  if (request.arrows && !probe_arrows(snapshot, out.generated, out.fake_logits, out.real_logits, networks,
                                      cancel, out.arrows)) {
    return false;
  }
  if (request.sheet && !probe_sheets(snapshot, *request.sheet, out.generated, out.fake_logits, out.real,
                                     out.real_logits, networks, cancel, out.sheets)) {
    return false;
  }
  if (request.slice && !probe_slice(snapshot, *request.slice, out.generated, out.fake_logits, out.real,
                                    out.real_logits, networks, planes, cancel, out.slice)) {
    return false;
  }
  if (request.record) {
    if (cancel.cancelled()) return false;
    // Of the samples that are asked for: what is shown has the same means.
    const auto shown = [](const Matrix<float>& all, Index asked) -> Matrix<float> {
      return all.leftCols(asked > 0 ? asked : all.cols());
    };
    out.record = probe_record(snapshot, shown(out.real_logits, request.real), shown(out.fake_logits, request.generated));
  }
  // What was needed on the way only is not part of the answer.
  const auto keep = [](Matrix<float>& samples, Index count) {
    if (samples.cols() > count) samples.conservativeResize(Eigen::NoChange, count);
  };
  keep(out.real, request.real);
  keep(out.real_logits, request.real);
  keep(out.generated, request.generated);
  keep(out.fake_logits, request.generated);
  if (!request.logits) {
    out.real_logits.resize(0, 0);
    out.fake_logits.resize(0, 0);
  }
  return true;
}

}  // namespace

std::shared_ptr<const ProbeResult> run_probe(std::shared_ptr<const Snapshot> snapshot,
                                             const ProbeRequest& request, Evaluators& networks,
                                             const CancelFlag& cancel, ComponentPlanes* planes) {
  auto result = std::make_shared<ProbeResult>();
  result->request = request;
  const Snapshot& s = *snapshot;
  // Surface, arrows and the map of the noise are drawn in the plane: pictures have none of them.
  const bool plane = s.data->is_plane();
  ProbeRequest possible = request;
  possible.arrows = request.arrows && plane;
  if (plane) possible.sheet.reset(), possible.slice.reset();
  ComponentPlanes none;
  if (!probe_samples(s, possible, networks, cancel, planes != nullptr ? *planes : none, *result)) return nullptr;
  if (plane && request.surface && !probe_surface(s, *request.surface, networks, cancel, result->surface))
    return nullptr;
  if (plane && request.noise_grid && !probe_noise_grid(s, *request.noise_grid, networks, cancel, result->noise_grid)) {
    return nullptr;
  }
  if (!plane && request.walk && !probe_walk(s, *request.walk, networks, cancel, result->walk)) return nullptr;
  if (!plane && request.nearest && !probe_nearest(s, *request.nearest, networks, cancel, result->nearest)) return nullptr;
  if (!plane && request.layers && !probe_layers(s, *request.layers, networks, cancel, result->layers)) return nullptr;
  result->snapshot = std::move(snapshot);
  return result;
}

}  // namespace gan
