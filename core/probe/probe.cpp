#include "core/probe/probe.h"

#include <utility>

namespace gan {
namespace {

constexpr std::uint32_t bit(std::size_t i) { return std::uint32_t{1} << i; }

// The probes that are wanted of such data.
std::uint32_t wanted_of(const ProbeRequest& request, const DataKind& kind) {
  std::uint32_t wanted = 0;
  const auto infos = probe_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].wanted(request) && kind.has_all(infos[i].needs)) wanted |= bit(i);
  }
  return wanted;
}

SampleNeeds samples_of(const Snapshot& snapshot, const ProbeRequest& request, std::uint32_t wanted) {
  SampleNeeds needs;
  const auto infos = probe_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (wanted & bit(i)) needs.join(infos[i].samples(snapshot, request));
  }
  return needs;
}

}  // namespace

std::shared_ptr<const ProbeResult> ProbeMaker::make(const std::shared_ptr<const Snapshot>& snapshot,
                                                    const ProbeRequest& request, std::span<const CancelFlag> cancel) {
  const auto infos = probe_infos();
  const std::uint32_t wanted = wanted_of(request, snapshot->data->kind());
  auto result = std::make_shared<ProbeResult>();
  result->request = request;
  result->snapshot = snapshot;
  std::uint32_t there = 0;
  if (last_ && last_->snapshot == snapshot) {
    for (std::size_t i = 0; i < infos.size(); ++i) {
      if (!(wanted & there_ & bit(i)) || !infos[i].same(last_->request, request)) continue;
      infos[i].copy(*last_, *result);
      there |= bit(i);
    }
  }
  bool whole = true;
  for (std::size_t i = 0; i < infos.size() && whole; ++i) {
    if (!(wanted & ~there & bit(i))) continue;
    const CancelFlag flag = cancel.empty() ? CancelFlag() : cancel[i];
    // All that the wanted probes share, at the first that needs any of it.
    const SampleNeeds needs = infos[i].samples(*snapshot, request);
    whole = needs == SampleNeeds{} ||
            samples_.prepare(snapshot, samples_of(*snapshot, request, wanted), networks_, flag);
    whole = whole && infos[i].compute({*snapshot, request, samples_, networks_, planes_, flag}, *result);
    if (whole) there |= bit(i), ++computed_[i];
  }
  last_ = result;
  there_ = there;
  return whole ? result : nullptr;
}

std::shared_ptr<const ProbeResult> run_probe(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request,
                                             Evaluators& networks, const CancelFlag& cancel, ComponentPlanes* planes) {
  auto result = std::make_shared<ProbeResult>();
  result->request = request;
  const std::uint32_t wanted = wanted_of(request, snapshot->data->kind());
  ComponentPlanes none;
  SharedSamples samples;
  if (!samples.prepare(snapshot, samples_of(*snapshot, request, wanted), networks, cancel)) return nullptr;
  const ProbeWork work{*snapshot, request, samples, networks, planes != nullptr ? *planes : none, cancel};
  const auto infos = probe_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if ((wanted & bit(i)) && !infos[i].compute(work, *result)) return nullptr;
  }
  result->snapshot = std::move(snapshot);
  return result;
}

}  // namespace gan
