#include "simulation/invariants/ledger/message_ledger.hpp"

#include <algorithm>
#include <utility>

namespace eventarch::simulation {

MessageLedger::MessageLedger(std::size_t groups) : stride_{1 + groups}, scratch_(1 + groups) {}

void MessageLedger::excuse(MessageRecord& record) {
  for (std::uint16_t group = 0; group + 1U < stride_; ++group) {
    // Closing the last one may give the page back, and then nothing is left to close.
    const bool last = record.page != nothing && pages_[record.page - first_page_].open == 1;
    const bool closes = !is_closed(record.flags[1 + group]);
    set(record, group, group_flag::exempt);
    if (last && closes) return;
  }
}

MessageRecord MessageLedger::find_released(std::uint32_t message) {
  if (const auto kept = exceptions_.find(message); kept != exceptions_.end()) {
    scratch_ = kept->second;
  } else if (message < mentioned_end_ && message >> page_bits < first_page_ + pages_.size()) {
    scratch_[0] = message_flag::sent | message_flag::sent_ok | message_flag::appended |
                  message_flag::answered;
    std::fill(scratch_.begin() + 1, scratch_.end(),
              static_cast<std::uint16_t>(group_flag::delivered | group_flag::applied |
                                         group_flag::settled | group_flag::remembered));
  } else {
    std::ranges::fill(scratch_, std::uint16_t{0});
  }
  return {message, scratch_.data(), nothing};
}

bool MessageLedger::is_ordinary(const std::uint16_t* flags) const {
  constexpr std::uint16_t of_message = message_flag::sent | message_flag::sent_ok |
                                       message_flag::sent_unknown | message_flag::appended |
                                       message_flag::in_transaction | message_flag::committed |
                                       message_flag::answered | message_flag::confirmed_early;
  constexpr std::uint16_t of_group = group_flag::delivered | group_flag::applied |
                                     group_flag::remembered | group_flag::settled |
                                     group_flag::failed;
  if ((flags[0] & ~of_message) != 0 || (flags[0] & message_flag::appended) == 0) return false;
  for (std::size_t group = 1; group < stride_; ++group) {
    if (flags[group] == group_flag::exempt) continue;
    if ((flags[group] & ~of_group) != 0) return false;
  }
  return true;
}

void MessageLedger::add_pages_to(std::uint32_t number) {
  while (number >= first_page_ + pages_.size()) {
    if (spare_.empty()) {
      pages_.push_back({std::make_unique<std::uint16_t[]>((page_mask + 1) * stride_)});
    } else {
      pages_.push_back({std::move(spare_.back())});
      spare_.pop_back();
    }
  }
}

void MessageLedger::release(std::uint32_t number) {
  Page& page = pages_[number - first_page_];
  for (std::uint32_t place = 0; place <= page_mask; ++place) {
    const std::uint16_t* const flags = page.records.get() + std::size_t{place} * stride_;
    if (!is_ordinary(flags)) keep_exception(number << page_bits | place, flags);
  }
  std::fill_n(page.records.get(), (page_mask + 1) * stride_, std::uint16_t{0});
  spare_.push_back(std::move(page.records));
  page = {};
  // The head of the table goes when it is worth moving the rest.
  while (released_in_front_ < pages_.size() && pages_[released_in_front_].records == nullptr) {
    ++released_in_front_;
  }
  if (released_in_front_ < 64 || released_in_front_ * 2 < pages_.size()) return;
  pages_.erase(pages_.begin(), pages_.begin() + static_cast<std::ptrdiff_t>(released_in_front_));
  first_page_ += static_cast<std::uint32_t>(released_in_front_);
  released_in_front_ = 0;
}

void MessageLedger::keep_exception(std::uint32_t message, const std::uint16_t* flags) {
  const auto [kept, fresh] = exceptions_.try_emplace(message, flags, flags + stride_);
  if (!fresh) {
    kept->second.assign(flags, flags + stride_);
    return;
  }
  exception_order_.push_back(message);
  if (exception_order_.size() <= exceptions_max) return;
  exceptions_.erase(exception_order_.front());
  exception_order_.pop_front();
}

std::size_t MessageLedger::memory() const {
  const auto held = static_cast<std::size_t>(
      std::ranges::count_if(pages_, [](const auto& page) { return page.records != nullptr; }));
  const std::size_t page = (page_mask + 1) * stride_ * sizeof(std::uint16_t);
  const std::size_t exception = stride_ * sizeof(std::uint16_t) + 96;  // nodes and their headers
  return (held + spare_.size()) * page + pages_.capacity() * sizeof(Page) +
         exceptions_.size() * exception;
}

}  // namespace eventarch::simulation
