// Recordings and sessions as TOML: what wrote them, the settings they started from, [[command]] with its stamp,
// [[hash]]; of a session [[branch]] with the same, [[kept]] and [view] besides. The format of versions before is read;
// a file of a newer one, or of another version of the program, is refused: its numbers could not be reproduced.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.h"
#include "core/recording/recorded_session.h"

namespace gan {

// Bytes of a recording: some 400,000 commands (a recorder keeps few hashes, see kMostHashes). A longer one is neither
// written nor read.
inline constexpr std::size_t kLargestRecording = std::size_t{64} << 20;

struct RecordingFile {
  RecordedSession session;
  std::string build;  // build_description() of the program that wrote it

  // Of the branch that is played, with all that it has come through.
  Recording recording() const { return recording_of(session, session.played); }
};

// Empty where this program computes the same bits as the one that wrote the file, otherwise both builds in words.
std::string other_build(const RecordingFile& file);

// `file` is where the text will lie: checkpoints and data files are written as seen from there.
std::string write_recording(const Recording& recording, const std::string& file);
std::string write_session(const RecordedSession& session, const std::string& file);
// Refuses what could not be read back, and leaves the file at `path` as it was then.
Outcome save_recording(const Recording& recording, const std::string& path);
Outcome save_session(const RecordedSession& session, const std::string& path);

// Reads the checkpoints and data files that the commands name, too, and compares their hashes.
Result<RecordingFile> parse_recording(const std::string& text, const std::string& file);
Result<RecordingFile> read_recording(const std::string& path);

}  // namespace gan
