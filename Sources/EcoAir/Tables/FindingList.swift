import EcoParameters

/// Findings of one table: the first ones in full, the rest counted.
struct FindingList {
    private(set) var listed: [Diagnostic] = []
    private var unlisted = 0
    private var lastPlace: SourceLocation?

    static let maximum = 50

    mutating func add(_ finding: Diagnostic) {
        guard listed.count < Self.maximum else {
            unlisted += 1
            return
        }
        lastPlace = finding.location
        listed.append(finding)
    }

    var isEmpty: Bool { listed.isEmpty }

    /// The findings, and one more that counts those not listed.
    var all: [Diagnostic] {
        guard unlisted > 0 else { return listed }
        return listed + [
            Diagnostic(
                code: "more_findings", at: lastPlace,
                "\(unlisted) more findings in this table are not listed",
                hint: "mend those above first")
        ]
    }
}
