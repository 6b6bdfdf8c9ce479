// ganscope-cli export from end to end: what it writes, that Python runs it, and what is refused.
#include <sys/wait.h>

#include <cstdlib>
#include <vector>

#include "tests/export/pytorch_bench.h"
#include "tests/io/temporary_folder.h"
#include "tests/paths.h"

namespace gan {
namespace {

class ExportCli : public TemporaryFolder {
 protected:
  // The exit code, with what it printed in out.txt and err.txt.
  int execute(const std::string& command) const {
    const std::string whole = "cd '" + folder_.string() + "' && " + command + " >out.txt 2>err.txt </dev/null";
    const int status = std::system(whole.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  int cli(const std::string& arguments) const { return execute("'" + test::ganscope_cli() + "' " + arguments); }
  // "" where it ended well.
  std::string trouble_of(const std::string& script) const {
    return execute(test::python_with_pytorch() + " " + script) == 0 ? "" : get("err.txt");
  }
  void need_pytorch() const {
    if (test::python_with_pytorch().empty()) GTEST_SKIP() << "this test needs Python with PyTorch (python3-torch)";
  }

  const std::string small_ =
      " --set generator.hidden=8 --set discriminator.hidden=8 --set hyperparameters.batch_size=8";
};

TEST_F(ExportCli, SaysWhatItWroteAndWhatDiffers) {
  ASSERT_EQ(cli("export --pytorch ring.py --scenario ring8 --seed 5" + small_), 0) << get("err.txt");
  EXPECT_EQ(get("out.txt"), "wrote ring.py\n");
  EXPECT_TRUE(has(get("err.txt"), "The random numbers are PyTorch's"));
  EXPECT_TRUE(has(get("ring.py"), "torch.manual_seed(5)"));
  EXPECT_EQ(count(), 3u) << "the script and what the program said";
}

TEST_F(ExportCli, PythonRunsTheGame) {
  need_pytorch();
  if (IsSkipped()) return;
  ASSERT_EQ(cli("export --pytorch ring.py --scenario wgan-gp --steps 41" + small_), 0) << get("err.txt");
  EXPECT_EQ(trouble_of("ring.py"), "");
  EXPECT_TRUE(has(get("out.txt"), "\nstep 41: D loss ")) << "the last step is no round one: " << get("out.txt");
}

TEST_F(ExportCli, ImagesLieBesideTheScript) {
  need_pytorch();
  if (IsSkipped()) return;
  ASSERT_EQ(cli("export --pytorch glyphs.py --scenario glyphs-conv --steps 2 --set hyperparameters.batch_size=8 "
                "--set generator.channels=4 --set discriminator.channels=4 --set data.size=8"),
            0)
      << get("err.txt");
  EXPECT_TRUE(has(get("out.txt"), "wrote glyphs.data.npy"));
  EXPECT_EQ(trouble_of("glyphs.py"), "");
  EXPECT_TRUE(has(get("out.txt"), "step 2: D loss ")) << get("out.txt");
}

TEST_F(ExportCli, GoesOnFromACheckpoint) {
  need_pytorch();
  if (IsSkipped()) return;
  ASSERT_EQ(cli("train --scenario ring8 --steps 5 --checkpoint five.safetensors" + small_), 0) << get("err.txt");
  ASSERT_EQ(cli("export --pytorch five.py --load five.safetensors --steps 2"), 0) << get("err.txt");
  EXPECT_TRUE(has(get("err.txt"), "It begins from five.safetensors"));
  EXPECT_EQ(trouble_of("five.py"), "");
  EXPECT_TRUE(has(get("out.txt"), "step 7: D loss ")) << get("out.txt");
}

TEST_F(ExportCli, BadInputIsOneSentenceAndWritesNothing) {
  put("short.safetensors", "short");
  put("five.toml", "title = \"five\"\n");
  ASSERT_EQ(cli("train --scenario ring8 --steps 1 --checkpoint one.safetensors" + small_), 0) << get("err.txt");
  const std::size_t files = count();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"export", "--pytorch is required"},
      {"export --pytorch a.py --scenario nowhere", "unknown scenario"},
      {"export --pytorch a.py --load short.safetensors", "not a readable safetensors file"},
      {"export --pytorch a.py --load one.safetensors --scenario ring8", "--scenario excludes --load"},
      {"export --pytorch one.safetensors --load one.safetensors", "--pytorch"},
      {"export --pytorch no/folder/a.py", "cannot write no/folder/a.py"},
      {"export --pytorch a.py --steps 0", "--steps"},
      {"export --pytorch a.py --set hyperparameters.kk=1", "did you mean"},
  };
  for (const auto& [arguments, expected] : cases) {
    EXPECT_EQ(cli(arguments), 2) << arguments;
    EXPECT_EQ(get("out.txt"), "") << arguments;
    EXPECT_TRUE(has(get("err.txt"), expected)) << arguments;
    EXPECT_EQ(count(), files) << arguments;
  }
}

}  // namespace
}  // namespace gan
