#include "core/export/pytorch_motion.h"

#include "core/game/acting.h"

namespace gan::pytorch {

bool data_move(const GameText& game) {
  if (!data_can_move(game.settings.spec)) return false;
  if (game.loads() && !game.request.start->state->moved.at_rest()) return true;
  return game.ever(
      [](const Hyperparameters& h) { return h.data_turn != 0 || h.data_drift_x != 0 || h.data_drift_y != 0; });
}

std::string motion_state(const GameText& game) {
  if (!data_move(game)) return "";
  const DataMotion moved = game.loads() ? game.request.start->state->moved : DataMotion{};
  return "turned, shift_x, shift_y = " + literal(moved.degrees) + ", " + literal(moved.x) + ", " + literal(moved.y) +
         "  # of the data: degrees, and data units\n";
}

std::string moved_data_function(const GameText& game) {
  if (!data_move(game)) return "";
  return R"(def sample_data(m):
    """The data where they have moved to."""
    angle = math.radians(turned)
    turn = torch.tensor([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return data_at_rest(m) @ turn + torch.tensor([shift_x, shift_y])


def move_data():
    """What an iteration does to the data."""
    global turned, shift_x, shift_y
    turned = (turned + data_turn) % 360
    shift_x += data_drift_x
    shift_y += data_drift_y


)";
}

Outcome check_motion(const GameText& game) {
  if (!data_can_move(game.settings.spec) || game.data->mixture() == nullptr) return {};
  if (!game.ever([](const Hyperparameters& h) { return h.hidden_modes.any(); })) return {};
  return Error{
      "hidden modes have no form in PyTorch yet: expected hyperparameters.hidden_modes to be empty throughout"};
}

}  // namespace gan::pytorch
