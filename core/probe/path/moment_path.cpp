#include "core/probe/path/moment_path.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/check.h"
#include "core/game/acting.h"
#include "core/game/expected_batch.h"
#include "core/game/network_game.h"
#include "core/game/penalties.h"
#include "core/game/rules/rule_list.h"
#include "core/game/vector_field.h"
#include "core/nn/spectral_norm.h"
#include "core/probe/spectrum/frozen_batches.h"
#include "core/probe/spectrum/update_map.h"

namespace gan {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostBatches = 16;
constexpr int kPoints = 1024, kImages = 256;  // examples, where nobody says how many

// As they act in B's next iteration, but for what acts in some iterations only.
Hyperparameters along_the_path(const Snapshot& to) {
  Hyperparameters h = acting_at(to.settings->hyperparameters, to.position.step);
  for (const Penalty& penalty : penalties()) h.*penalty.every = 1;
  return h;
}

int batches_of(const Snapshot& to, int examples) {
  if (plays_expectation(to.settings->spec)) return 1;
  const int size = to.settings->hyperparameters.batch_size;
  if (examples == 0) examples = to.kind().has(Capability::images) ? kImages : kPoints;
  return std::clamp((examples + size - 1) / size, 1, kMostBatches);
}

double dot(const AlignedBlock<double>& a, const AlignedBlock<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

std::shared_ptr<const Snapshot> start_of(const Snapshot& of) {
  auto start = std::make_shared<Snapshot>(of);
  auto state = std::make_shared<GameState<float>>();
  NetworkGame<float>(of.settings->spec, of.data->shape()).initialise(*state);
  start->state = std::move(state);
  start->position = {};
  start->position.segment = of.position.segment;
  start->last_sequence = 0;
  start->status = {};
  start->record = {};
  return start;
}

std::string why_no_path(const Snapshot& from, const Snapshot& to) {
  const GameSpec &a = from.settings->spec, &b = to.settings->spec;
  const bool same = a.generator == b.generator && a.discriminator == b.discriminator && a.noise == b.noise &&
                    from.data->shape() == to.data->shape();
  if (!same) return "The two moments are of games with other networks, noise or data: no line joins their parameters.";
  if (from.state->generator.parameters == to.state->generator.parameters &&
      from.state->discriminator.parameters == to.state->discriminator.parameters)
    return "Both moments have the same parameters: there is no line between them.";
  return "";
}

class MomentPathFinder::Play {
 public:
  Play(const Snapshot& from, std::shared_ptr<const Snapshot> to, int examples)
      : to_(std::move(to)),
        h_(along_the_path(*to_)),
        game_(to_->settings->spec, to_->data->shape()),
        a_(widened(*from.state)),
        b_(widened(*to_->state)),
        state_(b_) {
    for (int i = 0, count = batches_of(*to_, examples); i < count; ++i) {
      batches_.push_back(std::make_unique<FrozenBatches>(to_->settings->spec, *to_->data, h_, to_->position.step + i));
    }
    for (const Player player : kPlayers) {
      direction_[player] = b_[player].parameters;
      for (std::size_t i = 0; i < direction_[player].size(); ++i) direction_[player][i] -= a_[player].parameters[i];
      length_ = std::hypot(length_, std::sqrt(dot(direction_[player], direction_[player])));
      numbers_ += game_.layout(player).parameter_count;
    }
  }

  double length() const { return length_; }
  Index numbers() const { return numbers_; }
  int batches() const { return static_cast<int>(batches_.size()); }

  // To w(t), with no field there yet.
  void go_to(double t) {
    sum_ = {};
    at_ = {t, 0, 0, 0, 0};
    done_ = 0;
    for (const Player player : kPlayers) {
      PlayerState<double>& here = state_[player];
      const PlayerState<double>&a = a_[player], &b = b_[player];
      for (std::size_t i = 0; i < here.parameters.size(); ++i)
        here.parameters[i] = (1 - t) * a.parameters[i] + t * b.parameters[i];
      settle_spectral_vectors(game_.workspace(), game_.layout(player), here.parameters.data(), here.buffers.data());
    }
  }
  // Adds the field of one batch more; true after the last.
  bool add_batch() {
    Workspace::Scope scope(game_.workspace());
    const Batch<double>& batch = batches_[static_cast<std::size_t>(done_)]->held(Player::discriminator, 0);
    GamePoint<double> point = point_of(state_, h_, batch);
    point.discriminator_steps = 0;
    const StepOutcome<double> outcome = vector_field(game_, point, field_);
    at_.d_loss += outcome.d_loss / batches();
    at_.g_loss += outcome.g_loss / batches();
    for (const Player player : kPlayers) {
      if (stands_still(player, h_)) continue;
      if (sum_[player].size() == 0) sum_[player] = AlignedBlock<double>(field_[player].size());
      for (std::size_t i = 0; i < field_[player].size(); ++i) sum_[player][i] += field_[player][i] / batches();
    }
    return ++done_ == batches();
  }
  // What was found there.
  MomentPathPlace place() const {
    MomentPathPlace out = at_;
    double along = 0, square = 0;
    for (const Player player : kPlayers) {
      if (sum_[player].size() == 0) continue;
      along += dot(sum_[player], direction_[player]);
      square += dot(sum_[player], sum_[player]);
    }
    out.norm = std::sqrt(square);
    out.cosine = along / (out.norm * length_);
    for (double* number : {&out.cosine, &out.norm, &out.d_loss, &out.g_loss}) {
      if (!std::isfinite(*number)) *number = kNone;
    }
    return out;
  }

 private:
  std::shared_ptr<const Snapshot> to_;
  Hyperparameters h_;
  NetworkGame<double> game_;
  GameState<double> a_, b_, state_;
  GameVector<double> direction_, field_, sum_;
  std::vector<std::unique_ptr<FrozenBatches>> batches_;
  double length_ = 0;
  Index numbers_ = 0;
  MomentPathPlace at_;
  int done_ = 0;
};

MomentPathFinder::MomentPathFinder() = default;
MomentPathFinder::~MomentPathFinder() = default;

void MomentPathFinder::begin(const std::shared_ptr<const Snapshot>& to, const MomentPathRequest& request) {
  GAN_CHECK(request.from != nullptr && request.places >= 2, "a path between two moments");
  path_ = std::make_shared<MomentPath>();
  path_->request = request;
  path_->snapshot = to;
  path_->why_not = why_no_path(*request.from, *to);
  play_.reset();
  if (!path_->why_not.empty()) return;
  play_ = std::make_unique<Play>(*request.from, to, request.examples);
  path_->length = play_->length();
  path_->numbers = play_->numbers();
  path_->batches = play_->batches();
  play_->go_to(request.first);
}

Piece MomentPathFinder::next(std::span<const CancelFlag> flags) {
  if (!flags.empty() && flags[0].cancelled()) {
    play_.reset();
    return Piece::cancelled;
  }
  if (!play_) return Piece::whole;
  if (!play_->add_batch()) return Piece::more;
  path_->places.push_back(play_->place());
  const MomentPathRequest& request = path_->request;
  const auto done = static_cast<int>(path_->places.size());
  if (done < request.places) {
    const int steps = request.places - 1;
    play_->go_to((request.first * (steps - done) + request.last * done) / steps);
    return Piece::more;
  }
  const auto known = [](const MomentPathPlace& place) { return std::isfinite(place.cosine); };
  if (std::none_of(path_->places.begin(), path_->places.end(), known))
    path_->why_not = "The field is 0 or not finite everywhere on the line: it has no direction.";
  play_.reset();
  return Piece::whole;
}

double MomentPathFinder::share() const {
  return path_ ? static_cast<double>(path_->places.size()) / path_->request.places : 0;
}

std::shared_ptr<const MomentPath> find_moment_path(const std::shared_ptr<const Snapshot>& to,
                                                   const MomentPathRequest& request, const CancelFlag& cancel) {
  MomentPathFinder finder;
  finder.begin(to, request);
  const CancelFlag flags[] = {cancel};
  Piece piece = Piece::more;
  while (piece == Piece::more) piece = finder.next(flags);
  return piece == Piece::whole ? finder.answer() : nullptr;
}

}  // namespace gan
