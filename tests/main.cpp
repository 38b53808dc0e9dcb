// The entry of every test program: runs doctest, then prints the plain line "N passed, N failed" that counts cases.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>

namespace {

/// Counts test cases. doctest's own closing line is not the plain one, and it colours it.
struct Tally : doctest::IReporter {
  static inline unsigned run = 0;
  static inline unsigned failed = 0;

  explicit Tally(doctest::ContextOptions const&) {}
  void report_query(doctest::QueryData const&) override {}
  void test_run_start() override {}
  void test_run_end(doctest::TestRunStats const& stats) override { failed = stats.numTestCasesFailed; }
  // Its own numbers leave --first and --last out of account.
  void test_case_start(doctest::TestCaseData const&) override { ++run; }
  void test_case_reenter(doctest::TestCaseData const&) override {}
  void test_case_end(doctest::CurrentTestCaseStats const&) override {}
  void test_case_exception(doctest::TestCaseException const&) override {}
  void subcase_start(doctest::SubcaseSignature const&) override {}
  void subcase_end() override {}
  void log_assert(doctest::AssertData const&) override {}
  void log_message(doctest::MessageData const&) override {}
  void test_case_skipped(doctest::TestCaseData const&) override {}
};

REGISTER_LISTENER("tally", 0, Tally);

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  int status = context.run();
  if (context.shouldExit()) return status;  // --help, --list-test-cases
  if (status != 0 && Tally::failed == 0) Tally::failed = 1;
  std::cout << Tally::run - std::min(Tally::failed, Tally::run) << " passed, " << Tally::failed << " failed"
            << std::endl;
  return status;
}
