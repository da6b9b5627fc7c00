import EcoAccounts
import EcoParameters

extension AirParameters {
    /// What a reader of the figures must know: proxies, assumptions, regions without data, incomplete periods.
    func warnings(
        _ evaluations: [PeriodEvaluation], dataBasis: [RegionCode: DataBasis]
    ) -> [Diagnostic] {
        let ofSettlement = evaluations.filter { $0.standard == settlementStandard }
        return proxyWarnings(dataBasis) + emptyRegions(ofSettlement) + incompletePeriods(ofSettlement)
    }

    private func proxyWarnings(_ dataBasis: [RegionCode: DataBasis]) -> [Diagnostic] {
        let named = { (basis: DataBasis) in list(dataBasis.filter { $0.value == basis }.map(\.key)) }
        var warnings: [Diagnostic] = []
        if let codes = named(.cityMean) {
            warnings.append(
                Diagnostic(
                    .warning, code: "air_city_mean", path: "air.daily",
                    "without an own station, the mean of the city stands for \(codes)",
                    hint: "replace it by measured daily values of the county"))
        }
        if let codes = named(.assumed) {
            warnings.append(
                Diagnostic(
                    .warning, code: "air_assumed", path: "air.daily", "air quality is assumed for \(codes)",
                    hint: "replace it by measured daily values of the county"))
        }
        return warnings
    }

    private func emptyRegions(_ evaluations: [PeriodEvaluation]) -> [Diagnostic] {
        let withData = Set(evaluations.filter { $0.pollutants.contains { $0.validDays > 0 } }.map(\.region))
        guard let codes = list(Set(evaluations.map(\.region)).subtracting(withData)) else { return [] }
        return [
            Diagnostic(
                .warning, code: "air_without_data", path: "air", "no air data for \(codes)",
                hint: "their figures stay missing; add rows or stations")
        ]
    }

    /// One warning for each region that has data but misses the needed days in some period.
    private func incompletePeriods(_ evaluations: [PeriodEvaluation]) -> [Diagnostic] {
        let incomplete = evaluations.filter { evaluation in
            !evaluation.isComplete && evaluation.pollutants.contains { $0.validDays > 0 }
        }
        let byRegion = Dictionary(grouping: incomplete, by: \.region)
        return byRegion.sorted { $0.key < $1.key }.map { region, found in
            let periods = found.map { "\($0.period)" }.joined(separator: ", ")
            return Diagnostic(
                .warning, code: "air_incomplete", path: "air: \(region)",
                "too few valid days in \(periods)",
                hint: completeness == .flag
                    ? "the figures stand and are marked as not valid" : "the index and the rank are left out")
        }
    }

    private func list(_ codes: some Collection<RegionCode>) -> String? {
        codes.isEmpty ? nil : codes.sorted().map(\.description).joined(separator: ", ")
    }
}
