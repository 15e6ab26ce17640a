#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include <boost/intrusive/list.hpp>

namespace provost::http {

class IdleConnections;

// The part of a connection that its event loop sees: its deadline, and how to end it. There is no
// timer per request; the loop sweeps its connections a few times a second.
class ConnectionBase : public boost::intrusive::list_base_hook<
                           boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  using Time = std::chrono::steady_clock;

  // `idle` is where it may be found when it waits for a request; null: nowhere.
  explicit ConnectionBase(IdleConnections* idle = nullptr) : idle_(idle) {}
  virtual ~ConnectionBase();
  ConnectionBase(const ConnectionBase&) = delete;
  ConnectionBase& operator=(const ConnectionBase&) = delete;

  // Ends what the connection waits for when it has waited too long.
  void sweep(Time::time_point now);
  // The server stops: an idle connection ends at once, any other after its answer.
  void drain();
  // Nobody will read the answer: work that has not begun can be dropped.
  virtual void abandon() = 0;
  // It is idle; end it now.
  void end_idle();

 protected:
  enum class Phase : std::uint8_t { idle, head, body, handling, writing, closing };

  // Changes the phase, or gives the same one a new deadline; either counts from the phase's start.
  void enter(Phase phase, Time::duration patience);
  // The same, counting from now: for a phase in which every step may take so long.
  void enter_anew(Phase phase, Time::duration patience);
  // The time limit of a phase that has brought this many bytes.
  static Time::duration patience_for(std::chrono::milliseconds grace, std::size_t bytes);
  // Makes the pending operation on the socket fail with operation_aborted.
  virtual void cancel() = 0;
  // Whether the client has closed its side. One that only sends no more cannot be told from it.
  virtual bool has_client_left() = 0;

  Phase phase_ = Phase::handling;
  Time::time_point phase_start_ = Time::now();
  Time::time_point deadline_ = Time::time_point::max();
  bool expired_ = false;
  bool is_asking_ = false;  // the handler has the request, and has not answered yet

 private:
  friend class IdleConnections;
  IdleConnections* const idle_;
  boost::intrusive::list_member_hook<> idle_hook_;
};

// The connections of one event loop that wait for a request, the one that has done so longest
// first. Used on that loop's thread, except size().
class IdleConnections {
 public:
  void add(ConnectionBase& connection);
  void remove(ConnectionBase& connection);
  // Ends the one that has been idle longest; false when there is none.
  bool end_first();
  std::size_t size() const { return size_; }

 private:
  using Hook = boost::intrusive::member_hook<ConnectionBase, boost::intrusive::list_member_hook<>,
                                             &ConnectionBase::idle_hook_>;
  boost::intrusive::list<ConnectionBase, Hook> list_;
  std::atomic<std::size_t> size_{0};
};

using ConnectionList =
    boost::intrusive::list<ConnectionBase, boost::intrusive::constant_time_size<false>>;

}  // namespace provost::http
