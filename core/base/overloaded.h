// Overloaded: a visitor of a std::variant out of lambdas, one for each alternative: a missing one does not compile.
#pragma once

namespace gan {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace gan
