// Fonts, opened while files can still be opened, and handed out again when a library asks for them in the cage.
#pragma once

namespace staffroom::extract {

/// Fonts for PDF that bring none of their own.
void open_fonts();

}  // namespace staffroom::extract
