#include "cli/colors.hpp"

namespace eventarch::cli {

Color color_for(ColorChoice choice, const Environment& environment) {
  if (choice != ColorChoice::automatic) {
    return choice == ColorChoice::always ? Color::on : Color::off;
  }
  if (environment.no_color && !environment.no_color->empty()) return Color::off;
  if (environment.force_color && !environment.force_color->empty() &&
      *environment.force_color != "0") {
    return Color::on;
  }
  if (environment.term && *environment.term == "dumb") return Color::off;
  return environment.out_is_terminal ? Color::on : Color::off;
}

}  // namespace eventarch::cli
