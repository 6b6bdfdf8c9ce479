// The first part of the theory tab, of games of networks: see spectrum_model.h.
#pragma once

#include <optional>

#include "app/panels/theory_tab/spectrum_model.h"
#include "app/panels/view.h"

namespace gan {

class SpectrumPart {
 public:
  void draw(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

 private:
  // Returns where they end.
  float draw_words(const Frame& frame, ImVec2 at, float width, float bottom) const;
  void draw_plane(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);

  void ask(ViewContext& context, const Frame& frame);
  void draw_invitation(ViewContext& context, const Frame& frame, ImVec2 low, ImVec2 high);
  // Where the spectrum is of another moment than is shown: the way to a newer one, or that it is looked for.
  void draw_demand(const ViewContext& context, const Frame& frame, ImVec2 at);

  SpectrumTrail trail_;
  // A person has asked for a newer spectrum of this segment than the one of that version.
  struct Demand {
    SegmentId segment;
    std::uint64_t version;
  };
  std::optional<Demand> demanded_;
};

}  // namespace gan
