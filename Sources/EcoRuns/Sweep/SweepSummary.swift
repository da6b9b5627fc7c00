import EcoParameters

/// What a finished sweep says first, read from its folder alone.
public struct SweepSummary: Sendable {
    private let folder: String
    private let manifest: JSON
    /// Rows of `quantiles.csv` over all regions, as cells by column; empty where the plan gives none.
    private let spread: [[String: String]]

    /// - Throws: where the folder holds no finished sweep.
    public init(folder: String) throws(DiagnosticFailure) {
        let path = "\(folder)/\(SweepFolder.manifestName)"
        guard let text = WholeFile.text(path) else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "missing_file", path: path, "the folder holds no finished sweep",
                    hint: "run the command again")
            ])
        }
        self.folder = folder
        manifest = try JSONReader.read(Array(text.utf8), file: path)
        let table = WholeFile.text("\(folder)/quantiles.csv") ?? ""
        let lines = table.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        spread = lines.dropFirst().map { cells in
            Dictionary(zip(lines[0], cells).map { (String($0), String($1)) }, uniquingKeysWith: { $1 })
        }.filter { $0["region"] == "" && !($0["figure"] ?? "").hasPrefix("quota.receptor.") }
    }

    private static let columns = ["mean", "standard_deviation", "p5", "p50", "p95"]

    public var text: String {
        let runs = count("runs")
        let failed = count("failed")
        var lines = ["\(folder): \(runs) runs, \(failed) failed"]
        if failed > 0 { lines.append("see failures.csv") }
        guard !spread.isEmpty else { return lines.joined(separator: "\n") }
        let names = spread.map {
            [$0["variant"] ?? "", $0["figure"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        }
        let width = max(6, names.map(\.count).max() ?? 0)
        lines.append(Self.row("figure", Self.columns, width))
        for (name, row) in zip(names, spread) {
            lines.append(Self.row(name, Self.columns.map { Self.short(row[$0] ?? "") }, width))
        }
        return lines.joined(separator: "\n")
    }

    private func count(_ key: String) -> Int {
        switch manifest[key] {
        case .integer(let count): count
        case .number(let count): Int(count)
        default: 0
        }
    }

    public var json: JSON {
        .object([
            ("folder", .string(folder)), ("manifest", manifest),
            (
                "headline",
                .array(
                    spread.map { row in
                        .object(
                            [
                                ("variant", .string(row["variant"] ?? "")),
                                ("figure", .string(row["figure"] ?? "")),
                            ]
                                + Self.columns.map {
                                    ($0, Double(row[$0] ?? "").map { .number($0) } ?? .null)
                                })
                    })
            ),
        ])
    }

    private static func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        name + String(repeating: " ", count: width - name.count)
            + cells.map { String(repeating: " ", count: max(1, 20 - $0.count)) + $0 }.joined()
    }

    /// Six figures are enough for a look.
    private static func short(_ text: String) -> String {
        guard let value = Double(text), value != 0, value.isFinite else { return text }
        var (digits, power) = (value.magnitude, 0)
        while digits >= 1e6 { (digits, power) = (digits / 10, power + 1) }
        while digits < 1e5 { (digits, power) = (digits * 10, power - 1) }
        var rounded = digits.rounded()
        for _ in 0..<power.magnitude { rounded = power > 0 ? rounded * 10 : rounded / 10 }
        return NumberText.shortest(value < 0 ? -rounded : rounded)
    }
}
