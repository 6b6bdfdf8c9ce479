#include "core/io/recording_file.h"

#include <utility>

#include "core/base/hash.h"
#include "core/io/files/text_file.h"
#include "core/io/flat_toml.h"
#include "core/io/machine/version.h"
#include "core/io/recording_parts.h"
#include "core/io/settings_toml.h"

namespace gan {
namespace {

// 1: one run. 2: branches, kept moments and the view besides, and an end that shows that nothing is missing.
constexpr std::int64_t kFormat = 2, kFirstFormat = 1;

class RecordingReader {
 public:
  explicit RecordingReader(const std::string& file) : file_(file), parts_(file) {}

  Result<RecordingFile> read(const toml::table& table) {
    if (Outcome header = read_header(table); !header) return header.error();
    if (Outcome known = check_keys(table); !known) return known.error();
    if (Outcome complete = check_end(table); !complete) return complete.error();
    const toml::table* settings = table["settings"].as_table();
    if (!settings) return Error{file_ + ": found no [settings], expected those that the run started from"};
    Result<Settings> start = read_settings(*settings, parts_.settings_source("settings."));
    if (!start) return start.error();
    session().settings = std::move(start).value();
    if (Outcome first = read_branch(table, ""); !first) return first.error();
    const auto branch = [&](const toml::table& one) { return read_other(one); };
    if (Outcome others = parts_.each(table, "branch", branch); !others) return others.error();
    if (Outcome shown = read_session(table); !shown) return shown.error();
    const auto kept = [&](const toml::table& one) { return read_kept(one); };
    if (Outcome moments = parts_.each(table, "kept", kept); !moments) return moments.error();
    const auto beside = [&](const toml::table& one) { return read_beside(one); };
    if (Outcome games = parts_.each(table, "beside", beside); !games) return games.error();
    if (Outcome view = read_view(table); !view) return view.error();
    return std::move(out_);
  }

 private:
  RecordedSession& session() { return out_.session; }
  Error at(const toml::node& node, const std::string& message) const { return parts_.at(node, message); }

  Outcome read_header(const toml::table& table) {
    const auto header = table["recording"];
    const auto format = header["format"].value<std::int64_t>();
    const auto program = header["program"].value<std::string>();
    if (!header.is_table() || !format || !program) {
      return Error{file_ + ": found no [recording] with format and program, expected a recording of Ganscope"};
    }
    if (*format < kFirstFormat || *format > kFormat) {
      return Error{file_ + ": the recording has format " + std::to_string(*format) + ", expected " +
                   std::to_string(kFirstFormat) + " or " + std::to_string(kFormat) +
                   (*format > kFormat ? ": a newer version of Ganscope has written it" : "")};
    }
    if (*program != program_version()) {
      return Error{file_ + ": the recording was made by version " + *program + ", expected " + program_version() +
                   ", because other versions compute other numbers"};
    }
    format_ = *format;
    out_.build = header["build"].value_or(std::string());
    return {};
  }

  Outcome check_keys(const toml::table& table) const {
    for (const auto& [key, node] : table) {
      const bool old = key == "recording" || key == "settings" || key == "command" || key == "hash";
      const bool later = key == "session" || key == "branch" || key == "divergence" || key == "scenario" ||
                         key == "happened" || key == "kept" || key == "beside" || key == "view" || key == "end";
      if (old || (later && format_ >= 2)) continue;
      return at(node, "unknown key '" + std::string(key.str()) + "': expected recording, settings, command or hash" +
                          (format_ >= 2 ? ", or a part of a session" : ""));
    }
    return {};
  }

  Outcome check_end(const toml::table& table) const {
    if (format_ == 1 || table["end"].is_table()) return {};
    return Error{file_ + ": found no [end]: the file is cut off"};
  }

  // What the tables at `prefix` say of the branch that comes next.
  Outcome read_branch(const toml::table& table, const std::string& prefix) {
    RecordedBranch& branch = session().branches.emplace_back();
    const auto command = [&](const toml::table& one) -> Outcome {
      Result<StampedCommand> read = parts_.command(one);
      if (!read) return read.error();
      branch.commands.push_back(std::move(read).value());
      return {};
    };
    const auto hash = [&](const toml::table& one) -> Outcome {
      const Result<StateHash> read = parts_.hash(one);
      if (!read) return read.error();
      branch.hashes.push_back(read.value());
      return {};
    };
    const auto divergence = [&](const toml::table& one) {
      return parts_.instant(one, branch.divergences.emplace_back());
    };
    const auto scenario = [&](const toml::table& one) -> Outcome {
      RecordedScenario& read = branch.scenarios.emplace_back();
      if (Outcome found = parts_.number(one, "segment", read.segment); !found) return found;
      return parts_.text(one, "id", read.id);
    };
    const auto happening = [&](const toml::table& one) -> Outcome {
      RecordedHappening& read = branch.happened.emplace_back();
      if (Outcome found = parts_.number(one, "segment", read.segment); !found) return found;
      if (Outcome found = parts_.number(one, "step", read.step); !found) return found;
      return parts_.text(one, "id", read.id);
    };
    if (Outcome done = parts_.each(table, "happened", happening); !done) return done;
    if (Outcome done = parts_.each(table, "command", command); !done) return done;
    if (Outcome done = parts_.each(table, "hash", hash); !done) return done;
    if (Outcome done = parts_.each(table, "divergence", divergence); !done) return done;
    if (Outcome done = parts_.each(table, "scenario", scenario); !done) return done;
    if (!branch.hashes.empty()) return {};
    const std::string missing = "found no [[" + prefix + "hash]], expected at least that of the end";
    return prefix.empty() ? Error{file_ + ": " + missing} : at(table, missing);
  }

  // A place in the list of branches, where people count from 1.
  Outcome read_place(const toml::table& table, const char* key, std::size_t& place) const {
    std::size_t number = 0;
    if (Outcome found = parts_.number(table, key, number); !found) return found;
    if (number < 1 || number > out_.session.branches.size()) {
      return at(table, std::string(key) + " is branch " + std::to_string(number) + ", which is not there: there " +
                           (out_.session.branches.size() == 1
                                ? "is one so far"
                                : "are " + std::to_string(out_.session.branches.size()) + " so far"));
    }
    place = number - 1;
    return {};
  }

  Outcome read_other(const toml::table& table) {
    RecordedBranch read;
    if (table.get("parent")) {
      std::size_t parent = 0;
      if (Outcome found = read_place(table, "parent", parent); !found) return found;
      read.parent = parent;
      if (Outcome place = parts_.instant(table, read.origin); !place) return place;
    }
    if (Outcome name = parts_.optional_text(table, "name", read.name); !name) return name;
    if (Outcome rest = read_branch(table, "branch."); !rest) return rest;
    RecordedBranch& branch = session().branches.back();
    branch.parent = read.parent;
    branch.origin = read.origin;
    branch.name = std::move(read.name);
    return {};
  }

  Outcome read_session(const toml::table& table) {
    const toml::node* const node = table.get("session");
    if (!node) return {};
    const toml::table* const about = node->as_table();
    if (!about) return at(*node, "session is no table: expected [session]");
    if (Outcome found = read_place(*about, "played", session().played); !found) return found;
    if (Outcome name = parts_.optional_text(*about, "name", session().branches.front().name); !name) return name;
    const toml::node* const looked = about->get("looked_at");
    if (!looked) return {};
    if (!looked->is_table()) return at(*looked, "looked_at is no table: expected [session.looked_at]");
    return parts_.instant(*looked->as_table(), session().looked_at.emplace());
  }

  Outcome read_kept(const toml::table& table) {
    RecordedMoment moment;
    if (Outcome found = read_place(table, "branch", moment.branch); !found) return found;
    if (Outcome place = parts_.instant(table, moment.instant); !place) return place;
    if (Outcome name = parts_.optional_text(table, "name", moment.name); !name) return name;
    if (Outcome best = parts_.optional_text(table, "best", moment.best); !best) return best;
    session().kept.push_back(std::move(moment));
    return {};
  }

  Outcome read_beside(const toml::table& table) {
    std::size_t place = 0;
    if (Outcome found = read_place(table, "branch", place); !found) return found;
    std::vector<std::size_t>& beside = session().beside;
    if (std::find(beside.begin(), beside.end(), place) != beside.end()) {
      return at(table, "branch " + std::to_string(place + 1) + " stands beside itself: expected each once");
    }
    beside.push_back(place);
    return {};
  }

  Outcome read_view(const toml::table& table) {
    const toml::node* const node = table.get("view");
    if (!node) return {};
    if (!node->is_table()) return at(*node, "view is no table: expected [view]");
    session().view = flat_toml_text(*node->as_table());
    return {};
  }

  const std::string& file_;
  RecordingParts parts_;
  std::int64_t format_ = kFormat;
  RecordingFile out_;
};

// What of a branch is not its place.
std::string write_branch(const RecordedBranch& branch, const std::string& prefix, const std::string& file) {
  std::string text;
  for (const StampedCommand& command : branch.commands) text += write_command(command, prefix + "command", file);
  for (const StateHash& hash : branch.hashes) text += write_hash(hash, prefix + "hash");
  for (const Instant& instant : branch.divergences) {
    text += "\n[[" + prefix + "divergence]]\n" + write_instant(instant);
  }
  for (const RecordedScenario& scenario : branch.scenarios) {
    text += "\n[[" + prefix + "scenario]]\nsegment = " + std::to_string(scenario.segment) +
            "\nid = " + toml_string(scenario.id) + "\n";
  }
  for (const RecordedHappening& happening : branch.happened) {
    text += "\n[[" + prefix + "happened]]\nsegment = " + std::to_string(happening.segment) +
            "\nid = " + toml_string(happening.id) + "\nstep = " + std::to_string(happening.step) + "\n";
  }
  return text;
}

std::string text_line(const char* key, const std::string& text) {
  return text.empty() ? "" : std::string(key) + " = " + toml_string(text) + "\n";
}

std::string write_about(const RecordedSession& session) {
  if (session.branches.size() == 1 && session.branches.front().name.empty() && !session.looked_at) return "";
  std::string text = "[session]\nplayed = " + std::to_string(session.played + 1) + "\n" +
                     text_line("name", session.branches.front().name);
  if (session.looked_at) text += "\n[session.looked_at]\n" + write_instant(*session.looked_at);
  return text + "\n";
}

}  // namespace

std::string other_build(const RecordingFile& file) {
  const std::string here = build_description();
  if (file.build == here) return "";
  return "it was recorded by another build (" + (file.build.empty() ? "not named" : file.build) +
         "; this one: " + here + ")";
}

std::string write_session(const RecordedSession& session, const std::string& file) {
  std::string text = "# A recording of Ganscope. Replay it with: ganscope-cli replay FILE\n[recording]\nformat = " +
                     std::to_string(kFormat) + "\nprogram = " + toml_string(program_version()) +
                     "\nbuild = " + toml_string(build_description()) +
                     "\ncompiler = " + toml_string(compiler_description()) + "\n\n";
  text += write_about(session);
  text += write_settings(session.settings, "settings.", file);
  text += write_branch(session.branches.front(), "", file);
  for (std::size_t i = 1; i < session.branches.size(); ++i) {
    const RecordedBranch& branch = session.branches[i];
    text += "\n[[branch]]\n";
    if (branch.parent) text += "parent = " + std::to_string(*branch.parent + 1) + "\n" + write_instant(branch.origin);
    text += text_line("name", branch.name) + write_branch(branch, "branch.", file);
  }
  for (const RecordedMoment& moment : session.kept) {
    text += "\n[[kept]]\nbranch = " + std::to_string(moment.branch + 1) + "\n" + write_instant(moment.instant) +
            text_line("name", moment.name) + text_line("best", moment.best);
  }
  for (const std::size_t branch : session.beside) text += "\n[[beside]]\nbranch = " + std::to_string(branch + 1) + "\n";
  if (session.view) text += "\n[view]\n" + *session.view;
  return text + "\n[end]\n";
}

std::string write_recording(const Recording& recording, const std::string& file) {
  return write_session(session_of(recording), file);
}

Outcome save_session(const RecordedSession& session, const std::string& path) {
  const std::string text = write_session(session, path);
  if (text.size() <= kLargestRecording) return write_file(path, text);
  std::size_t commands = 0;
  for (const RecordedBranch& branch : session.branches) commands += branch.commands.size();
  return Error{path + ": not written, because a recording of " + std::to_string(commands) +
               " commands is longer than the " + std::to_string(kLargestRecording >> 20) +
               " MiB that can be read back; a checkpoint keeps the game as it is now"};
}

Outcome save_recording(const Recording& recording, const std::string& path) {
  return save_session(session_of(recording), path);
}

Result<RecordingFile> parse_recording(const std::string& text, const std::string& file) {
  Result<toml::table> table = parse_toml(text, file, kLargestRecording);
  if (!table) return table.error();
  return RecordingReader(file).read(table.value());
}

Result<RecordingFile> read_recording(const std::string& path) {
  const Result<std::string> text = read_file(path, kLargestRecording);
  if (!text) return text.error();
  return parse_recording(text.value(), path);
}

}  // namespace gan
