#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/server.h"
#include "http/testing/loopback.h"

// Timeouts, the cap on connections, and the end of a server.
namespace provost::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using ::testing::HasSubstr;
using testing::header_of;
using testing::RawClient;
using testing::status_of;
using testing::TestServer;

constexpr std::string_view get_echo = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view get_slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr milliseconds brief{100};

milliseconds since(steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

TEST(ServerTimeoutTest, AHeaderThatDripsIsGivenUp) {
  Options options;
  options.limits.header_timeout = brief;
  TestServer server(options);
  RawClient client(server.port());
  for (const char byte : std::string_view("GET / HTTP/1.1\r\nHo")) {
    client.send({&byte, 1});
    std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_EQ(status_of(client.read_all()), 408);
  EXPECT_TRUE(client.closed());
}

TEST(ServerTimeoutTest, ABodyThatStopsIsGivenUp) {
  Options options;
  options.limits.body_timeout = brief;
  TestServer server(options);
  RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
  const std::string answer = client.read_all();
  EXPECT_EQ(status_of(answer), 408);
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  ASSERT_EQ(server.logged().size(), 1U);
  EXPECT_EQ(server.logged()[0].target, "/echo");
}

TEST(ServerTimeoutTest, AnIdleConnectionIsClosedWithoutAWord) {
  Options options;
  options.limits.idle_timeout = brief;
  TestServer server(options);
  RawClient silent(server.port());
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(silent.closed());
  RawClient idle(server.port());
  idle.send(get_echo);
  EXPECT_EQ(status_of(idle.read_answer()), 200);
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.closed());
}

TEST(ServerTimeoutTest, AHandlerMayTakeLongerThanAClient) {
  Options options;
  options.limits.header_timeout = options.limits.idle_timeout = milliseconds(50);
  options.limits.body_timeout = options.limits.write_timeout = milliseconds(50);
  TestServer server(options);
  RawClient client(server.port());
  client.send(get_slow);
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(ServerTimeoutTest, AClientThatDoesNotReadIsDropped) {
  Options options;
  options.limits.write_timeout = brief;
  options.limits.connections_max = 1;
  options.loops = 1;
  TestServer server(options);
  RawClient stuck(server.port());
  // More than the kernel's buffers hold (tcp_rmem and tcp_wmem may add up to 40 MB).
  for (int i = 0; i < 12; ++i) {
    stuck.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  // Its place becomes free without a byte having been read.
  const auto start = steady_clock::now();
  int status = 503;
  while (status == 503 && since(start) < milliseconds(10'000)) {
    std::this_thread::sleep_for(milliseconds(50));
    RawClient next(server.port());
    next.send(get_echo);
    status = status_of(next.read_answer());
  }
  EXPECT_EQ(status, 200);
}

// A connection in the middle of a request is not closed to make room.
constexpr std::string_view half_a_request = "GET /echo HTTP/1.1\r\nHost";
constexpr std::string_view its_rest = ": a\r\n\r\n";

// A client whose place cannot be taken: the server has begun to read its next request.
std::unique_ptr<RawClient> busy_client(const TestServer& server) {
  auto client = std::make_unique<RawClient>(server.port());
  client->send(get_echo);
  client->send(half_a_request);
  EXPECT_EQ(status_of(client->read_answer()), 200);
  return client;
}

TEST(ServerCapTest, TellsWhoeverIsTooManyToComeBack) {
  Options options;
  options.limits.connections_max = 2;
  options.loops = 1;
  TestServer server(options);
  std::unique_ptr<RawClient> first = busy_client(server);
  const std::unique_ptr<RawClient> second = busy_client(server);
  // Anything sent earlier has been read earlier.
  std::this_thread::sleep_for(milliseconds(50));
  RawClient third(server.port());
  third.send(get_echo);
  const std::string answer = third.read_all();
  EXPECT_EQ(status_of(answer), 503);
  EXPECT_EQ(header_of(answer, "Retry-After"), "1");
  EXPECT_TRUE(third.closed());
  second->send(its_rest);
  EXPECT_EQ(status_of(second->read_answer()), 200);
  first.reset();
  std::this_thread::sleep_for(milliseconds(100));
  RawClient fourth(server.port());
  fourth.send(get_echo);
  EXPECT_EQ(status_of(fourth.read_answer()), 200);
}

TEST(ServerCapTest, DropsAFloodAtOnce) {
  Options options;
  options.limits.connections_max = 1;
  options.loops = 1;
  TestServer server(options);
  const std::unique_ptr<RawClient> first = busy_client(server);
  std::this_thread::sleep_for(milliseconds(50));
  std::vector<std::unique_ptr<RawClient>> flood;
  for (int i = 0; i < 60; ++i) {
    flood.push_back(std::make_unique<RawClient>(server.port()));
  }
  EXPECT_EQ(flood.back()->read_all(), "");
  EXPECT_TRUE(flood.back()->closed());
  first->send(its_rest);
  EXPECT_EQ(status_of(first->read_answer()), 200);
}

TEST(ServerCapTest, TheOneThatIsIdleLongestMakesRoom) {
  // Two loops share the places: whichever accepts a connection, the idle ones of both count.
  for (const unsigned loops : {1U, 2U}) {
    Options options;
    options.limits.connections_max = 3;
    options.loops = loops;
    TestServer server(options);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(std::make_unique<RawClient>(server.port()));
      clients.back()->send(get_echo);
      EXPECT_EQ(status_of(clients.back()->read_answer()), 200);
    }
    for (int i = 0; i < 20; ++i) {
      RawClient next(server.port());
      next.send(get_echo);
      EXPECT_EQ(status_of(next.read_answer()), 200) << "of " << loops << " loops, client " << i;
    }
    if (loops == 1) {
      EXPECT_EQ(clients.front()->read_all(), "");
      EXPECT_TRUE(clients.front()->closed());
    }
  }
}

TEST(ServerCapTest, TheOneThatWasUsedLastStays) {
  Options options;
  options.limits.connections_max = 2;
  options.loops = 1;
  TestServer server(options);
  RawClient first(server.port());
  RawClient second(server.port());
  for (RawClient* client : {&first, &second, &first}) {
    client->send(get_echo);
    EXPECT_EQ(status_of(client->read_answer()), 200);
  }
  RawClient third(server.port());
  third.send(get_echo);
  EXPECT_EQ(status_of(third.read_answer()), 200);
  EXPECT_EQ(second.read_all(), "");
  EXPECT_TRUE(second.closed());
  first.send(get_echo);
  EXPECT_EQ(status_of(first.read_answer()), 200);
}

constexpr std::size_t mebibyte = 1024 * 1024;

TEST(ServerBudgetTest, AnAnswerForWhichThereIsNoRoomIsRefused) {
  ByteBudget budget(64 * mebibyte);
  Options options;
  options.budget = &budget;
  TestServer server(options);
  const auto status = [&] {
    RawClient client(server.port());
    client.send("GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string answer = client.read_all();
    EXPECT_EQ(header_of(answer, "Connection"), "close");
    EXPECT_EQ(header_of(answer, "Retry-After"), status_of(answer) == 503 ? "1" : "");
    return status_of(answer);
  };
  EXPECT_EQ(status(), 200);
  ByteBudget::Hold others(budget, "acme");
  others.force(57 * mebibyte);
  EXPECT_EQ(status(), 503);
  // Small requests ask for no room.
  RawClient small(server.port());
  small.send(get_echo);
  EXPECT_EQ(status_of(small.read_answer()), 200);
  others.force(0);
  EXPECT_EQ(status(), 200);
}

// Waits until the budget holds that many bytes, which it does once the server has read them.
void wait_for(const ByteBudget& budget, auto condition) {
  const auto start = steady_clock::now();
  while (!condition(budget.used()) && since(start) < milliseconds(10'000)) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_TRUE(condition(budget.used())) << budget.used();
}

TEST(ServerBudgetTest, BodiesThatWaitForTheirRestAreCounted) {
  ByteBudget budget(8 * mebibyte);
  Options options;
  options.budget = &budget;
  TestServer server(options);
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
  auto first = std::make_unique<RawClient>(server.port());
  first->send(head + std::string(890'000, 'x'));
  wait_for(budget, [](std::size_t used) { return used >= 890'000; });
  // Strangers share a quarter: two mebibytes.
  RawClient second(server.port());
  second.send(head + std::string(890'000, 'x'));
  const std::string answer = second.read_all();
  EXPECT_EQ(status_of(answer), 503);
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  EXPECT_EQ(header_of(answer, "Retry-After"), "1");
  EXPECT_LE(budget.take_peak(), 2 * mebibyte);
  first.reset();
  wait_for(budget, [](std::size_t used) { return used == 0; });
  RawClient third(server.port());
  third.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" +
             std::string(100'000, 'x'));
  EXPECT_EQ(status_of(third.read_answer()), 200);
  wait_for(budget, [](std::size_t used) { return used == 0; });
}

TEST(ServerStopTest, FinishesWhatRunsAndClosesWhatIsIdle) {
  TestServer server;
  RawClient idle(server.port());
  idle.send(get_echo);
  idle.read_answer();
  RawClient running(server.port());
  running.send(get_slow);
  std::this_thread::sleep_for(milliseconds(50));
  const auto start = steady_clock::now();
  std::thread stopping([&] { server.stop(); });
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.closed());
  EXPECT_LT(since(start), milliseconds(150)) << "idle connections close at once";
  const std::string answer = running.read_all();
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  stopping.join();
  EXPECT_LT(since(start), milliseconds(2'000));
  EXPECT_THROW(RawClient{server.port()}, boost::system::system_error);
}

TEST(ServerStopTest, WaitsNoLongerThanTheDrainTimeout) {
  Options options;
  options.limits.drain_timeout = brief;
  TestServer server(options);
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
  std::this_thread::sleep_for(milliseconds(50));
  const auto start = steady_clock::now();
  server.stop();
  EXPECT_GE(since(start), brief);
  EXPECT_LT(since(start), milliseconds(2'000));
  server.stop();
}

class StandaloneServer {
 public:
  StandaloneServer(const Options& options, HandlerFactory factory)
      : server_(
            options, std::move(factory),
            [](const Request*, int, std::string_view) { return Response{}; }, {}, clock_, random_) {
  }
  Server* operator->() { return &server_; }

 private:
  SystemClock clock_;
  provost::testing::SeededRandom random_;
  Server server_;
};

boost::asio::awaitable<Response> empty_answer(const Request&) {
  co_return Response{};
}

TEST(ServerStartTest, RefusesAPortThatIsTaken) {
  TestServer server;
  Options options;
  options.port = server.port();
  StandaloneServer second(options, [](auto&) -> Handler { return empty_answer; });
  try {
    second->start();
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& fault) {
    EXPECT_THAT(fault.what(), HasSubstr("cannot listen on 127.0.0.1:"));
    EXPECT_THAT(fault.what(), HasSubstr("in use"));
  }
}

TEST(ServerStartTest, RefusesAnAddressThatIsNone) {
  Options options;
  options.address = "not an address";
  options.port = 0;
  StandaloneServer server(options, [](auto&) -> Handler { return empty_answer; });
  EXPECT_THROW(server->start(), std::runtime_error);
}

TEST(ServerStartTest, PassesOnWhatAFactoryThrows) {
  Options options;
  options.port = 0;
  options.loops = 2;
  std::atomic<int> made{0};
  StandaloneServer server(options, [&made](auto&) -> Handler {
    if (++made == 2) {
      throw std::runtime_error("no database");
    }
    return empty_answer;
  });
  EXPECT_THROW(server->start(), std::runtime_error);
}

TEST(ServerStartTest, MakesOneHandlerPerLoopOnItsThread) {
  Options options;
  options.port = 0;
  options.loops = 3;
  std::mutex mutex;
  std::vector<std::thread::id> threads;
  StandaloneServer server(options, [&](auto&) -> Handler {
    const std::lock_guard lock(mutex);
    threads.push_back(std::this_thread::get_id());
    return empty_answer;
  });
  server->start();
  server->stop();
  ASSERT_EQ(threads.size(), 3U);
  EXPECT_NE(threads[0], threads[1]);
  EXPECT_NE(threads[1], threads[2]);
  EXPECT_NE(threads[0], std::this_thread::get_id());
}

}  // namespace
}  // namespace provost::http
