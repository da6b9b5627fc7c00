import EcoParameters
import EcoUnits

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
    private static let headings = [
        LocalizedText(en: "mean", zh: "均值"), LocalizedText(en: "standard_deviation", zh: "标准差"),
        LocalizedText(en: "p5", zh: "5% 分位"), LocalizedText(en: "p50", zh: "中位"),
        LocalizedText(en: "p95", zh: "95% 分位"),
    ]

    /// For a terminal, a line a figure.
    public func text(_ language: Language) -> String {
        let runs = count("runs")
        let failed = count("failed")
        let head = LocalizedText(
            en: "\(folder): \(runs) runs, \(failed) failed", zh: "\(folder)：共 \(runs) 次运行，失败 \(failed) 次")
        var lines = [head(language)]
        if failed > 0 { lines.append(LocalizedText(en: "see failures.csv", zh: "见 failures.csv")(language)) }
        guard !spread.isEmpty else { return lines.joined(separator: "\n") }
        let names = spread.map {
            [$0["variant"] ?? "", $0["figure"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        }
        let width = max(6, names.map(\.count).max() ?? 0)
        let figure = LocalizedText(en: "figure", zh: "指标")(language)
        lines.append(Self.row(figure, Self.headings.map { $0(language) }, width))
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
        name + String(repeating: " ", count: max(0, width - columns(of: name)))
            + cells.map { String(repeating: " ", count: max(1, 20 - columns(of: $0))) + $0 }.joined()
    }

    /// Columns that a text takes in a terminal: a Chinese character takes two.
    private static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
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
