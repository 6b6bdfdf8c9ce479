#include "app/window/clip_maker.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "app/lab/opened_session.h"
#include "app/panels/arena/arena_settings_model.h"
#include "app/window/interface_calls.h"
#include "core/base/hash.h"
#include "tests/own_folder.h"
#include "tests/window/support/open_studio.h"

#if GANSCOPE_TEST_GIF
#include <gif_lib.h>
#endif

namespace gan {
namespace {

std::string hash_at(std::int64_t steps) {
  const auto studio = studio_of("ring8", steps);
  return hash_text(hash_state(*studio->lab().snapshot().state));
}

ClipPlan plan_of(std::int64_t from, std::int64_t to, std::int64_t every) {
  ClipPlan plan;
  plan.segments = {{0, 0, to, ""}};
  plan.from = {0, from};
  plan.to = {0, to};
  plan.every = every;
  plan.look = print_look("arena");
  plan.look.panel_size = {240, 200};
  return plan;
}

std::string text_of_scene(const FigureScene& scene) {
  std::string all;
  for (const FigureItem& item : scene.items) {
    if (const auto* const text = std::get_if<FigureText>(&item.part)) all += text_of(*text) + "\n";
  }
  return all;
}

// What a clip is made of without a file.
class KeptFrames final : public ClipFile {
 public:
  Outcome add(const Raster& frame, double seconds) override {
    frames.push_back(frame);
    lengths.push_back(seconds);
    return {};
  }
  Outcome finish() override {
    finished = true;
    return {};
  }
  std::vector<Raster> frames;
  std::vector<double> lengths;
  bool finished = false;
};

TEST(RunBeside, ComesToTheSameBits) {
  const auto studio = studio_of("ring8", 60);
  ASSERT_NE(studio, nullptr);
  Session& session = studio->lab().session();
  const SegmentId segment = session.front()->segment();
  auto started = begin_beside(session.beside(segment.number, 40));
  ASSERT_TRUE(started) << started.message();
  EXPECT_EQ(started.value().run->position().step, 40);
  EXPECT_EQ(hash_text(hash_state(started.value().run->state())), hash_at(40));
  EXPECT_NE(started.value().run->id(), session.id());
  // The session is as it was.
  EXPECT_EQ(session.front()->position.step, 60);
  EXPECT_FALSE(session.in_past());
  EXPECT_GE(started.value().keyframes->count(), 1U);
  EXPECT_NE(started.value().keyframes, session.keyframes());
}

TEST(RunBeside, LooksBackOnASessionOfItsOwn) {
  const auto studio = studio_of("ring8", 60);
  ASSERT_NE(studio, nullptr);
  Session& session = studio->lab().session();
  auto started = begin_beside(session.beside(0, 50));
  ASSERT_TRUE(started) << started.message();
  StudioOptions options;
  options.scenario = studio->lab().scenario();
  options.started = std::make_shared<StartedRun>(std::move(started).value());
  auto beside = Studio::open(std::move(options));
  ASSERT_TRUE(beside) << beside.message();
  Lab& lab = beside.value()->lab();
  lab.session().look_at(0, 20);
  beside.value()->figure(print_look("arena"));
  EXPECT_EQ(lab.snapshot().position.step, 20);
  EXPECT_EQ(hash_text(hash_state(*lab.snapshot().state)), hash_at(20));
}

#if GANSCOPE_TEST_CAIRO

TEST(ClipMaker, ShowsTheStatesThatItWasAskedFor) {
  const auto studio = studio_of("ring8", 60);
  ASSERT_NE(studio, nullptr);
  KeptFrames kept;
  std::vector<double> shares;
  std::vector<std::int64_t> shown;
  const Outcome made = make_clip(*studio, plan_of(10, 50, 20), kept, [&](double share) {
    shares.push_back(share);
    shown.push_back(studio->lab().snapshot().position.step);
    return true;
  });
  ASSERT_TRUE(made) << made.message();
  EXPECT_TRUE(kept.finished);
  ASSERT_EQ(kept.frames.size(), 3U);
  EXPECT_EQ(shown, (std::vector<std::int64_t>{60, 10, 30}));  // before each of them
  EXPECT_EQ(studio->lab().snapshot().position.step, 50);
  EXPECT_DOUBLE_EQ(kept.lengths[0], 0.1);
  EXPECT_DOUBLE_EQ(kept.lengths[2], 1.5);
  EXPECT_DOUBLE_EQ(shares[1], 1.0 / 3);
  EXPECT_EQ(kept.frames[0].width, 240);
  EXPECT_EQ(kept.frames[0].height, 230);  // with the caption
  EXPECT_NE(kept.frames[0].rgba, kept.frames[1].rgba);
}

// The states of all games, for as many iterations each as they would have alone.
TEST(ClipMaker, GamesSideBySideAreAtTheSameStep) {
  const auto steps = [](std::int64_t value) { return SettingEdit{"hyperparameters.generator_steps", value}; };
  const auto studio = studio_of("ring8", 40, [&](StudioOptions& options) { options.beside = {{steps(3)}}; });
  ASSERT_NE(studio, nullptr);
  ASSERT_EQ(studio->lab().games(), 2U);
  const auto hashes = [&] {
    std::vector<std::string> both;
    for (std::size_t i = 0; i < 2; ++i) both.push_back(hash_text(hash_state(*studio->lab().game(i).snapshot()->state)));
    return both;
  };
  const std::vector<std::string> ends = hashes();
  ClipPlan plan = plan_of(10, 40, 15);
  plan.look.panel_size = {480, 240};
  KeptFrames kept;
  std::vector<RunPlace> places[2];
  std::vector<std::string> at_ten;
  const Outcome made = make_clip(*studio, plan, kept, [&](double) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Position& at = studio->lab().game(i).snapshot()->position;
      places[i].push_back({at.segment, at.step});
    }
    if (places[0].back().step == 10) at_ten = hashes();
    return true;
  });
  ASSERT_TRUE(made) << made.message();
  EXPECT_EQ(places[0], (std::vector<RunPlace>{{0, 40}, {0, 10}, {0, 25}}));
  EXPECT_EQ(places[1], places[0]);
  EXPECT_EQ(hashes(), ends);
  ASSERT_EQ(at_ten.size(), 2U);
  EXPECT_EQ(at_ten[0], hash_at(10));
  EXPECT_NE(at_ten[1], at_ten[0]);
  // Both are there, next to each other, with what differs.
  ASSERT_EQ(kept.frames.size(), 3U);
  EXPECT_EQ(kept.frames[0].width, 480);
  const std::string text = text_of_scene(studio->figure(plan.look));
  for (const char* expected : {"A generator steps = 1\n", "B generator steps = 3\n"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << " in\n" << text;
  }
}

TEST(ClipMaker, GoesOverARestartAndAChangeOfTheGame) {
  const auto studio = studio_of("ring8", 30);
  ASSERT_NE(studio, nullptr);
  Actions restart, other;
  restart.request(LabRequest::new_start);
  studio->lab().carry_out(restart);
  wait_until_settled(studio->lab(), studio->patience());
  studio->train(20);
  const std::string second = hash_text(hash_state(*studio->lab().snapshot().state));
  other.scenario = "glyphs-mlp";
  studio->lab().carry_out(other);
  wait_until_settled(studio->lab(), studio->patience());
  studio->train(2);
  ClipPlan plan = plan_of(0, 0, 20);
  plan.segments = clip_segments(studio->lab().session());
  ASSERT_EQ(plan.segments.size(), 3U);
  plan.from = {0, 10};
  plan.to = {2, 2};
  KeptFrames kept;
  std::vector<RunPlace> shown;
  std::string end_of_second;
  const auto note = [&](double) {
    const Position& at = studio->lab().snapshot().position;
    shown.push_back({at.segment, at.step});
    if (at.segment == 1 && at.step == 20) end_of_second = hash_text(hash_state(*studio->lab().snapshot().state));
    return true;
  };
  const Outcome made = make_clip(*studio, plan, kept, note);
  ASSERT_TRUE(made) << made.message();
  note(1);
  EXPECT_EQ(shown, (std::vector<RunPlace>{{2, 2}, {0, 10}, {0, 30}, {1, 0}, {1, 20}, {2, 0}, {2, 2}}));
  EXPECT_EQ(end_of_second, second);
  // Images stand where the arena was, in frames of one size.
  ASSERT_EQ(kept.frames.size(), 6U);
  for (const Raster& frame : kept.frames) {
    EXPECT_EQ(frame.width, 240);
    EXPECT_EQ(frame.height, 230);
  }
  EXPECT_NE(kept.frames[5].rgba, kept.frames[4].rgba);
}

TEST(ClipMaker, IsSeenAsOnTheScreenWhereTheDataAreThose) {
  const auto look = [](Studio& studio) {
    studio.figure(plan_of(0, 1, 1).look);
    return studio.settings().of<ArenaSettings>();
  };
  const std::string view = "camera.x = 1.5\ncamera.y = -0.25\ncamera.extent = 0.5\ncamera.moved = true\n";
  DataSpec other;
  other.modes = 5;
  const auto plain = studio_of("ring8", 1);
  const auto same = studio_of("ring8", 1, [&](StudioOptions& options) {
    options.session_view = view;
    options.viewed = options.scenario.settings.spec.data;
  });
  const auto another = studio_of("ring8", 1, [&](StudioOptions& options) {
    options.session_view = view;
    options.viewed = other;
  });
  ASSERT_TRUE(plain && same && another);
  const ArenaSettings moved = look(*same), whole = look(*plain), fitted = look(*another);
  EXPECT_EQ(moved.camera_x, 1.5);
  EXPECT_EQ(moved.camera_y, -0.25);
  EXPECT_EQ(moved.camera_extent, 0.5);
  EXPECT_TRUE(moved.camera_moved);
  EXPECT_FALSE(whole.camera_moved);
  EXPECT_EQ(fitted.camera_extent, whole.camera_extent);
  EXPECT_EQ(fitted.camera_x, whole.camera_x);
}

TEST(ClipMaker, ASessionFileIsSeenAsItWasSaved) {
  const test::OwnFolder folder;
  const std::string path = (folder / "seen.gan").string();
  const auto saved = studio_of("ring8", 20);
  ASSERT_NE(saved, nullptr);
  const std::string view = "camera.x = 1.5\ncamera.y = -0.25\ncamera.extent = 0.5\ncamera.moved = true\n";
  ASSERT_TRUE(saved->lab().session_writer({view})(path));
  Result<RecordingFile> file = read_recording(path);
  ASSERT_TRUE(file) << file.message();
  const auto opened = studio_of("ring8", 0, [&](StudioOptions& options) {
    options.opened = std::make_shared<OpenedSession>(
        open_session(std::move(file).value(), Keyframes::kUsualBudget, {}, "seen.gan", {}));
  });
  ASSERT_NE(opened, nullptr);
  opened->figure(plan_of(0, 20, 1).look);
  EXPECT_EQ(opened->lab().snapshot().position.step, 20);
  EXPECT_EQ(opened->settings().of<ArenaSettings>().camera_x, 1.5);
  EXPECT_EQ(opened->settings().of<ArenaSettings>().camera_extent, 0.5);
}

TEST(ClipMaker, IsGivenUpWhenItIsCancelled) {
  const auto studio = studio_of("ring8", 30);
  ASSERT_NE(studio, nullptr);
  KeptFrames kept;
  const Outcome made = make_clip(*studio, plan_of(0, 30, 10), kept, [](double share) { return share < 0.4; });
  EXPECT_FALSE(made);
  EXPECT_FALSE(kept.finished);
  EXPECT_EQ(kept.frames.size(), 2U);
}

#if GANSCOPE_TEST_GIF

TEST(ClipMaker, AGifHasItsFramesAndTheirLengths) {
  const auto studio = studio_of("ring8", 40);
  ASSERT_NE(studio, nullptr);
  const test::OwnFolder folder;
  const std::string path = (folder / "ring.gif").string();
  auto file = create_clip(path);
  ASSERT_TRUE(file) << file.message();
  const Outcome made = make_clip(*studio, plan_of(0, 40, 10), *file.value(), [](double) { return true; });
  ASSERT_TRUE(made) << made.message();
  int error = 0;
  GifFileType* const gif = DGifOpenFileName(path.c_str(), &error);
  ASSERT_NE(gif, nullptr);
  ASSERT_EQ(DGifSlurp(gif), GIF_OK);
  EXPECT_EQ(gif->SWidth, 240);
  EXPECT_EQ(gif->SHeight, 230);
  ASSERT_EQ(gif->ImageCount, 5);
  for (int i = 0; i < 5; ++i) {
    GraphicsControlBlock control;
    ASSERT_EQ(DGifSavedExtensionToGCB(gif, i, &control), GIF_OK);
    EXPECT_EQ(control.DelayTime, i == 4 ? 150 : 10);
  }
  DGifCloseFile(gif, &error);
}

#endif
#endif

TEST(Caption, SaysWhatAndWhen) {
  FigureScene scene;
  scene.width = 400;
  scene.height = 100;
  const FigureFonts fonts(find_font_files());
  const Theme theme = make_theme(ThemeMode::kPrint, false, 1);
  add_caption(scene, {}, "Eight Gaussians", {"step 10", ""}, theme);
  EXPECT_FLOAT_EQ(scene.height, 130);
  ASSERT_EQ(scene.items.size(), 2U);
  EXPECT_EQ(text_of(std::get<FigureText>(scene.items[0].part)), "Eight Gaussians");
  EXPECT_EQ(text_of(std::get<FigureText>(scene.items[1].part)), "step 10");
  EXPECT_LE(bounds_of(scene.items[1].part).right, 400);
  // Where there is no room for both the step stays.
  FigureScene narrow;
  narrow.width = 100;
  narrow.height = 100;
  add_caption(narrow, {}, "Eight Gaussians: a GAN that works", {"step 10", ""}, theme);
  ASSERT_EQ(narrow.items.size(), 1U);
  EXPECT_EQ(text_of(std::get<FigureText>(narrow.items[0].part)), "step 10");
  // What began the segment, where there is room for it.
  FigureScene wide, small;
  wide.width = 600;
  small.width = 100;
  for (FigureScene* each : {&wide, &small}) add_caption(*each, {}, "", {"step 10", "latent size 2→8"}, theme);
  EXPECT_EQ(text_of(std::get<FigureText>(wide.items.back().part)), "latent size 2→8 · step 10");
  EXPECT_EQ(text_of(std::get<FigureText>(small.items.back().part)), "step 10");
}

TEST(InterfaceCalls, AreDoneInTheInterfacesThread) {
  std::atomic<int> noticed{0};
  InterfaceCalls calls([&] { ++noticed; });
  std::thread::id done_in;
  std::atomic<bool> returned{false};
  std::thread other([&] {
    calls.call([&] { done_in = std::this_thread::get_id(); });
    returned = true;
  });
  while (!returned) {
    calls.run();
    std::this_thread::yield();
  }
  other.join();
  EXPECT_EQ(done_in, std::this_thread::get_id());
  EXPECT_EQ(noticed, 1);
}

TEST(InterfaceCalls, AreDoneByTheCallerOnceNothingIsBuiltAnyMore) {
  InterfaceCalls calls([] {});
  std::thread::id done_in, other_id;
  std::atomic<bool> waits{false};
  std::thread other([&] {
    other_id = std::this_thread::get_id();
    waits = true;
    calls.call([&] { done_in = std::this_thread::get_id(); });
  });
  while (!waits) std::this_thread::yield();
  calls.close();
  other.join();
  EXPECT_EQ(done_in, other_id);
  bool done = false;
  calls.call([&] { done = true; });
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace gan
