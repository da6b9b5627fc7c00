import EcoParameters
import EcoUnits

extension RulePack {
    /// What the blocks of an account break, count twice or leave open.
    func findings(_ blocks: [(id: String, bound: BoundGroup)]) -> [Diagnostic] {
        blocks.flatMap { standingFindings($0.id, $0.bound) + choiceFindings($0.id, $0.bound) }
            + overlaps(among: blocks).map { overlapFinding($0, blocks) }
    }

    private func standingFindings(_ indicator: String, _ bound: BoundGroup) -> [Diagnostic] {
        guard let rule = rule(indicator), rule.standing != .excluded else {
            let reason = rule(indicator)?.reason.en ?? "it is not listed"
            return [
                Diagnostic(
                    code: "indicator_not_in_pack", at: bound.location, path: bound.path,
                    "rule pack \(id) does not count \(indicator): \(reason)",
                    hint: "leave the block out or choose another rule pack")
            ]
        }
        guard rule.standing == .unknown else { return [] }
        return [
            Diagnostic(
                .warning, code: "pack_is_silent", at: bound.location, path: bound.path,
                LocalizedText(
                    en:
                        "rule pack \(label) does not say whether it counts \(rule.title.en): \(rule.reason.en)",
                    zh: "规则包 \(label) 未说明是否计入\(rule.title.zh)：\(rule.reason.zh)"),
                hint: LocalizedText(
                    en: "it counts because the scenario lists it", zh: "因情景列出而计入"))
        ]
    }

    private func choiceFindings(_ indicator: String, _ bound: BoundGroup) -> [Diagnostic] {
        (rule(indicator)?.admitted ?? []).compactMap { admitted in
            guard let field = bound.fields[admitted.key], let choice = field.value.choice,
                !admitted.values.contains(choice)
            else { return nil }
            return Diagnostic(
                code: "method_not_in_pack", at: field.location, path: "\(bound.path).\(admitted.key)",
                "rule pack \(id) does not admit '\(choice)'",
                hint: "use \(admitted.values.joined(separator: " or "))")
        }
    }

    /// Overlaps that are there: both services in the account, and the choices that make them overlap.
    func overlaps(among blocks: [(id: String, bound: BoundGroup)]) -> [Overlap] {
        func block(_ id: String) -> BoundGroup? { blocks.first { $0.id == id }?.bound }
        return overlaps.filter { overlap in
            let isThere = [overlap.first, overlap.second].allSatisfy {
                block($0) != nil && standing(of: $0) != .memorandum
            }
            return isThere
                && overlap.conditions.allSatisfy { condition in
                    guard let field = block(condition.indicator)?.fields[condition.key] else {
                        return condition.isAbsence
                    }
                    guard !condition.isAbsence else { return false }
                    return condition.value == nil || field.value.choice == condition.value
                }
        }
    }

    private func overlapFinding(
        _ overlap: Overlap, _ blocks: [(id: String, bound: BoundGroup)]
    ) -> Diagnostic {
        let second = blocks.first { $0.id == overlap.second }?.bound
        let names = [overlap.first, overlap.second].map(ServiceName.of)
        return Diagnostic(
            overlap.isForbidden ? .error : .warning, code: "overlap", at: second?.location,
            path: second?.path ?? "",
            Note.pair(names.joined(LocalizedText(en: " and ", zh: "与")), overlap.reason),
            hint: overlap.isForbidden
                ? LocalizedText(
                    en: "leave one of them out: it may not be counted twice", zh: "略去其一：不得重复计算")
                : LocalizedText(
                    en: "leave one of them out, or explain the double count", zh: "略去其一，或说明重复计算"))
    }
}

extension BoundValue {
    /// The id that was chosen.
    fileprivate var choice: String? {
        if case .variant(let id, _) = self { return id }
        return text
    }
}
