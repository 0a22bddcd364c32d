#pragma once

/// Reads a whole document by the field table: which keys there are, which are unknown, misplaced or
/// missing. The values are the field reader's.

#include "eventarch/context.hpp"
#include "input/document.hpp"

namespace eventarch::input {

/// Reads one document. The result holds whatever could be read.
/// `complete` is false where the document broke off: nothing is then called missing.
[[nodiscard]] Declaration read_declaration(const Document& document, bool complete,
                                           Findings& findings);

}  // namespace eventarch::input
