import EcoRuns
import EcoUnits

/// Statistics over the draws of a simulation, from `simulation_draws.csv`.
extension TableOrigin {
    typealias Worked = @Sendable (StoredRow, RunRows) -> WorkedFigure?
    /// Figure, region and year of a row.
    typealias Named = @Sendable (StoredRow) -> (figure: String, region: String, year: String)

    static func drawnMean(_ named: @escaping Named) -> Worked {
        { row, run in drawn(named(row), run)?.mean }
    }

    static func drawnQuantile(_ share: Double, _ named: @escaping Named) -> Worked {
        { row, run in drawn(named(row), run)?.quantile(share) }
    }

    private static func drawn(
        _ named: (figure: String, region: String, year: String), _ run: RunRows
    ) -> DrawnValues? {
        DrawnValues(run.draws?.column(named.figure, region: named.region, year: named.year))
    }

    // MARK: Years

    static let overDraws: [String: Worked] = {
        let named: Named = { ($0["figure"], $0["region"], $0["year"]) }
        var worked: [String: Worked] = ["mean": drawnMean(named), "draws": kept]
        for (column, share) in [("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)] {
            worked[column] = drawnQuantile(share, named)
        }
        return worked
    }()

    /// Where the values of the draws stand, or the command that keeps them.
    private static func kept(_ row: StoredRow, _ run: RunRows) -> WorkedFigure? {
        if let drawn = drawn((row["figure"], row["region"], row["year"]), run) {
            return WorkedFigure(remarks: [LocalizedText(drawn.place)])
        }
        guard (Int(row["draws"]) ?? 0) > 1 else { return nil }
        guard row["p05"] != row["mean"] || row["p95"] != row["mean"] else {
            return WorkedFigure(remarks: [
                LocalizedText(en: "mean and quantiles are the same", zh: "均值与各分位数相同")
            ])
        }
        return WorkedFigure(remarks: [notKept(run, row["region"].isEmpty ? .whole : .all)])
    }

    private enum Keeping: String { case whole, all, targets }

    private static func notKept(_ run: RunRows, _ keeping: Keeping) -> LocalizedText {
        let set = ShellWord.set("simulation.kept_draws=\(keeping.rawValue)")
        let command = ShellWord.run(run.scenario, run.settings + [set])
        return LocalizedText(
            en: "the values of single draws are not kept; they are by: \(command)",
            zh: "未保存各次抽样值；以下命令予以保存：\(command)")
    }

    // MARK: Fund

    static let fundOverDraws: [String: Worked] = {
        let items = ["budget", "from_schemes", "restoration", "returned", "balance"].map { "\($0)_yuan" }
        var worked: [String: Worked] = [:]
        for item in items + ["score"] { worked[item] = drawnMean { ("fund.\(item)", "", $0["year"]) } }
        for (end, share) in [("p05", 0.05), ("p95", 0.95)] {
            worked["balance_\(end)_yuan"] = drawnQuantile(share) { ("fund.balance_yuan", "", $0["year"]) }
        }
        return worked
    }()

    // MARK: Targets

    static let targetsOverDraws: [String: Worked] = [
        "mean": { row, run in ofTarget(row, run)?.mean },
        "p05": { row, run in ofTarget(row, run)?.quantile(0.05) },
        "p95": { row, run in ofTarget(row, run)?.quantile(0.95) },
        "share_met": { row, run in
            guard let total = Int(run.parameter("simulation.draws")), total > 1 else { return nil }
            guard let values = ofTarget(row, run) else {
                return WorkedFigure(remarks: [notKept(run, .targets)])
            }
            let isPeak = row["kind"] == "peak_by"
            return values.share(
                atMost: row["kind"] != "at_least", isPeak ? row["by_year"] : row["aim"], of: total)
        },
        "attainment_year": { row, run in TargetYears(row, run).flatMap { TargetYears.attainment([$0]) } },
        "joint_year": jointly,
    ]

    /// The figure in the year of the target; of a peak the year in which each draw has its largest value.
    private static func ofTarget(_ row: StoredRow, _ run: RunRows) -> DrawnValues? {
        row["kind"] == "peak_by"
            ? TargetYears(row, run)?.peaks : drawn((row["figure"], row["region"], row["by_year"]), run)
    }

    private static func jointly(_ row: StoredRow, _ run: RunRows) -> WorkedFigure? {
        guard !row["joint"].isEmpty else { return nil }
        let members = run.rows("simulation_targets", ["joint": row["joint"]])
        let years = members.compactMap { TargetYears($0, run) }
        return years.count == members.count ? TargetYears.attainment(years) : nil
    }
}
