import EcoParameters
import EcoQuota
import EcoUnits

extension RunFile {
    /// `quota_curves.csv`: what stricter aims cost, as the block's `curves` ask for.
    static func quotaCurves(_ result: QuotaResult) -> RunFile? {
        let curves = result.study.curves
        guard curves.contains(where: { $0 != nil }) else { return nil }
        var csv = CSVText(columns: ["curve", "aim", "level", "cost_yuan", "price_yuan_per_unit", "proven"])
        for (index, curve) in curves.enumerated() {
            guard let curve else { continue }
            for point in curve.points {
                csv.append([
                    "\(index + 1)", curve.aim.id, cell(point.level), cell(point.cost), cell(point.price),
                    point.certificate.verdict == .proven ? "yes" : "no",
                ])
            }
        }
        return RunFile("quota_curves.csv", csv.text)
    }
}

extension RunFile {
    /// `quota_reliefs.csv`: what would cover emission without quota, each tried; cheapest first.
    static func quotaReliefs(_ result: QuotaResult) -> RunFile? {
        guard !result.study.reliefs.isEmpty else { return nil }
        var csv = CSVText(columns: ["change_en", "change_zh", "cost_yuan", "shortfall_left_t"])
        for relief in result.study.reliefs {
            let text = relief.change(result.name)
            csv.append([text.en, text.zh, cell(relief.cost), cell(relief.shortfall)])
        }
        return RunFile("quota_reliefs.csv", csv.text)
    }

    /// `quota.mps` and `quota.lp`: the programme for other solvers.
    static func programs(_ result: QuotaResult) -> [RunFile] {
        let names = ProgramNames(result.market.problem, result.market.program)
        return result.parameters.export.map {
            RunFile($0.fileName, $0.text(result.market.program, names: names))
        }
    }

    /// `quota_infeasibility.csv`: why no plan meets the limits: each conflict with its limits, who adds to them, and
    /// the ways out.
    static func infeasibility(_ market: InfeasibleMarket?) -> RunFile? {
        guard let market else { return nil }
        let (report, name) = (market.report, market.name)
        var csv = CSVText(columns: [
            "conflict", "part", "text_en", "text_zh", "region", "pollutant", "value", "missing", "raised_to",
            "unit",
            "weight", "emission_t", "cost_yuan",
        ])
        func add(_ conflict: Int?, _ part: String, _ text: LocalizedText, _ cells: [String?]) {
            csv.append([conflict.map { "\($0 + 1)" }, part, text.en, text.zh] + cells)
        }
        func limit(_ limit: InfeasibilityReport.Limit) -> [String?] {
            [
                nil, nil, cell(limit.value), cell(limit.missing), cell(limit.raisedTo), limit.unit,
                cell(limit.weight), nil, nil,
            ]
        }
        let nothing = [String?](repeating: nil, count: 9)
        for (index, finding) in market.diagnostics.prefix(report.conflicts.count).enumerated() {
            add(index, "conflict", finding.bothLanguages, nothing)
        }
        for (index, conflict) in report.conflicts.enumerated() {
            for one in conflict.limits { add(index, "limit", one.title(name), limit(one)) }
            for one in conflict.contributions {
                let unit = conflict.limits.first?.unit
                add(
                    index, "contribution", name(one.region),
                    [one.region, one.pollutant, cell(one.load), nil, nil, unit, nil, cell(one.emission), nil])
            }
        }
        for one in report.further { add(nil, "further", one.title(name), limit(one)) }
        for relief in report.reliefs {
            var conflict: Int?
            if case .raise(let index, _, _) = relief.change { conflict = index }
            var cells = nothing
            cells[8] = cell(relief.cost)
            add(conflict, "relief", report.change(relief, name), cells)
        }
        return RunFile("quota_infeasibility.csv", csv.text)
    }
}

extension Diagnostic {
    /// What it says in both languages.
    fileprivate var bothLanguages: LocalizedText { LocalizedText(en: message, zh: messageZh) }
}
