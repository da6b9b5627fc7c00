import EcoRuns
import EcoUnits

/// The figure of a target in each draw, year by year, and the years that follow from it.
struct TargetYears {
    /// The calendar years, in order.
    let years: [String]
    /// Where the draws stand, such as `simulation_draws.csv:98-145`.
    let place: String
    /// By draw and year; nil where the draw gave no value.
    private let paths: [[Double?]]
    private let row: StoredRow

    /// `nil` where draws of some year are not kept.
    init?(_ row: StoredRow, _ run: RunRows) {
        guard let draws = run.draws, let total = Int(run.parameter("simulation.draws")) else { return nil }
        let years = Set(run["simulation_years"].map { $0["year"] }).sorted()
        var paths = [[Double?]](repeating: [], count: total)
        var lines: [Int] = []
        for year in years {
            let column = draws.column(row["figure"], region: row["region"], year: year)
            var values = [Double?](repeating: nil, count: total)
            if let column {
                for (draw, text) in zip(column.draws, column.values) where (1...total).contains(draw) {
                    values[draw - 1] = Double(text)
                }
                lines += [column.firstLine, column.firstLine + column.values.count - 1]
            } else {
                guard let same = Self.sameInAll(row, year, total, run) else { return nil }
                values = values.map { _ in same }
            }
            for draw in 0..<total { paths[draw].append(values[draw]) }
        }
        guard let first = lines.first, let last = lines.last else { return nil }
        (self.years, self.paths, self.row) = (years, paths, row)
        place = "\(StoredDraws.file):\(first)-\(last)"
    }

    /// Of a figure that is the same in every draw of a year.
    private static func sameInAll(
        _ row: StoredRow, _ year: String, _ total: Int, _ run: RunRows
    ) -> Double? {
        let known = run.first(
            "simulation_years", ["year": year, "region": row["region"], "figure": row["figure"]])
        guard let known, known["draws"] == "\(total)", known["p05"] == known["mean"],
            known["p95"] == known["mean"]
        else { return nil }
        return known.number("mean")
    }

    // MARK: Peak

    /// The year in which each draw that did not end early has its largest value.
    var peaks: DrawnValues? {
        let known = paths.indices.compactMap { draw in peak(paths[draw]).map { (draw + 1, years[$0]) } }
        var values = DrawnValues(draws: known.map(\.0), texts: known.map(\.1), place: place)
        values?.note = [
            LocalizedText(
                en: "of each draw the year in which the figure is largest", zh: "取每次抽样中指标最大的年份")
        ]
        return values
    }

    private func peak(_ path: [Double?]) -> Int? {
        let known = path.compactMap { $0 }
        return known.count == path.count ? known.max().flatMap { known.firstIndex(of: $0) } : nil
    }

    // MARK: Attainment

    /// Of each draw the position of the year from which it stays within the aim.
    private var attained: [Int?] {
        paths.map { path in
            guard row["kind"] != "peak_by" else { return peak(path) }
            let aim = row.number("aim") ?? .nan
            let meets = path.map { value in
                value.map { row["kind"] == "at_most" ? $0 <= aim : $0 >= aim } ?? false
            }
            return meets.last == true ? (meets.lastIndex(of: false) ?? -1) + 1 : nil
        }
    }

    /// The median over the draws, later middle of an even number, those that never get there last.
    ///
    /// - Parameter targets: those that are to be met together, or one.
    static func attainment(_ targets: [TargetYears]) -> WorkedFigure? {
        guard let first = targets.first else { return nil }
        let each = targets.map(\.attained)
        let last = first.paths.indices.map { draw -> Int in
            let own = each.map { $0[draw] }
            return own.contains(nil) ? .max : own.compactMap { $0 }.max() ?? .max
        }
        let middle = last.count / 2
        let found = last.sorted()[middle]
        guard found < first.years.count else { return nil }
        let (year, count) = (first.years[found], last.count { $0 <= found })
        let places = Set(targets.map(\.place)).sorted().joined(separator: ", ")
        return WorkedFigure(
            expression: year,
            remarks: [
                LocalizedText(
                    en:
                        "\(count) of \(last.count) draws get there in \(year) or earlier, \(last.count { $0 < found }) earlier: the draw at place \(middle) in the order of their years, the first at place 0; \(places)",
                    zh:
                        "\(last.count) 次抽样中有 \(count) 次于 \(year) 年或之前达标，\(last.count { $0 < found }) 次更早：取按年份排序位置 \(middle) 的抽样，首个位置为 0；\(places)"
                )
            ])
    }
}
