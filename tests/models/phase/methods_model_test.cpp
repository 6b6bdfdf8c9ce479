// Methods side by side: what their panels say, and how they share a room.
#include "app/panels/phase/methods_model.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/panels/phase/phase_model.h"
#include "tests/models/phase/phase_game.h"

namespace gan {
namespace {

TEST(MethodPanels, SayWhereEachEndsAndWhy) {
  const Settings settings = test::two_numbers("minimax", 0.2);
  ProbeRequest request;
  request.methods = MethodsRequest{start_of(settings), 300};
  MethodPanels methods;
  EXPECT_FALSE(methods.has(*request.methods, settings));
  methods.update(test::looked_at(settings, request), 1);
  EXPECT_TRUE(methods.has(*request.methods, settings));
  EXPECT_FALSE(methods.has(*request.methods, test::two_numbers("minimax", 0.3)));
  ASSERT_EQ(methods.panels().size(), phase_methods().size());
  const MethodPanel& plain = methods.panels().front();
  EXPECT_EQ(plain.title, "alternating");
  EXPECT_EQ(plain.radius, "ρ = 1.0000");
  EXPECT_EQ(plain.side, CircleSide::on);
  ASSERT_NE(plain.path, nullptr);
  EXPECT_EQ(plain.path->places.size(), 301u);
  const auto r1 = std::find_if(methods.panels().begin(), methods.panels().end(),
                               [](const MethodPanel& panel) { return panel.title.starts_with("R1"); });
  ASSERT_NE(r1, methods.panels().end());
  EXPECT_EQ(r1->side, CircleSide::inside);
  EXPECT_TRUE(r1->end.starts_with("end ")) << r1->end;
  for (const MethodPanel& panel : methods.panels()) {
    EXPECT_NE(panel.path == nullptr, panel.why_not.empty()) << panel.title;
    EXPECT_FALSE(panel.paper.empty());
  }
  EXPECT_GT(methods.bounds().x_max, 1);
}

TEST(PanelGrid, FillsTheRoomOrIsScrolled) {
  const PanelGrid wide = panel_grid(6, 600, 200, 90);
  EXPECT_EQ(wide.columns, 6);
  EXPECT_EQ(wide.rows, 1);
  const PanelGrid square = panel_grid(6, 460, 320, 110);
  EXPECT_EQ(square.columns, 3);
  EXPECT_EQ(square.rows, 2);
  EXPECT_LE(static_cast<float>(square.rows) * square.height, 320);
  const PanelGrid low = panel_grid(16, 460, 200, 110);
  EXPECT_EQ(low.columns, 4);
  EXPECT_EQ(low.rows, 4);
  EXPECT_GE(low.height, 110) << "higher than there is room: it is scrolled";
  EXPECT_EQ(panel_grid(1, 50, 50, 110).columns, 1);
}

}  // namespace
}  // namespace gan
