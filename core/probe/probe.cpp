#include "core/probe/probe.h"

#include <utility>

#include "core/base/check.h"

namespace gan {
namespace {

constexpr std::uint32_t bit(std::size_t i) {
  return std::uint32_t{1} << i;
}

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

void ProbeMaker::begin(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request) {
  const auto infos = probe_infos();
  result_ = std::make_shared<ProbeResult>();
  result_->request = request;
  result_->snapshot = snapshot;
  wanted_ = wanted_of(request, snapshot->kind());
  there_ = 0;
  if (!last_ || last_->snapshot != snapshot) return;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (!(wanted_ & last_has_ & bit(i)) || !infos[i].same(last_->request, request)) continue;
    infos[i].copy(*last_, *result_);
    there_ |= bit(i);
  }
}

Piece ProbeMaker::next(std::span<const CancelFlag> cancel) {
  GAN_CHECK(result_ != nullptr, "an answer is begun before its first piece");
  std::shared_ptr<ProbeResult> result = std::move(result_);
  const auto infos = probe_infos();
  std::size_t i = 0;
  while (i < infos.size() && !(wanted_ & ~there_ & bit(i))) ++i;
  if (i < infos.size()) {
    const Snapshot& snapshot = *result->snapshot;
    const ProbeRequest& request = result->request;
    const CancelFlag flag = cancel.empty() ? CancelFlag() : cancel[i];
    // All that the wanted probes share, at the first that needs any of it.
    const auto shared = [&] {
      return infos[i].samples(snapshot, request) == SampleNeeds{} ||
             samples_.prepare(result->snapshot, samples_of(snapshot, request, wanted_), networks_, flag);
    };
    const bool whole = !flag.cancelled() && shared() &&
                       infos[i].compute({snapshot, request, samples_, networks_, planes_, flag}, *result);
    if (!whole) {
      keep(std::move(result));
      return Piece::cancelled;
    }
    there_ |= bit(i);
    ++computed_[i];
  }
  if (wanted_ & ~there_) {
    result_ = std::move(result);
    return Piece::more;
  }
  keep(std::move(result));
  return Piece::whole;
}

void ProbeMaker::keep(std::shared_ptr<const ProbeResult> result) {
  last_ = std::move(result);
  last_has_ = there_;
}

std::shared_ptr<const ProbeResult> ProbeMaker::make(const std::shared_ptr<const Snapshot>& snapshot,
                                                    const ProbeRequest& request, std::span<const CancelFlag> cancel) {
  begin(snapshot, request);
  Piece piece = Piece::more;
  while (piece == Piece::more) piece = next(cancel);
  return piece == Piece::whole ? last_ : nullptr;
}

std::shared_ptr<const ProbeResult> run_probe(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request,
                                             Evaluators& networks, const CancelFlag& cancel, ComponentPlanes* planes) {
  auto result = std::make_shared<ProbeResult>();
  result->request = request;
  const std::uint32_t wanted = wanted_of(request, snapshot->kind());
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
