// Sessions as files: all of one comes back, the format of versions before is read, and what is broken is said.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "core/io/files/text_file.h"
#include "core/io/recording_file.h"
#include "core/recording/session_replay.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"
#include "tests/seed.h"

namespace gan {
namespace {

class SessionFileTest : public TemporaryFolder {
 protected:
  SessionFileTest() {
    Settings settings;
    settings.spec.seed = test::seed(1);
    settings.spec.generator.hidden = settings.spec.discriminator.hidden = {8};
    settings.hyperparameters.batch_size = 16;
    auto run = std::move(gan::Run::create(settings).value());
    Recorder recorder(5);
    const auto train = [](gan::Run& r, Recorder& to, int count) {
      for (int i = 0; i < count; ++i) {
        EXPECT_TRUE(r.step());
        to.after_iteration(r);
      }
    };
    train(*run, recorder, 10);
    EXPECT_TRUE(run->apply(SetValue{"hyperparameters.k", std::int64_t{2}}));
    const auto keyframe = run->keyframe();
    const Instant origin = run->instant();
    Past past = run->past();
    train(*run, recorder, 10);
    session_ = session_of(recorder.finish(*run));
    session_.branches.front().name = "the \"first\"";
    session_.branches.front().scenarios = {{0, "ring8"}};

    past.run = RunId::next();
    auto second = std::move(gan::Run::resume(past, *keyframe).value());
    Recorder of_second(5);
    EXPECT_TRUE(second->apply(OpenGame{std::make_shared<const Settings>(settings)}));
    train(*second, of_second, 7);
    RecordedBranch branch;
    const Recording recording = of_second.finish(*second);
    branch.parent = 0;
    branch.origin = origin;
    branch.commands = {recording.commands.back()};
    branch.hashes = recording.hashes;
    branch.divergences = {origin};
    branch.happened = {{0, "covers", 7}};
    session_.branches.push_back(branch);
    session_.played = 1;
    session_.looked_at = Instant{{0, 4, 0, 0}, 0};
    session_.kept = {{0, {{0, 7, 0, 0}, 0}, "before the hop", ""}, {1, {{1, 7, 0, 0}, 2}, "", "jsd"}};
    session_.beside = {1, 0};
    session_.view = "arena.trails.visible = true\ncamera.x = 0.25\npanels.lens_tab = 2\n";
  }

  std::string refusal(const std::string& from, const std::string& to) {
    std::string text = write_session(session_, path("s.toml"));
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    const auto read = parse_recording(text, "s.toml");
    return read ? "it was accepted" : read.message();
  }

  RecordedSession session_;
};

TEST_F(SessionFileTest, AllOfItComesBack) {
  ASSERT_TRUE(save_session(session_, path("s.toml")));
  const auto file = read_recording(path("s.toml"));
  ASSERT_TRUE(file) << file.message();
  const RecordedSession& read = file.value().session;
  EXPECT_EQ(write_session(read, path("s.toml")), get("s.toml"));
  ASSERT_EQ(read.branches.size(), 2U);
  EXPECT_EQ(read.branches[0].name, "the \"first\"");
  EXPECT_EQ(read.branches[0].scenarios, session_.branches[0].scenarios);
  EXPECT_EQ(read.branches[1].parent, 0U);
  EXPECT_EQ(read.branches[1].origin, session_.branches[1].origin);
  EXPECT_EQ(read.branches[1].divergences, session_.branches[1].divergences);
  EXPECT_EQ(read.branches[1].happened, session_.branches[1].happened);
  EXPECT_EQ(read.played, 1U);
  EXPECT_EQ(read.looked_at, session_.looked_at);
  EXPECT_EQ(read.beside, session_.beside);
  ASSERT_EQ(read.kept.size(), 2U);
  EXPECT_EQ(read.kept[0].name, "before the hop");
  EXPECT_EQ(read.kept[1].instant, session_.kept[1].instant);
  EXPECT_EQ(read.kept[1].best, "jsd");
  EXPECT_EQ(read.view, session_.view);
  EXPECT_TRUE(replay_session(read).agrees());
  const ReplayResult played = replay(file.value().recording());
  EXPECT_TRUE(played.agrees) << played.problem;
}

TEST_F(SessionFileTest, TheViewIsAPartThatCanBeLeftOut) {
  session_.view.reset();
  const auto file = parse_recording(write_session(session_, "s.toml"), "s.toml");
  ASSERT_TRUE(file) << file.message();
  EXPECT_FALSE(file.value().session.view.has_value());
}

// Written by the version before there were branches.
TEST_F(SessionFileTest, TheFormatOfTheFirstVersionIsRead) {
  const auto file = read_recording(test::source_folder() + "/tests/io/data/recording-format-1.toml");
  ASSERT_TRUE(file) << file.message();
  const RecordedSession& read = file.value().session;
  ASSERT_EQ(read.branches.size(), 1U);
  EXPECT_EQ(read.branches.front().commands.size(), 6U);
  EXPECT_EQ(read.branches.front().hashes.size(), 8U);
  EXPECT_EQ(read.settings.schedule.size(), 1U);
  EXPECT_TRUE(read.kept.empty());
  const SessionReplay replay = replay_session(read);
  EXPECT_EQ(replay.branches.front().problem, "");
  EXPECT_EQ(replay.compared(), 8);
  EXPECT_TRUE(replay.agrees() || !other_build(file.value()).empty());
}

TEST_F(SessionFileTest, WhatIsBrokenIsSaidInOneSentence) {
  EXPECT_EQ(refusal("[recording]", "[recording]"), "it was accepted");
  EXPECT_TRUE(has(refusal("format = 2", "format = 7"),
                  "s.toml: the recording has format 7, expected 1 or 2: a newer version of Ganscope has written it"));
  EXPECT_TRUE(has(refusal("format = 2", "format = 1"), "unknown key 'beside'"));
  EXPECT_TRUE(has(refusal("parent = 1", "parent = 4"), "parent is branch 4, which is not there: there is one so far"));
  EXPECT_TRUE(has(refusal("parent = 1", "parent = 2"), "parent is branch 2, which is not there"));
  EXPECT_TRUE(has(refusal("played = 2", "played = 3"), "played is branch 3, which is not there: there are 2 so far"));
  EXPECT_TRUE(has(refusal("[[kept]]\nbranch = 1", "[[kept]]\nbranch = 0"), "branch is branch 0, which is not there"));
  EXPECT_TRUE(has(refusal("[[branch.hash]]", "[[branch.hush]]"), "it was accepted")) << "others are left";
  EXPECT_TRUE(has(refusal("[view]", "[[view]]"), "view is no table"));
  EXPECT_TRUE(has(refusal("[session]", "[[session]]"), "s.toml:"));
}

// Wherever the end is missing it is noticed, and not taken for a shorter session.
TEST_F(SessionFileTest, ACutOffEndIsNoticed) {
  const std::string text = write_session(session_, path("s.toml"));
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    const bool at_line = size == 0 || text[size - 1] == '\n';
    if (!at_line && size % 7 != 0) continue;
    const auto read = parse_recording(text.substr(0, size), "s.toml");
    ASSERT_FALSE(read.ok()) << text.substr(size > 60 ? size - 60 : 0, 60);
    ASSERT_FALSE(read.message().empty());
  }
}

// The command line says which branches there are, and which one differs.
TEST_F(SessionFileTest, EveryBranchIsVerifiedFromTheCommandLine) {
  const auto replay_of = [&](const std::string& name) {
    const std::string command = "'" + test::ganscope_cli() + "' replay '" + path(name) + "' >'" + path("out.txt") + "'";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  session_.branches[1].name = "again";
  ASSERT_TRUE(save_session(session_, path("good.toml")));
  EXPECT_EQ(replay_of("good.toml"), 0);
  const std::string good = get("out.txt");
  EXPECT_TRUE(has(good, "2 branches\n"));
  EXPECT_TRUE(has(good, "branch 1, 'the \"first\"': 1 commands, 4 hashes, up to step 20\n"));
  EXPECT_TRUE(has(good, "branch 2, 'again' (played): parts from branch 1 at step 10, 1 commands"));
  EXPECT_TRUE(has(good, "2 kept moments\n"));
  EXPECT_TRUE(has(good, "every hash agrees (6 of 6)"));
  session_.branches[1].hashes[0].hash ^= 1;
  ASSERT_TRUE(save_session(session_, path("bad.toml")));
  EXPECT_EQ(replay_of("bad.toml"), 1);
  const std::string bad = get("out.txt");
  EXPECT_TRUE(has(bad, "branch 2, 'again': hashes differ, first at step 5 of segment 1"));
  EXPECT_EQ(bad.find("branch 1, 'the \"first\"': hashes"), std::string::npos);
}

// What was there stays, and nothing is left beside it.
TEST_F(SessionFileTest, AFullDiskIsSaidAndLeavesTheFileAsItWas) {
  ASSERT_TRUE(save_session(session_, path("s.toml")));
  const std::string before = get("s.toml");
  std::filesystem::create_symlink("/dev/full", path("full.toml"));
  const Outcome full = save_session(session_, path("full.toml"));
  ASSERT_FALSE(full);
  EXPECT_TRUE(has(full.message(), "full.toml")) << full.message();
  const Outcome nowhere = save_session(session_, path("s.toml/below.toml"));
  EXPECT_FALSE(nowhere);
  EXPECT_EQ(get("s.toml"), before);
}

}  // namespace
}  // namespace gan
