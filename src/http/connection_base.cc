#include "http/connection_base.h"

namespace provost::http {
namespace {

// For a faster answer, checking whether the client is still there is not worth it.
constexpr std::chrono::milliseconds patience_of_clients{250};

// A slower connection is not worth keeping.
constexpr std::size_t bytes_per_ms_min = 64;

}  // namespace

ConnectionBase::~ConnectionBase() {
  if (idle_ != nullptr) {
    idle_->remove(*this);
  }
}

void ConnectionBase::sweep(Time::time_point now) {
  if (now >= deadline_) {
    deadline_ = Time::time_point::max();
    expired_ = true;
    cancel();
  }
  if (is_asking_ && now - phase_start_ >= patience_of_clients && has_client_left()) {
    abandon();
  }
}

void ConnectionBase::drain() {
  if (phase_ == Phase::idle) {
    end_idle();
  }
}

void ConnectionBase::end_idle() {
  expired_ = true;
  cancel();
}

void ConnectionBase::enter(Phase phase, Time::duration patience) {
  if (phase != phase_) {
    enter_anew(phase, patience);
    return;
  }
  expired_ = false;
  deadline_ = patience == Time::duration::max() ? Time::time_point::max() : phase_start_ + patience;
}

void ConnectionBase::enter_anew(Phase phase, Time::duration patience) {
  if (idle_ != nullptr && phase != phase_) {
    phase == Phase::idle ? idle_->add(*this) : idle_->remove(*this);
  }
  phase_start_ = Time::now();
  phase_ = phase;
  enter(phase, patience);
}

ConnectionBase::Time::duration ConnectionBase::patience_for(std::chrono::milliseconds grace,
                                                            std::size_t bytes) {
  return grace + std::chrono::milliseconds(bytes / bytes_per_ms_min);
}

void IdleConnections::add(ConnectionBase& connection) {
  list_.push_back(connection);
  ++size_;
}

void IdleConnections::remove(ConnectionBase& connection) {
  if (connection.idle_hook_.is_linked()) {
    list_.erase(list_.iterator_to(connection));
    --size_;
  }
}

bool IdleConnections::end_first() {
  if (list_.empty()) {
    return false;
  }
  ConnectionBase& first = list_.front();
  remove(first);
  first.end_idle();
  return true;
}

}  // namespace provost::http
