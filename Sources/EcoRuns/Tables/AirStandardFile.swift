import EcoAir
import EcoUnits

extension RunFile {
    /// `air_standards.csv`: the limits, weights and breakpoints behind the figures of `air.csv` and the index of
    /// `air_days.csv`. Kinds: `assessed_limit`, `annual_limit`, `quarter_limit`, `daily_limit`, `weight`; `breakpoint` with the
    /// sub-index at a concentration, `above` with that of anything higher.
    static func airStandards(_ air: AirResult, _ rules: AirRuleParameters?) -> RunFile {
        var csv = CSVText(columns: [
            "standard", "settlement", "pollutant", "kind", "sub_index", "value", "unit", "digits",
        ])
        for version in AirStandard.Version.allCases
        where air.evaluations.contains(where: { $0.standard == version }) {
            let standard = AirStandard(version)
            let others = OtherPollutants.all.filter { item in
                air.others.contains { $0.statistics.pollutant == item }
            }
            let lines =
                standard.lines(rules?.indexForm.weights ?? [:], digits: rules?.comparisonDigits ?? [:])
                + others.flatMap { standard.limitLines($0) }
            for line in lines {
                csv.append(
                    [version.rawValue, version == air.settlementStandard ? "yes" : "no", line.pollutant.id]
                        + [line.kind, line.index.map { "\($0)" }, cell(line.value), line.unit.symbol]
                        + ["\(line.digits)"])
            }
        }
        return RunFile("air_standards.csv", csv.text)
    }
}

private struct StandardLine {
    let pollutant: Pollutant
    let kind: String
    var index: Int?
    let value: Double?
    var unit: Unit
    /// Decimals of daily values; of limits those with which statistics are held against them.
    var digits: Int
}

extension AirStandard {
    /// - Parameter set: decimals of comparisons that the scenario sets.
    fileprivate func lines(_ weights: [Pollutant: Rational], digits set: [Pollutant: Int]) -> [StandardLine] {
        Pollutant.basic.flatMap { pollutant -> [StandardLine] in
            let digits = set[pollutant] ?? evaluation.comparisonDigits[pollutant] ?? 0
            let limits = [
                ("assessed_limit", assessedLimit(pollutant)),
                ("annual_limit", self.limits.limit(pollutant, .year)),
                ("daily_limit", dailyLimit(pollutant)),
            ].compactMap { kind, limit in
                limit.map {
                    StandardLine(
                        pollutant: pollutant, kind: kind, value: Double($0.millionths) / 1e6,
                        unit: pollutant.unit, digits: digits)
                }
            }
            let weight = StandardLine(
                pollutant: pollutant, kind: "weight", value: weights[pollutant]?.doubleValue ?? 1, unit: .one,
                digits: pollutant.dailyDigits)
            return limits + [weight] + breakpointLines(pollutant)
        }
    }

    /// Of an item that enters no index.
    fileprivate func limitLines(_ pollutant: Pollutant) -> [StandardLine] {
        let annual = limits.limit(pollutant, .year)
        let all = [
            ("assessed_limit", annual), ("annual_limit", annual), ("daily_limit", dailyLimit(pollutant)),
            ("quarter_limit", limits.limit(pollutant, .quarter)),
        ]
        return all.compactMap { kind, limit in
            limit.map {
                StandardLine(
                    pollutant: pollutant, kind: kind, value: Double($0.millionths) / 1e6,
                    unit: pollutant.unit, digits: evaluation.comparisonDigits[pollutant] ?? 0)
            }
        }
    }

    private func breakpointLines(_ pollutant: Pollutant) -> [StandardLine] {
        let item = dailyReport.items.first { $0.daily.pollutant == pollutant }?.breakpoints
        guard let column = item.flatMap(breakpoints.column) else { return [] }
        let rows = zip(BreakpointTable.levels, column.concentrations).map { level, concentration in
            StandardLine(
                pollutant: pollutant, kind: "breakpoint", index: level,
                value: Double(concentration.millionths) / 1e6,
                unit: pollutant.unit, digits: pollutant.dailyDigits)
        }
        guard case .fixed(let index) = column.above else { return rows }
        return rows + [
            StandardLine(
                pollutant: pollutant, kind: "above", index: index, value: nil, unit: .one,
                digits: pollutant.dailyDigits)
        ]
    }
}

extension Pollutant {
    fileprivate var dailyDigits: Int { self == .co ? 1 : 0 }
}
