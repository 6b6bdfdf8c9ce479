// Player: who plays. What both players have is held in a PerPlayer, and what depends on the player is asked with one,
// so that no bool has to say who is meant.
#pragma once

namespace gan {

enum class Player { discriminator, generator };

inline constexpr Player kPlayers[] = {Player::discriminator, Player::generator};

constexpr Player opponent_of(Player player) {
  return player == Player::discriminator ? Player::generator : Player::discriminator;
}

// "D", "G": as the formulas write it.
constexpr const char* letter_of(Player player) {
  return player == Player::discriminator ? "D" : "G";
}

template <class T>
struct PerPlayer {
  T discriminator{}, generator{};

  T& operator[](Player player) { return player == Player::discriminator ? discriminator : generator; }
  const T& operator[](Player player) const { return player == Player::discriminator ? discriminator : generator; }
  bool operator==(const PerPlayer&) const = default;
};

}  // namespace gan
