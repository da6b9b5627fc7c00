import EcoAccounts
import EcoParameters
import EcoUnits

/// The evaluation of a scenario's air.
public struct AirResult: Sendable {
    /// By standard, then region, then period, bases of comparison included; ranks are set.
    public let evaluations: [PeriodEvaluation]
    public let settlementStandard: AirStandard.Version
    /// Warnings to keep with the result.
    public let diagnostics: [Diagnostic]
    /// Changes against the year before; empty where no comparison is asked for.
    public let changes: [AirChange]
    /// TSP, NOx, Pb and BaP, by standard.
    public let others: [OtherEvaluation]
    public let dustfall: [DustfallResult]
    public let rankGaps: [RankGap]
    /// Tables beside `air.csv` that the scenario asks for.
    public let reports: [AirReport]
    /// Rolling means and trends.
    let seriesRows: [AirRow]

    /// Rows of `air.csv`.
    public var rows: [AirRow] { evaluations.flatMap(\.rows) + others.flatMap(\.rows) + seriesRows }

    /// Figures of the settlement standard, for the schemes.
    public var indicators: [EvaluatedIndicator] { indicators(under: settlementStandard) }

    /// Figures of any evaluated standard.
    public func indicators(under standard: AirStandard.Version) -> [EvaluatedIndicator] {
        evaluations.filter { $0.standard == standard }.flatMap(\.indicators)
    }
}

extension AirParameters {
    /// Evaluates the bound tables for the regions of the scenario under every standard.
    ///
    /// - Parameters:
    ///   - threads: how many read an hourly table side by side; the result does not depend on it.
    ///   - naming: how files are named in `air_days`, the table of daily values with their rows of the input,
    ///     which explanations of payments need; nil where it is not wanted.
    /// - Throws: all findings of all tables together, or the region whose exact figures overflow.
    public func evaluate(
        regions: RegionTable, threads: Int = 1, naming: (@Sendable (String) -> String)? = nil
    ) throws(DiagnosticFailure) -> AirResult {
        let air = try gather(regions: regions, threads: threads, traced: naming != nil)
        let evaluators = standards.map { evaluator($0) }
        let evaluations = try evaluate(air, evaluators).ranked(indexDigits: rules.rankedIndexDigits)
        let tables = try furtherTables(evaluations, air, regions)
        var reports = tables.reports(reporting)
        if let list = air.exclusions { reports.append(.exclusions(list, air.blocks)) }
        if let naming {
            reports.append(
                .days(air, evaluator(settlementStandard), of: periods, naming: naming))
        }
        let years = Set(wanted.map(\.year))
        if reporting.reports.contains(.daily) {
            reports.append(.daily(air.blocks, evaluators, wanted: years))
        }
        if reporting.reports.contains(.hourly) {
            reports.append(
                .hourly(
                    air.hours.filter { years.contains($0.year) }, evaluators.map(\.standard), rules.validity,
                    data.notMonitored))
        }
        return AirResult(
            evaluations: evaluations, settlementStandard: settlementStandard,
            diagnostics: warnings(evaluations, air, regions), changes: tables.changes, others: tables.others,
            dustfall: tables.dustfall, rankGaps: tables.rankGaps, reports: reports,
            seriesRows: tables.seriesRows)
    }

    /// What the tables hold against the regions and years, found without evaluating anything.
    public func findings(regions: RegionTable) -> [Diagnostic] {
        do {
            _ = try gather(regions: regions, threads: 1)
            return []
        } catch {
            return error.diagnostics
        }
    }

    private func evaluate(
        _ air: GatheredAir, _ evaluators: [AirEvaluator]
    ) throws(DiagnosticFailure) -> [PeriodEvaluation] {
        var evaluations: [PeriodEvaluation] = []
        do {
            for evaluator in evaluators {
                for block in air.blocks {
                    evaluations += try evaluator.evaluate(block, over: periods, dataBasis: air.dataBasis)
                }
            }
        } catch {
            throw DiagnosticFailure([error])
        }
        return evaluations
    }

    func evaluator(_ version: AirStandard.Version) -> AirEvaluator {
        AirEvaluator(
            standard: rules.standard(version), validity: rules.validity, indexForm: rules.indexForm,
            completeness: completeness, excluded: data.excluded, roundsDailyValues: rules.roundsDailyValues,
            state: data.state, notMonitored: data.notMonitored)
    }
}
