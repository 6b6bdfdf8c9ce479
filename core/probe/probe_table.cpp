// The table of probes.
#include <algorithm>

#include "core/base/check.h"
#include "core/game/losses.h"
#include "core/probe/probe.h"

namespace gan {
namespace {

using Work = ProbeWork;

constexpr Capabilities kAny{}, kPlane{Capability::plane}, kDensity{Capability::plane, Capability::density},
    kLine{Capability::line, Capability::density}, kImages{Capability::images}, kPortrait{Capability::portrait};

bool pairs_real(const Snapshot& s) {
  return loss_info(s.settings->hyperparameters.loss).pairs_real;
}

// Columns that somebody asked for; what was needed on the way only is not part of the answer.
Matrix<float> first(const Matrix<float>& all, Index count) {
  return all.leftCols(std::min(count, all.cols()));
}

// The columns of a probe that has an optional member in request and result, and needs no samples of others.
template <auto asked, auto answer>
struct Simple {
  static bool wanted(const ProbeRequest& r) { return (r.*asked).has_value(); }
  static bool same(const ProbeRequest& a, const ProbeRequest& b) { return a.*asked == b.*asked; }
  static SampleNeeds none(const Snapshot&, const ProbeRequest&) { return {}; }
  // The samples that its request names, with D's logits.
  static SampleNeeds judged(const Snapshot&, const ProbeRequest& r) {
    return {(r.*asked)->generated, (r.*asked)->real, true, true};
  }
  template <auto probe>
  static bool compute(const Work& w, ProbeResult& out) {
    return probe(w.snapshot, *(w.request.*asked), w.networks, w.cancel, out.*answer);
  }
  static void copy(const ProbeResult& from, ProbeResult& to) { to.*answer = from.*answer; }
};

template <auto asked, auto answer, auto probe>
constexpr ProbeInfo simple(const char* id, Capabilities needs) {
  using S = Simple<asked, answer>;
  return {id, needs, S::wanted, S::same, S::none, S::template compute<probe>, S::copy};
}

constexpr ProbeInfo samples() {
  return {"samples",
          kAny,
          [](const ProbeRequest& r) { return r.generated > 0 || r.real > 0; },
          [](const ProbeRequest& a, const ProbeRequest& b) {
            return a.generated == b.generated && a.real == b.real && a.logits == b.logits;
          },
          [](const Snapshot&, const ProbeRequest& r) {
            return SampleNeeds{r.generated, r.real, r.logits, r.logits};
          },
          [](const Work& w, ProbeResult& out) {
            out.generated = first(w.samples.generated(), w.request.generated);
            out.real = first(w.samples.real(), w.request.real);
            if (!w.request.logits) return true;
            out.fake_logits = first(w.samples.fake_logits(), w.request.generated);
            out.real_logits = first(w.samples.real_logits(), w.request.real);
            return true;
          },
          [](const ProbeResult& from, ProbeResult& to) {
            to.generated = from.generated, to.real = from.real;
            to.fake_logits = from.fake_logits, to.real_logits = from.real_logits;
          }};
}

constexpr ProbeInfo arrows() {
  return {
      "arrows",
      kPlane,
      [](const ProbeRequest& r) { return r.arrows; },
      [](const ProbeRequest& a, const ProbeRequest& b) { return a.arrows == b.arrows && a.generated == b.generated; },
      [](const Snapshot& s, const ProbeRequest& r) {
        const bool pairs = pairs_real(s);
        return SampleNeeds{r.generated, pairs ? r.generated : 0, true, pairs};
      },
      [](const Work& w, ProbeResult& out) {
        const Index n = w.request.generated;
        return probe_arrows(w.snapshot, first(w.samples.generated(), n), first(w.samples.fake_logits(), n),
                            w.samples.real_logits(), w.networks, w.cancel, out.arrows);
      },
      [](const ProbeResult& from, ProbeResult& to) { to.arrows = from.arrows; }};
}

// Of the samples that are asked for, where any are: what is shown has the same means.
constexpr ProbeInfo record() {
  return {"record",
          kAny,
          [](const ProbeRequest& r) { return r.record; },
          [](const ProbeRequest& a, const ProbeRequest& b) {
            return a.record == b.record && a.generated == b.generated && a.real == b.real;
          },
          [](const Snapshot&, const ProbeRequest& r) {
            return SampleNeeds{r.generated > 0 ? r.generated : kRecordSamples, r.real > 0 ? r.real : kRecordSamples,
                               true, true};
          },
          [](const Work& w, ProbeResult& out) {
            if (w.cancel.cancelled()) return false;
            const auto shown = [](const Matrix<float>& all, Index asked) {
              return first(all, asked > 0 ? asked : all.cols());
            };
            out.record = probe_record(w.snapshot, shown(w.samples.real_logits(), w.request.real),
                                      shown(w.samples.fake_logits(), w.request.generated));
            return true;
          },
          [](const ProbeResult& from, ProbeResult& to) { to.record = from.record; }};
}

constexpr ProbeInfo optimum() {
  using S = Simple<&ProbeRequest::optimum, &ProbeResult::optimum>;
  return {"optimum",
          kDensity,
          S::wanted,
          S::same,
          [](const Snapshot&, const ProbeRequest&) {
            return SampleNeeds{kOptimumSamples, 0, false, false};
          },
          [](const Work& w, ProbeResult& out) {
            return probe_optimum(*w.snapshot.data->mixture(), w.snapshot.data->extent(),
                                 first(w.samples.generated(), kOptimumSamples), *w.request.optimum, w.cancel,
                                 out.optimum);
          },
          S::copy};
}

constexpr ProbeInfo response() {
  using S = Simple<&ProbeRequest::response, &ProbeResult::response>;
  return {"response",
          kAny,
          S::wanted,
          S::same,
          S::none,
          [](const Work& w, ProbeResult& out) {
            return probe_response(w.snapshot, *w.request.response, w.cancel, out.response);
          },
          S::copy};
}

constexpr ProbeInfo line() {
  using S = Simple<&ProbeRequest::line, &ProbeResult::line>;
  return {"line",
          kLine,
          S::wanted,
          S::same,
          [](const Snapshot& s, const ProbeRequest&) {
            return maps_line(s) ? SampleNeeds{} : SampleNeeds{kLineSamples, 0, false, false};
          },
          [](const Work& w, ProbeResult& out) {
            const Matrix<float> samples =
                maps_line(w.snapshot) ? Matrix<float>() : first(w.samples.generated(), kLineSamples);
            return probe_line(w.snapshot, *w.request.line, samples, w.networks, w.cancel, out.line);
          },
          S::copy};
}

constexpr ProbeInfo flow() {
  using S = Simple<&ProbeRequest::flow, &ProbeResult::flow>;
  return {"flow",
          kPlane,
          S::wanted,
          [](const ProbeRequest& a, const ProbeRequest& b) { return a.flow == b.flow && a.generated == b.generated; },
          [](const Snapshot&, const ProbeRequest& r) {
            return SampleNeeds{r.generated, 0, false, false};
          },
          [](const Work& w, ProbeResult& out) {
            return probe_flow(w.snapshot, *w.request.flow, first(w.samples.generated(), w.request.generated), w.cancel,
                              out.flow);
          },
          S::copy};
}

constexpr ProbeInfo sheet() {
  using S = Simple<&ProbeRequest::sheet, &ProbeResult::sheets>;
  return {"sheet",
          kImages,
          S::wanted,
          S::same,
          S::judged,
          [](const Work& w, ProbeResult& out) {
            return probe_sheets(w.snapshot, *w.request.sheet, w.samples.generated(), w.samples.fake_logits(),
                                w.samples.real(), w.samples.real_logits(), w.networks, w.cancel, out.sheets);
          },
          S::copy};
}

constexpr ProbeInfo slice() {
  using S = Simple<&ProbeRequest::slice, &ProbeResult::slice>;
  return {"slice",
          kImages,
          S::wanted,
          S::same,
          S::judged,
          [](const Work& w, ProbeResult& out) {
            return probe_slice(w.snapshot, *w.request.slice, w.samples.generated(), w.samples.fake_logits(),
                               w.samples.real(), w.samples.real_logits(), w.networks, w.planes, w.cancel, out.slice);
          },
          S::copy};
}

constexpr ProbeInfo kProbes[] = {
    samples(),
    arrows(),
    record(),
    simple<&ProbeRequest::surface, &ProbeResult::surface, probe_surface>("surface", kPlane),
    simple<&ProbeRequest::noise_grid, &ProbeResult::noise_grid, probe_noise_grid>("noise_grid", kPlane),
    optimum(),
    response(),
    line(),
    sheet(),
    simple<&ProbeRequest::walk, &ProbeResult::walk, probe_walk>("walk", kImages),
    simple<&ProbeRequest::layers, &ProbeResult::layers, probe_layers>("layers", kImages),
    slice(),
    simple<&ProbeRequest::nearest, &ProbeResult::nearest, probe_nearest>("nearest", kImages),
    simple<&ProbeRequest::phase, &ProbeResult::phase, probe_phase>("phase", kPortrait),
    simple<&ProbeRequest::paths, &ProbeResult::paths, probe_paths>("paths", kPortrait),
    simple<&ProbeRequest::methods, &ProbeResult::methods, probe_methods>("methods", kPortrait),
    simple<&ProbeRequest::penalty, &ProbeResult::penalty, probe_penalty>("penalty", kAny),
    flow(),
};
static_assert(std::size(kProbes) <= kMostProbes);

}  // namespace

std::span<const ProbeInfo> probe_infos() {
  return kProbes;
}

}  // namespace gan
