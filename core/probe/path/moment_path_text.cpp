// What is said of a path, in the window and on the command line alike.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/number_text.h"
#include "core/probe/path/moment_path.h"

namespace gan {
namespace {

constexpr double kRightAngle = 0.25;  // a mean |cosine| below it, about 75°, is called nearly a right angle

bool known(const MomentPathPlace& place) {
  return std::isfinite(place.cosine);
}

// Of the stretch from A to B.
bool between(const MomentPathPlace& place) {
  return place.t >= 0 && place.t <= 1 && known(place);
}

const MomentPathPlace* nearest(const MomentPath& path, double t) {
  const auto nearer = [t](const MomentPathPlace& a, const MomentPathPlace& b) {
    return std::abs(a.t - t) < std::abs(b.t - t);
  };
  const auto found = std::min_element(path.places.begin(), path.places.end(), nearer);
  return found == path.places.end() || !known(*found) ? nullptr : &*found;
}

std::string t_text(double t) {
  return "t = " + std::string(fixed_text(t, 2).c_str());
}

// "It repels at t = 0.27.", "It turns at 4 other places."; "" where there are no others.
std::string other_turns(const std::vector<PathTurn>& turns, const PathTurn& told) {
  if (turns.size() < 2) return "";
  const auto others = static_cast<std::int64_t>(turns.size()) - 1;
  if (others > 1) return " It turns at " + whole_text(others) + " other places.";
  const PathTurn& other = turns[0].t == told.t ? turns[1] : turns[0];
  return (other.attracts ? " It attracts at " : " It repels at ") + t_text(other.t) + ".";
}

// Where the field's part along the line turns, the nearest to B if it does so more than once.
std::string along_sentence(const MomentPath& path, const std::string& from, const std::string& to) {
  const std::vector<PathTurn> turns = path_turns(path);
  if (turns.empty()) {
    double lowest = 1, highest = -1;
    for (const MomentPathPlace& place : path.places) {
      if (known(place)) lowest = std::min(lowest, place.cosine), highest = std::max(highest, place.cosine);
    }
    return "All along the line the field points towards " + (highest > 0 ? to : from) + ": cosine from " +
           fixed_text(lowest, 2).c_str() + " to " + fixed_text(highest, 2).c_str() + ".";
  }
  const PathTurn turn = *std::min_element(turns.begin(), turns.end(), [](const PathTurn& a, const PathTurn& b) {
    return std::abs(a.t - 1) < std::abs(b.t - 1);
  });
  const std::string where = t_text(turn.t);
  return (turn.attracts ? "Along the line the field leads from both sides to " + where + ": it attracts there."
                        : "Along the line the field leads away from " + where + " to both sides: it repels there.") +
         other_turns(turns, turn);
}

// Two directions at random have a mean |cosine| of √(2/πn).
std::string angle_sentence(const MomentPath& path) {
  double sum = 0;
  int count = 0;
  for (const MomentPathPlace& place : path.places) {
    if (between(place)) sum += std::abs(place.cosine), ++count;
  }
  if (count == 0) return "";
  const double mean = sum / count, chance = std::sqrt(2 / (std::numbers::pi * static_cast<double>(path.numbers)));
  const std::string numbers = "Between the moments the mean |cosine| is " + short_text(mean, 2);
  if (path.numbers <= 2) return numbers + (mean < kRightAngle ? ": the field turns around the line." : ".");
  const std::string beside = "; of two random directions among " + whole_text(path.numbers) + " numbers it would be " +
                             short_text(chance, 2) + ".";
  return numbers + (mean < kRightAngle ? ", nearly a right angle" : "") + beside;
}

std::string norm_sentence(const MomentPath& path, const std::string& from, const std::string& to) {
  const MomentPathPlace *a = nearest(path, 0), *b = nearest(path, 1);
  if (a == nullptr || b == nullptr) return "";
  const MomentPathPlace* least = nullptr;
  for (const MomentPathPlace& place : path.places) {
    if (known(place) && (least == nullptr || place.norm < least->norm)) least = &place;
  }
  return "Norm of the field: " + short_text(a->norm) + " at " + from + ", " + short_text(b->norm) + " at " + to +
         "; the least is " + short_text(least->norm) + " at " + t_text(least->t) + ".";
}

std::string basis_sentence(const MomentPath& path, const std::string& to) {
  const std::string batches = path.batches == 1 ? "a batch" : whole_text(path.batches) + " batches";
  return "w(t) = (1 − t)·A + t·B, ‖B − A‖ = " + short_text(path.length) + ". Losses, penalties and data are those of " +
         to + ", on " + batches + " held still.";
}

}  // namespace

std::vector<PathTurn> path_turns(const MomentPath& path) {
  std::vector<PathTurn> turns;
  const MomentPathPlace* before = nullptr;
  for (const MomentPathPlace& place : path.places) {
    if (!known(place)) {
      before = nullptr;
      continue;
    }
    if (place.cosine == 0) continue;
    if (before != nullptr && (before->cosine > 0) != (place.cosine > 0)) {
      // The field's part along the line is what goes through 0 linearly.
      const double here = before->cosine * before->norm, there = place.cosine * place.norm;
      turns.push_back({before->t + (place.t - before->t) * here / (here - there), before->cosine > 0});
    }
    before = &place;
  }
  return turns;
}

std::vector<std::string> path_sentences(const MomentPath& path, const std::string& from, const std::string& to) {
  if (!path.why_not.empty()) return {path.why_not};
  std::vector<std::string> out{along_sentence(path, from, to), angle_sentence(path), norm_sentence(path, from, to),
                               basis_sentence(path, to)};
  std::erase(out, std::string());
  return out;
}

}  // namespace gan
