import EcoAccounts
import EcoParameters
import EcoUnits

/// The evaluation of a scenario's air.
public struct AirResult: Sendable {
    /// By standard, then region, then period; ranks are set.
    public let evaluations: [PeriodEvaluation]
    public let settlementStandard: AirStandard.Version
    /// Warnings to keep with the result.
    public let diagnostics: [Diagnostic]

    /// Rows of `air.csv`.
    public var rows: [AirRow] { evaluations.flatMap(\.rows) }

    /// Figures of the settlement standard, for the schemes.
    public var indicators: [EvaluatedIndicator] {
        evaluations.filter { $0.standard == settlementStandard }.flatMap(\.indicators)
    }

    /// Figures of any evaluated standard.
    public func indicators(under standard: AirStandard.Version) -> [EvaluatedIndicator] {
        evaluations.filter { $0.standard == standard }.flatMap(\.indicators)
    }
}

extension AirParameters {
    /// Evaluates the bound tables for the regions of the scenario under every standard.
    ///
    /// - Throws: all findings of all tables together, or the region whose exact figures overflow.
    public func evaluate(regions: RegionTable) throws(DiagnosticFailure) -> AirResult {
        let (blocks, dataBasis) = try regionDays(regions: regions)
        var evaluations: [PeriodEvaluation] = []
        do {
            for version in standards {
                let evaluator = evaluator(version)
                var ofVersion: [PeriodEvaluation] = []
                for block in blocks {
                    ofVersion += try evaluator.evaluate(block, over: periods, dataBasis: dataBasis)
                }
                evaluations += ofVersion
            }
        } catch {
            throw DiagnosticFailure([error])
        }
        return AirResult(
            evaluations: evaluations.ranked(), settlementStandard: settlementStandard,
            diagnostics: warnings(evaluations, dataBasis: dataBasis, regions))
    }

    /// What the tables hold against the regions and years, found without evaluating anything.
    public func findings(regions: RegionTable) -> [Diagnostic] {
        do {
            _ = try regionDays(regions: regions)
            return []
        } catch {
            return error.diagnostics
        }
    }

    func evaluator(_ version: AirStandard.Version) -> AirEvaluator {
        AirEvaluator(
            standard: rules.standard(version), validity: rules.validity, indexForm: rules.indexForm,
            completeness: completeness, excludesSandDust: sandDust != nil,
            roundsDailyValues: rules.roundsDailyValues)
    }

    /// Daily values of the regions, one block for each year, with sand-dust days marked.
    func regionDays(
        regions: RegionTable
    ) throws(DiagnosticFailure) -> (blocks: [RegionDays], dataBasis: [RegionCode: DataBasis]) {
        var findings: [Diagnostic] = []
        let dust = sandDust.map { SandDustDays($0, regions: regions, &findings) }
        var blocks: [RegionDays] = []
        var dataBasis: [RegionCode: DataBasis] = [:]
        switch source {
        case .daily(let table):
            var reader = DailyReader(table, years: years, regions: regions)
            var found = FindingList()
            reader.read(into: &found)
            findings += found.all
            (blocks, dataBasis) = (reader.years, reader.basis)
        case .hourly(let table, let stationTable):
            let stations = MonitoringStation.stations(stationTable, regions: regions, &findings)
            var reader = HourlyReader(table, years: years, stations: stations)
            var found = FindingList()
            reader.read(into: &found)
            findings += found.all
            if findings.isEmpty { blocks = try regionDays(reader.blocks, stations, regions.codes) }
        case .none: break
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        for index in blocks.indices { dust?.exclude(from: &blocks[index]) }
        return (blocks, dataBasis)
    }

    /// Hours to days to regions. The 8-hour limit of O3 is the same in every version of the standard.
    private func regionDays(
        _ blocks: [HourlyBlock], _ stations: [MonitoringStation], _ regions: [RegionCode]
    ) throws(DiagnosticFailure) -> [RegionDays] {
        let limits = AirStandard(settlementStandard).limits
        var result: [RegionDays] = []
        for block in blocks {
            let days = block.dailyValues(limits: limits, validity: rules.validity)
            do {
                result.append(
                    try days.regionDays(
                        stations: stations, regions: regions, stationShare: rules.validity.stationShare))
            } catch {
                throw DiagnosticFailure([Diagnostic.overflow(path: "air \(block.year)")])
            }
        }
        return result
    }
}
