import EcoAccounts
import EcoParameters
import EcoUnits

extension AirParameters {
    /// What a reader of the figures must know: proxies, assumptions, regions without data, incomplete periods.
    func warnings(
        _ evaluations: [PeriodEvaluation], _ air: GatheredAir, _ regions: RegionTable
    ) -> [Diagnostic] {
        let ofSettlement = evaluations.filter {
            $0.standard == settlementStandard && wanted.contains($0.period)
        }
        return forceWarnings + stateWarnings + proxyWarnings(air.dataBasis, regions)
            + emptyRegions(ofSettlement, regions) + incompletePeriods(ofSettlement, regions)
    }

    /// The settlement standard should be in force in every period that is evaluated for its own sake.
    private var forceWarnings: [Diagnostic] {
        let outside = wanted.filter { !settlementStandard.isInForce(in: $0) }
        guard !outside.isEmpty else { return [] }
        let id = settlementStandard.rawValue
        let periods = outside.map { LocalizedText($0.description) }.list()
        let inForce = Set(
            outside.compactMap { CalendarDate(year: $0.year, dayOfYear: $0.days.lowerBound) }
                .compactMap { AirStandard.Version.inForce(on: $0)?.rawValue }
        ).sorted().joined(separator: ", ")
        return [
            Diagnostic(
                .warning, code: "standard_not_in_force", path: "air.settlement_standard",
                LocalizedText(
                    en: "\(id) is not in force in \(periods.en)", zh: "\(id) 在 \(periods.zh) 未施行"),
                hint: LocalizedText(
                    en: "right for recomputing a base year; else name the version in force"
                        + (inForce.isEmpty ? "" : ": \(inForce)"),
                    zh: "用于基期重算时无需更改，否则请改用现行版本" + (inForce.isEmpty ? "" : "：\(inForce)")))
        ]
    }

    /// Data of 2018 and before were first published at standard state.
    private var stateWarnings: [Diagnostic] {
        guard data.states == nil, let first = years.first, first <= 2018 else { return [] }
        return [
            Diagnostic(
                .warning, code: "air_state_assumed", path: "air.measured_states",
                LocalizedText(
                    en:
                        "values before 2018-09-01 were first published at standard state; they are taken as gases at reference state and particulates as found",
                    zh: "2018-09-01 前的数据原按标准状态发布，现按气态污染物参比状态、颗粒物实况状态处理"),
                hint: LocalizedText(
                    en: "declare their state in `measured_states`", zh: "请在 measured_states 中声明数据状态"))
        ]
    }

    private func proxyWarnings(
        _ dataBasis: [RegionCode: DataBasis], _ regions: RegionTable
    ) -> [Diagnostic] {
        let named = { (basis: DataBasis) in
            list(dataBasis.filter { $0.value == basis }.map(\.key), regions)
        }
        let remedy = LocalizedText(
            en: "replace it by measured daily values of the county", zh: "以该县实测日值替换")
        var warnings: [Diagnostic] = []
        if let names = named(.cityMean) {
            warnings.append(
                Diagnostic(
                    .warning, code: "air_city_mean", path: "air.daily",
                    LocalizedText(
                        en: "without an own station, the mean of the city stands for \(names.en)",
                        zh: "无本地站点，以所在市均值代替：\(names.zh)"),
                    hint: remedy))
        }
        if let names = named(.nearestStation) {
            warnings.append(
                Diagnostic(
                    .warning, code: "air_nearest_station", path: "air.hourly",
                    LocalizedText(
                        en: "without an own station, the nearest one stands for \(names.en)",
                        zh: "无本地站点，以最近站点代替：\(names.zh)"),
                    hint: remedy))
        }
        if let names = named(.assumed) {
            warnings.append(
                Diagnostic(
                    .warning, code: "air_assumed", path: "air.daily",
                    LocalizedText(
                        en: "air quality is assumed for \(names.en)", zh: "空气质量为假设值：\(names.zh)"),
                    hint: remedy))
        }
        return warnings
    }

    private func emptyRegions(
        _ evaluations: [PeriodEvaluation], _ regions: RegionTable
    ) -> [Diagnostic] {
        let withData = Set(evaluations.filter { $0.pollutants.contains { $0.validDays > 0 } }.map(\.region))
        let empty = Set(evaluations.map(\.region)).subtracting(withData)
        guard let names = list(empty, regions) else { return [] }
        return [
            Diagnostic(
                .warning, code: "air_without_data", path: "air",
                LocalizedText(en: "no air data for \(names.en)", zh: "没有空气数据：\(names.zh)"),
                hint: LocalizedText(
                    en: "their figures stay missing; add rows or stations", zh: "其数值空缺；请补充数据或站点"))
        ]
    }

    /// One warning for each region that has data but misses the needed days in some period.
    private func incompletePeriods(
        _ evaluations: [PeriodEvaluation], _ regions: RegionTable
    ) -> [Diagnostic] {
        let incomplete = evaluations.filter { evaluation in
            !evaluation.isComplete && evaluation.pollutants.contains { $0.validDays > 0 }
        }
        let byRegion = Dictionary(grouping: incomplete, by: \.region)
        return byRegion.sorted { $0.key < $1.key }.map { region, found in
            let name = regions.nameAndCode(region)
            let periods = found.map { LocalizedText("\($0.period)") }.list()
            return Diagnostic(
                .warning, code: "air_incomplete", path: "air",
                LocalizedText(
                    en: "\(name.en): too few valid days in \(periods.en)",
                    zh: "\(name.zh)：\(periods.zh) 有效天数不足"),
                hint: incompleteRemedy)
        }
    }

    private var incompleteRemedy: LocalizedText {
        completeness == .flag
            ? LocalizedText(en: "the figures stand and are marked as not valid", zh: "数值保留并标为无效")
            : LocalizedText(en: "the index and the rank are left out", zh: "不列综合指数和排名")
    }

    private func list(_ codes: some Collection<RegionCode>, _ regions: RegionTable) -> LocalizedText? {
        codes.isEmpty ? nil : codes.sorted().map(regions.nameAndCode).list()
    }
}
