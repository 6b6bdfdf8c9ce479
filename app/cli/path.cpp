// ganscope-cli path: what the game does on the straight line between two of its moments.
#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/progress.h"
#include "core/base/number_text.h"
#include "core/io/machine/machine_memory.h"
#include "core/io/metrics/metrics_csv.h"
#include "core/io/start_options.h"
#include "core/probe/path/moment_path.h"
#include "core/run/run.h"

namespace gan::cli {
namespace {

constexpr const char* kStart = "start";

using Moment = std::shared_ptr<const Snapshot>;

Result<Moment> moment_of(const std::string& checkpoint) {
  const Result<std::unique_ptr<Run>> run = continue_game(checkpoint, {}, free_memory);
  if (!run) return run.error();
  return run.value()->snapshot();
}

std::string name_of(const Moment& moment) {
  return "step " + whole_text(moment->position.step);
}

// Null where it was interrupted.
std::shared_ptr<const MomentPath> find(const Moment& to, const MomentPathRequest& request,
                                       const Interruption& interruption) {
  ProgressLine progress;
  MomentPathFinder finder;
  finder.begin(to, request);
  while (true) {
    if (interruption.requested()) return nullptr;
    if (finder.next({}) == Piece::whole) return finder.answer();
    progress.update([&] { return "looking along the line: " + percent_text(finder.share(), 0); });
  }
}

}  // namespace

int path_between(const PathOptions& options, Interruption& interruption) {
  const Result<Moment> to = moment_of(options.to);
  if (!to) return refuse(to.message());
  const Result<Moment> from = options.from == kStart ? start_of(*to.value()) : moment_of(options.from);
  if (!from) return refuse(from.message());
  const std::vector<NamedPath> inputs{{"FROM", options.from == kStart ? "" : options.from}, {"TO", options.to}};
  if (Outcome differ = check_outputs_differ({{"--out", options.out}}, inputs); !differ) {
    return refuse(differ.message());
  }
  if (const std::string why = why_no_path(*from.value(), *to.value()); !why.empty()) return refuse(why);
  Output out;
  if (Outcome opened = out.open(options.out); !opened) return refuse(opened.message());
  MomentPathRequest request;
  request.from = from.value();
  if (options.places) request.places = static_cast<int>(*options.places);
  interruption.hold();
  const std::shared_ptr<const MomentPath> path = find(to.value(), request, interruption);
  if (!path) return interruption.exit_code();
  if (!path->why_not.empty()) return refuse(path->why_not);
  out.finish([&] { return path_csv(*path); });
  for (const std::string& sentence : path_sentences(*path, name_of(from.value()), name_of(to.value()))) {
    std::printf("%s\n", sentence.c_str());
  }
  return out.failed() ? kBadInput : kGood;
}

}  // namespace gan::cli
