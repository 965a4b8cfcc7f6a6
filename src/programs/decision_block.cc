// Facts in columns, truth in bits.
//
// Each criterion is one pass over the column of its fact that leaves two bits a lane: whether it
// can be true, whether it can be false. Verdicts are then a few operations on words of 64 lanes.
// That takes open criteria for independent of each other, which is right for every verdict but
// `undetermined`: only there can two criteria that share an open fact settle what each leaves open,
// so only those lanes are walked (compiled_islands.h).
#include "programs/decision_block.h"

#include <algorithm>
#include <bit>

#include "programs/compiled_islands.h"

namespace fundable {
namespace {

constexpr std::uint64_t bit_of(std::size_t lane) { return std::uint64_t{1} << (lane % 64); }

}  // namespace

DecisionBlock::DecisionBlock(const CompiledProgram& compiled, const Date& as_of)
    : compiled_(compiled), as_of_(as_of), verdicts_(kLanes), judged_(kLanes) {
  const std::size_t facts = compiled.is_ready() ? compiled.facts().all().size() : 0;
  columns_.assign(facts * kLanes, 0);
  assumed_.assign(facts * kWords, 0);
  can_be_true_.assign(compiled.criteria().size() * kWords, 0);
  can_be_false_ = can_be_true_;
}

void DecisionBlock::clear() {
  size_ = 0;
  for (auto& judgement : judged_) judgement.reset();
  std::ranges::fill(assumed_, 0);
}

void DecisionBlock::add(const Subject& subject) {
  const std::size_t lane = size_++;
  bool is_decidable = compiled_.is_ready();
  if (is_decidable) {
    compiled_.facts().read(subject, states_);
    is_decidable = compiled_.facts().are_decidable(states_);
  }
  if (!is_decidable) {
    judged_[lane] = std::make_unique<Judgement>(
        judge(compiled_.program(), subject, compiled_.vocabulary(), as_of_));
    return;
  }
  for (std::size_t i = 0; i < states_.size(); ++i) {
    columns_[i * kLanes + lane] = states_[i].mask;
    if (states_[i].is_assumed) assumed_[i * kWords + lane / 64] |= bit_of(lane);
  }
}

void DecisionBlock::decide() {
  for (std::size_t i = 0; i < compiled_.criteria().size(); ++i) answer_criterion(i);
  if (compiled_.is_ready()) {
    for (std::size_t word = 0; word * 64 < size_; ++word) decide_word(word);
  }
  for (std::size_t lane = 0; lane < size_; ++lane) {
    if (judged(lane) != nullptr) verdicts_[lane] = judged(lane)->verdict.verdict;
  }
}

Answer DecisionBlock::answer(std::size_t criterion, std::size_t lane) const {
  if (const Judgement* judgement = judged(lane)) {
    return judgement->verdict.findings[criterion].answer;
  }
  const std::size_t at = criterion * kWords + lane / 64;
  return Truth{(can_be_true_[at] & bit_of(lane)) != 0, (can_be_false_[at] & bit_of(lane)) != 0}
      .answer();
}

std::vector<std::string> DecisionBlock::deciding(std::size_t lane) const {
  if (const Judgement* judgement = judged(lane)) return judgement->verdict.deciding;
  std::vector<std::string> deciding;
  for (std::size_t i = 0; i < compiled_.criteria().size(); ++i) {
    const CompiledCriterion& criterion = compiled_.criteria()[i];
    if (!criterion.is_required()) continue;
    const Answer said = answer(i, lane);
    const bool goes_to_review = criterion.criterion->review_if_no;
    bool decides = false;
    switch (verdict(lane)) {
      case VerdictKind::kEligible:
        decides = !rests_on_assumption(criterion, lane);
        break;
      case VerdictKind::kIneligible:
        decides = said == Answer::kNo && !goes_to_review;
        break;
      case VerdictKind::kReview:
        decides = said == Answer::kNo && goes_to_review;
        break;
      case VerdictKind::kUndetermined:
        decides = said == Answer::kUnknown;
        break;
    }
    if (decides) deciding.push_back(criterion.criterion->id);
  }
  return deciding;
}

std::vector<FactId> DecisionBlock::open(std::size_t lane) const {
  if (const Judgement* judgement = judged(lane)) return judgement->open;
  if (verdict(lane) != VerdictKind::kUndetermined) return {};
  const std::vector<ClassMask> of_lane = masks(lane);
  return CompiledIslands(compiled_, of_lane).open();
}

Truth DecisionBlock::truth(const CompiledCriterion& criterion, std::size_t lane) const {
  std::size_t entry = 0;
  for (std::size_t i = 0; i < criterion.positions.size(); ++i) {
    const ClassMask mask = column(criterion.positions[i])[lane];
    if (!std::has_single_bit(mask)) return truth_of(criterion, masks(lane));
    entry += static_cast<std::size_t>(std::countr_zero(mask)) * criterion.strides[i];
  }
  const bool is_true = criterion.table[entry] != 0;
  return {is_true, !is_true};
}

void DecisionBlock::answer_criterion(std::size_t index) {
  const CompiledCriterion& criterion = compiled_.criteria()[index];
  for (std::size_t word = 0; word * 64 < size_; ++word) {
    Bits yes = 0;
    Bits no = 0;
    const std::size_t lanes = std::min<std::size_t>(64, size_ - word * 64);
    if (criterion.positions.size() == 1) {
      const ClassMask* masks = column(criterion.positions.front()) + word * 64;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        yes |= static_cast<Bits>((masks[lane] & criterion.yes) != 0) << lane;
        no |= static_cast<Bits>((masks[lane] & criterion.no) != 0) << lane;
      }
    } else {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        if (judged(word * 64 + lane) != nullptr) continue;
        const Truth of_lane = truth(criterion, word * 64 + lane);
        yes |= static_cast<Bits>(of_lane.can_be_true) << lane;
        no |= static_cast<Bits>(of_lane.can_be_false) << lane;
      }
    }
    can_be_true_[index * kWords + word] = yes;
    can_be_false_[index * kWords + word] = no;
  }
}

void DecisionBlock::decide_word(std::size_t word) {
  Bits surely_no = 0;
  Bits maybe_no = 0;
  Bits surely_review = 0;
  Bits maybe_review = 0;
  for (std::size_t i = 0; i < compiled_.criteria().size(); ++i) {
    const CompiledCriterion& criterion = compiled_.criteria()[i];
    if (!criterion.is_required()) continue;
    const Bits yes = can_be_true_[i * kWords + word];
    const Bits no = can_be_false_[i * kWords + word];
    (criterion.criterion->review_if_no ? surely_review : surely_no) |= ~yes;
    (criterion.criterion->review_if_no ? maybe_review : maybe_no) |= no;
  }
  const Bits eligible = ~maybe_no & ~maybe_review;
  const Bits review = ~maybe_no & surely_review;
  for (std::size_t lane = word * 64; lane < std::min(size_, word * 64 + 64); ++lane) {
    verdicts_[lane] = (surely_no & bit_of(lane)) != 0  ? VerdictKind::kIneligible
                      : (eligible & bit_of(lane)) != 0 ? VerdictKind::kEligible
                      : (review & bit_of(lane)) != 0   ? VerdictKind::kReview
                                                       : VerdictKind::kUndetermined;
    if (verdicts_[lane] == VerdictKind::kUndetermined) settle(lane);
  }
}

// Two open criteria that share an open fact may settle each other.
void DecisionBlock::settle(std::size_t lane) {
  if (judged(lane) != nullptr) return;
  const std::vector<ClassMask> of_lane = masks(lane);
  std::vector<bool> met(of_lane.size(), false);
  bool is_shared = false;
  for (std::size_t i = 0; i < compiled_.criteria().size(); ++i) {
    const CompiledCriterion& criterion = compiled_.criteria()[i];
    if (!criterion.is_required() || answer(i, lane) != Answer::kUnknown) continue;
    for (const std::size_t position : criterion.positions) {
      if (std::has_single_bit(of_lane[position])) continue;
      is_shared = is_shared || met[position];
      met[position] = true;
    }
  }
  if (is_shared) verdicts_[lane] = verdict_of(CompiledIslands(compiled_, of_lane).reachable());
}

std::vector<ClassMask> DecisionBlock::masks(std::size_t lane) const {
  std::vector<ClassMask> masks(compiled_.facts().all().size());
  for (std::size_t i = 0; i < masks.size(); ++i) masks[i] = column(i)[lane];
  return masks;
}

// Whether the answer is another once what is assumed could be anything, one fact at a time.
bool DecisionBlock::rests_on_assumption(const CompiledCriterion& criterion,
                                        std::size_t lane) const {
  return std::ranges::any_of(criterion.positions, [&](std::size_t position) {
    if ((assumed_[position * kWords + lane / 64] & bit_of(lane)) == 0) return false;
    std::vector<ClassMask> of_lane = masks(lane);
    const Answer now = truth_of(criterion, of_lane).answer();
    of_lane[position] = compiled_.facts().all()[position].classes.all();
    return truth_of(criterion, of_lane).answer() != now;
  });
}

}  // namespace fundable
