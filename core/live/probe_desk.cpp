#include "core/live/probe_desk.h"

#include <utility>

namespace gan {

bool ProbesInPieces::wanted(std::size_t probe, const ProbeRequest& request) {
  return probe < probe_infos().size() && probe_infos()[probe].wanted(request);
}

bool ProbesInPieces::same(std::size_t probe, const ProbeRequest& a, const ProbeRequest& b) {
  return probe_infos()[probe].same(a, b);
}

void ProbesInPieces::begin(const std::shared_ptr<const Snapshot>& snapshot, const ProbeRequest& request) {
  maker_.begin(snapshot, request);
}

void MeasureInOne::begin(const std::shared_ptr<const Snapshot>& snapshot, const MeasureRequest& request) {
  snapshot_ = snapshot;
  request_ = request;
}

Piece MeasureInOne::next(std::span<const CancelFlag> flags) {
  answer_ = measurer_.measurement(std::move(snapshot_), request_, flags[0]);
  return answer_ ? Piece::whole : Piece::cancelled;
}

void SpectrumInOne::begin(const std::shared_ptr<const Snapshot>& snapshot, const SpectrumRequest& request) {
  snapshot_ = snapshot;
  request_ = request;
}

Piece SpectrumInOne::next(std::span<const CancelFlag> flags) {
  auto spectrum = std::make_shared<Spectrum>();
  const bool found = gan::find_spectrum(std::exchange(snapshot_, nullptr), request_, flags[0], *spectrum);
  answer_ = std::move(spectrum);
  return found ? Piece::whole : Piece::cancelled;
}

ProbeDesk::ProbeDesk(Executor& executor, std::function<void()> notify)
    : notify_(std::move(notify)),
      probes_(executor, Urgency::usual, notify_),
      hand_(executor, Urgency::first, notify_),
      measure_(executor, Urgency::usual, notify_),
      spectrum_(executor, Urgency::usual, notify_),
      path_(executor, Urgency::usual, notify_) {}

// All are told before one is waited for.
ProbeDesk::~ProbeDesk() {
  probes_.abandon();
  hand_.abandon();
  measure_.abandon();
  spectrum_.abandon();
  path_.abandon();
}

void ProbeDesk::request(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request) {
  probes_.ask(std::move(snapshot), request);
}

void ProbeDesk::follow(std::shared_ptr<const Snapshot> snapshot, const ProbeRequest& request) {
  hand_.ask(std::move(snapshot), request);
}

void ProbeDesk::measure(std::shared_ptr<const Snapshot> snapshot, const MeasureRequest& request) {
  measure_.ask(std::move(snapshot), request);
}

void ProbeDesk::find_spectrum(std::shared_ptr<const Snapshot> snapshot, const SpectrumRequest& request) {
  spectrum_.ask(std::move(snapshot), request);
}

void ProbeDesk::find_path(std::shared_ptr<const Snapshot> to, const MomentPathRequest& request) {
  path_.ask(std::move(to), request);
}

}  // namespace gan
