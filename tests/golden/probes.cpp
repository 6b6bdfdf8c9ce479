#include <array>

#include "core/probe/path/moment_path.h"
#include "core/probe/probe.h"
#include "core/probe/quality/clip_share.h"
#include "core/probe/quality/perfect.h"
#include "tests/golden/hashed.h"
#include "tests/golden/parts.h"
#include "tests/golden/watched_games.h"

namespace gan::golden {
namespace {

// Which probes of the table anything was asked of, in its order.
using AskedProbes = std::array<bool, kMostProbes>;

// Asks for one thing at a time.
class Asked {
 public:
  Asked(const WatchedGame& game, AskedProbes& probes, Found& found)
      : key_("probes/" + game.name + "/"), snapshot_(played(game)), probes_(probes), found_(found) {}

  const Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const Snapshot>& moment() const { return snapshot_; }
  Evaluators& networks() { return networks_; }
  std::shared_ptr<const ProbeResult> ask(const ProbeRequest& request) {
    const auto probes = probe_infos();
    for (std::size_t i = 0; i < probes.size(); ++i) probes_[i] = probes_[i] || probes[i].wanted(request);
    return run_probe(snapshot_, request, networks_, {}, &planes_);
  }
  void add(const std::string& what, std::uint64_t hash) { found_.add(key_ + what, hash); }

 private:
  std::string key_;
  std::shared_ptr<const Snapshot> snapshot_;
  AskedProbes& probes_;
  Found& found_;
  Evaluators networks_;
  ComponentPlanes planes_;
};

void add_samples(Asked& asked) {
  ProbeRequest request;
  request.generated = 70;
  request.real = 45;
  request.logits = true;
  const auto result = asked.ask(request);
  asked.add("generated", hash_of(result->generated));
  asked.add("real", hash_of(result->real));
  asked.add("fake logits", hash_of(result->fake_logits));
  asked.add("real logits", hash_of(result->real_logits));
  ProbeRequest record;
  record.record = true;
  asked.add("record", hash_of(asked.ask(record)->record.value()));
}

void add_path(Asked& asked) {
  MomentPathRequest request;
  request.from = start_of(asked.snapshot());
  request.places = 5;
  request.examples = 64;
  const auto path = find_moment_path(asked.moment(), request);
  Numbers numbers;
  for (const MomentPathPlace& place : path->places) {
    for (const double number : {place.t, place.cosine, place.norm, place.d_loss, place.g_loss}) numbers.add(number);
  }
  asked.add("path", numbers.add(path->length).hash());
}

void add_points(Asked& asked) {
  const Extent extent = asked.snapshot().data->extent();
  ProbeRequest surface, arrows, grid;
  surface.surface = SurfaceRequest{
      {extent.x - extent.half, extent.y - extent.half, extent.x + extent.half, extent.y + 0.5 * extent.half}, 61, 45};
  asked.add("surface", hash_of(asked.ask(surface)->surface));
  arrows.arrows = true;
  arrows.generated = 70;
  asked.add("arrows", hash_of(asked.ask(arrows)->arrows));
  if (asked.snapshot().data->kind().has(Capability::density)) {
    ProbeRequest optimum;
    optimum.optimum = surface.surface;
    asked.add("optimum", hash_of(asked.ask(optimum)->optimum));
  }
  ProbeRequest response;
  response.response = ResponseRequest{240, true};
  const ResponseState state = asked.ask(response)->response;
  asked.add("response",
            Numbers().add(state.d_loss, state.value, state.gradient, state.noise, state.best, state.samples).hash());
  grid.noise_grid = NoiseGridRequest{7, 21};
  asked.add("noise grid", hash_of(asked.ask(grid)->noise_grid));
  Numbers hover;
  for (const double t : {-1.3, 0.0, 0.4}) {
    const PointProbe point = probe_point(asked.snapshot(), t, 1 - t, asked.networks());
    hover.add(point.logit, point.dx, point.dy);
  }
  asked.add("point", hover.hash());
  const WeightHistogram weights = weight_histogram(asked.snapshot());
  Numbers clipped;
  for (const float share : weights.share) clipped.add(share);
  asked.add("clipped weights",
            clipped.add(share_near_clip(asked.snapshot()), weights.largest, weights.bound, weights.at_bound).hash());
}

// As the game is, and with all penalties at once.
void add_penalties(Asked& asked) {
  ProbeRequest request;
  request.penalty.emplace();
  asked.add("penalty", hash_of(asked.ask(request)->penalty));
  Snapshot changed = asked.snapshot();
  auto settings = std::make_shared<Settings>(*changed.settings);
  for (const Penalty& penalty : penalties()) {
    settings->hyperparameters.*penalty.weight = 1.5;
    settings->hyperparameters.*penalty.every = 1;
  }
  changed.settings = settings;
  PenaltyView view;
  probe_penalty(changed, {}, asked.networks(), {}, view);
  asked.add("all penalties", hash_of(view));
}

void add_flow(Asked& asked) {
  ProbeRequest samples, request;
  samples.generated = request.generated = 70;
  Matrix<float> other = asked.ask(samples)->generated;
  for (Index i = 0; i < other.cols(); ++i) {
    const float x = other(0, i), y = other(1, i);
    other.col(i) << 0.9F * x - 0.2F * y + 0.1F, 0.3F * x + 1.1F * y;
  }
  const Extent extent = asked.snapshot().data->extent();
  request.flow = FlowRequest{
      std::make_shared<Matrix<float>>(other),
      asked.snapshot().segment(),
      asked.snapshot().position.step + 7,
      {{extent.x - extent.half, extent.y - extent.half, extent.x + extent.half, extent.y + extent.half}, 9, 8}};
  asked.add("flow", hash_of(asked.ask(request)->flow));
}

void add_line(Asked& asked) {
  ProbeRequest near, far;
  near.line = LineRequest{-1, 1.5, 60, 9};
  far.line = LineRequest{-40, 60, 33, 0};
  asked.add("curves", hash_of(asked.ask(near)->line));
  asked.add("curves from afar", hash_of(asked.ask(far)->line));
}

void add_layers(Asked& asked, const ChosenImage& chosen) {
  for (const Player player : kPlayers) {
    const std::string whose = letter_of(player);
    ProbeRequest filters;
    filters.layers = LayersRequest{player, LayerLook::filters, chosen, 0};
    asked.add(whose + " filters", hash_of(asked.ask(filters)->layers));
    Numbers all;
    for (int layer = 0; layer < 12; ++layer) {
      ProbeRequest activations;
      activations.layers = LayersRequest{player, LayerLook::activations, chosen, layer};
      all.add(hash_of(asked.ask(activations)->layers));
    }
    asked.add(whose + " activations", all.hash());
  }
}

void add_slices(Asked& asked) {
  ProbeRequest request;
  request.slice = SliceRequest{nullptr, SurfaceRequest{{-4, -3, 4, 5}, 21, 17}, 20, 30};
  asked.add("slice along components", hash_of(asked.ask(request)->slice));
  auto three = std::make_shared<Matrix<float>>(sample_data(asked.snapshot(), view_data_key(asked.snapshot()), 3));
  request.slice->through = std::move(three);
  asked.add("slice through three", hash_of(asked.ask(request)->slice));
}

void add_images(Asked& asked) {
  ProbeRequest sheets, walk;
  sheets.sheet = SheetRequest{11, 13, true, true};
  const ImageSheets made = asked.ask(sheets)->sheets;
  asked.add("sheet/generated", hash_of(made.generated));
  asked.add("sheet/averaged", hash_of(made.averaged));
  asked.add("sheet/real", Numbers().add(hash_of(made.real), made.real_labels).hash());
  walk.walk = WalkRequest{std::vector<float>(6 * 4, 0.3f), true};
  for (std::size_t i = 0; i < walk.walk->noise.size(); ++i) walk.walk->noise[i] -= 0.07f * static_cast<float>(i % 9);
  asked.add("walk", hash_of(asked.ask(walk)->walk));
  for (const auto& [name, chosen] : {std::pair{"generated", ChosenImage{false, 2, false}},
                                     {"averaged", ChosenImage{false, 3, true}},
                                     {"real", ChosenImage{true, 4, false}}}) {
    ProbeRequest nearest;
    nearest.nearest = NearestRequest{chosen, 12};
    asked.add(std::string("nearest/") + name, hash_of(asked.ask(nearest)->nearest));
  }
  add_layers(asked, ChosenImage{false, 1, false});
  add_slices(asked);
}

void add_numbers(Asked& asked) {
  ProbeRequest portrait, moved, paths, methods;
  portrait.phase = PhaseRequest{{-1.5, -2}, {2, 1.5}, 15, 11, PhaseArrows::field};
  moved.phase = PhaseRequest{{-1.5, -2}, {2, 1.5}, 9, 7, PhaseArrows::iteration};
  const PhasePortrait field = asked.ask(portrait)->phase;
  asked.add("field", hash_of(field.arrows));
  asked.add("growth", Numbers().add(hash_of(field.here), hash_of(field.equilibrium)).hash());
  asked.add("iteration", hash_of(asked.ask(moved)->phase.arrows));
  paths.paths = PathsRequest{{{1, 1}, {-0.5, 0.25}}, 60};
  Numbers all;
  const auto thrown = asked.ask(paths);
  for (const PhasePath& path : thrown->paths.paths) all.add(hash_of(path));
  asked.add("paths", all.hash());
  methods.methods = MethodsRequest{{1, -1}, 60};
  const PhaseMethods compared = asked.ask(methods)->methods;
  for (std::size_t i = 0; i < compared.methods.size(); ++i) {
    const MethodPath& one = compared.methods[i];
    asked.add(std::string("method/") + phase_methods()[i].title,
              Numbers().add(hash_of(one.path), hash_of(one.equilibrium)).hash());
  }
}

// What probes and views are made with, by itself.
void add_parts_of_probes(Found& found) {
  Numbers density, quantiles, shares, closed, doubles;
  const auto ring = played(watched_points()[0])->data;
  for (const double t : {-2.5, -0.3, 0.0, 1.1, 40.0}) density.add(ring->mixture()->log_density(t, 0.5 - t));
  found.add("probes/log density", density.hash());
  for (const double p : {1e-12, 0.004, 0.02, 0.3, 0.5, 0.98, 0.9999}) quantiles.add(normal_quantile(p));
  found.add("probes/normal quantiles", quantiles.hash());
  const std::vector<double> ascending = {0.1, 0.4, 0.4, 2.0, 3.5};
  for (const double x : {0.0, 0.25, 0.4, 0.77, 1.0}) shares.add(share_below(ascending, x), quantile(ascending, x));
  found.add("probes/shares and quantiles", shares.hash());
  closed.add(perfect_high_quality_fraction(), perfect_reverse_kl(8, 2500), perfect_spread());
  found.add("metrics/perfect in closed form", closed.hash());
  std::vector<double> numbers(77);
  fill_normal({8, Stream::view_noise, 3, 2}, numbers.data(), numbers.size());
  doubles.add(numbers);
  fill_uniform({8, Stream::view_data, 3, 2}, numbers.data(), numbers.size(), -1, 2);
  found.add("probes/numbers in double precision", doubles.add(numbers).hash());
}

}  // namespace

void add_probes(Found& found) {
  add_parts_of_probes(found);
  AskedProbes seen{};
  for (const WatchedGame& game : watched_points()) {
    Asked asked(game, seen, found);
    add_samples(asked);
    add_points(asked);
    add_penalties(asked);
    add_flow(asked);
    add_path(asked);
  }
  for (const WatchedGame& game : watched_line()) {
    Asked asked(game, seen, found);
    add_samples(asked);
    add_line(asked);
    add_penalties(asked);
    add_path(asked);
  }
  for (const WatchedGame& game : watched_images()) {
    Asked asked(game, seen, found);
    add_samples(asked);
    add_images(asked);
    add_path(asked);
  }
  for (const WatchedGame& game : watched_numbers()) {
    Asked asked(game, seen, found);
    add_samples(asked);
    add_numbers(asked);
    add_path(asked);
  }
  const auto probes = probe_infos();
  for (std::size_t i = 0; i < probes.size(); ++i) {
    if (seen[i]) continue;
    found.faults.push_back(std::string("probes/") + probes[i].id + ": nobody asks for it in tests/golden/probes.cpp");
  }
}

}  // namespace gan::golden
