// The straight line between two moments of a game (Berard et al. 2020, 1906.04848, section 4: the path-angle): at
// w(t) = (1 − t)·w_A + t·w_B the cosine of the game's vector field with the direction w_B − w_A, the field's norm and
// both losses. A field that points towards B before it and back beyond it attracts there; one at right angles to the
// line turns around it.
//
// The field is v of core/game/vector_field.h, where plain gradient descent of both players moves: losses, penalties and
// data are those of B, held still on the batches of its next iterations, whose mean field it is. Penalties that act in
// every n-th step count with their mean; of a player that is frozen the field has no part. Batch norm goes by the
// batch, as in training; the vectors of spectral norm are settled anew at every place.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/cancel_flag.h"
#include "core/probe/shared/piece.h"
#include "core/run/snapshot.h"

namespace gan {

struct MomentPathRequest {
  std::shared_ptr<const Snapshot> from;  // A; must be there
  double first = -0.25, last = 1.25;     // of t
  int places = 61;                       // of t, the first and the last included; at least 2
  int examples = 0;  // about so many in all batches together, at most 16 of them; 0: as the data ask
  bool operator==(const MomentPathRequest&) const = default;
};

struct MomentPathPlace {
  double t = 0;
  double cosine = 0, norm = 0, d_loss = 0, g_loss = 0;  // NaN where something is not finite
};

struct MomentPath {
  MomentPathRequest request;
  std::shared_ptr<const Snapshot> snapshot;  // B
  std::string why_not;                       // one sentence where there is none; "" where there is
  double length = 0;                         // ‖w_B − w_A‖
  Index numbers = 0;                         // parameters of both players
  int batches = 0;
  std::vector<MomentPathPlace> places;
};

// A game as the settings of `of` start it, at step 0, with its data as they are there.
std::shared_ptr<const Snapshot> start_of(const Snapshot& of);
// Where the settings differ such that no line joins the states; "" where one does.
std::string why_no_path(const Snapshot& from, const Snapshot& to);

// In pieces, for a Lane.
class MomentPathFinder {
 public:
  using Request = MomentPathRequest;
  using Answer = MomentPath;
  static constexpr std::size_t kFlags = 1;
  static bool wanted(std::size_t, const Request&) { return true; }
  static bool same(std::size_t, const Request& a, const Request& b) { return a == b; }

  MomentPathFinder();
  ~MomentPathFinder();
  void begin(const std::shared_ptr<const Snapshot>& to, const MomentPathRequest& request);
  Piece next(std::span<const CancelFlag> flags);
  std::shared_ptr<const MomentPath> answer() { return std::move(path_); }
  // Of the work, of what is under way.
  double share() const;

 private:
  class Play;
  std::unique_ptr<Play> play_;
  std::shared_ptr<MomentPath> path_;
};

// All at once; null where it was cancelled.
std::shared_ptr<const MomentPath> find_moment_path(const std::shared_ptr<const Snapshot>& to,
                                                   const MomentPathRequest& request, const CancelFlag& cancel = {});

// What is to be read off, the most important first; `from` and `to` name the moments: "step 0", "now". Where there is
// no path the one sentence that says why.
std::vector<std::string> path_sentences(const MomentPath& path, const std::string& from, const std::string& to);
// Where the field's part along the line changes its sign: t, by linear interpolation.
struct PathTurn {
  double t;
  bool attracts;  // from towards B to back, as t grows
};
std::vector<PathTurn> path_turns(const MomentPath& path);

}  // namespace gan
