import EcoParameters
import EcoUnits

/// What makes findings count as one.
private struct Sameness: Hashable {
    let severity: Diagnostic.Severity
    let code: String
    var texts: [String] = []
    var location: SourceLocation?
}

extension [Diagnostic] {
    /// From this many findings of one kind on, at one place, the first stands for all.
    private static var many: Int { 4 }

    /// Findings that say the same of several schemes or periods are told once with their paths; of many warnings of
    /// one kind at one place the first is told, with their number. Order is that of the first ones.
    func condensed() -> [Diagnostic] { mergedByMessage().countedByKind() }

    private func mergedByMessage() -> [Diagnostic] {
        grouped { Sameness(severity: $0.severity, code: $0.code, texts: [$0.message, $0.hint]) }
            .map { first, others in
                let paths = ([first] + others).reduce(into: [String]()) { paths, finding in
                    if !paths.contains(finding.path) { paths.append(finding.path) }
                }
                guard paths.count > 1 else { return first }
                var merged = first
                let shown = paths.prefix(Self.many).joined(separator: "; ")
                merged.path = paths.count > Self.many ? "\(shown); … (\(paths.count))" : shown
                return merged
            }
    }

    private func countedByKind() -> [Diagnostic] {
        grouped { Sameness(severity: $0.severity, code: $0.code, location: $0.location) }
            .flatMap { first, others -> [Diagnostic] in
                guard !first.isError, others.count + 1 >= Self.many else { return [first] + others }
                var counted = first
                counted.message += "; \(others.count) more findings of this kind"
                if !first.messageZh.isEmpty { counted.messageZh += "；另有 \(others.count) 条同类" }
                return [counted]
            }
    }

    /// Groups with their first member, in the order of these.
    private func grouped(
        by key: (Diagnostic) -> Sameness
    ) -> [(first: Diagnostic, others: [Diagnostic])] {
        var positions: [Sameness: Int] = [:]
        var groups: [(first: Diagnostic, others: [Diagnostic])] = []
        for finding in self {
            if let position = positions[key(finding)] {
                groups[position].others.append(finding)
            } else {
                positions[key(finding)] = groups.count
                groups.append((finding, []))
            }
        }
        return groups
    }
}
