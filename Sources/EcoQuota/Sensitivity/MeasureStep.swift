import EcoUnits

/// One step of a county's marginal-cost curve, and how far the plan climbs it.
public struct MeasureStep: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case full
        case partly
        /// The cheapest step of the source that is not used yet.
        case next
        case unused

        public var name: LocalizedText {
            switch self {
            case .full: LocalizedText(en: "in full", zh: "全部采用")
            case .partly: LocalizedText(en: "in part", zh: "部分采用")
            case .next: LocalizedText(en: "next", zh: "下一步")
            case .unused: LocalizedText(en: "not used", zh: "未采用")
            }
        }
    }

    public let region: String
    public let pollutant: String
    public let sector: String
    public let period: Int
    public let measure: String
    /// t.
    public let maximum: Double
    /// t.
    public let used: Double
    /// Cost of the last tonne used, or of the first one where none is, yuan/t.
    public let marginalCost: Double
    /// yuan.
    public let cost: Double
    /// What the measure saves at the price of its emission, yuan a year; less than its cost where it is not used.
    public let worth: Double
    /// yuan, of what is used; nil where none is stated.
    public let investment: Double?
    /// After how many years what it saves each year, less its running cost, has paid for the investment; nil where no
    /// investment is stated, nothing is used, or it never does.
    public let payback: Double?
    public let state: State
    /// t, where the target is stricter; nil where that was not computed.
    public let usedWhenStricter: Double?
}

extension QuotaProblem {
    /// All steps, by region, pollutant, sector, period and cost.
    ///
    /// - Parameter stricter: the plan of the same market with less quota.
    public func measureSteps(_ solution: QuotaSolution, stricter: QuotaSolution? = nil) -> [MeasureStep] {
        sources.indices.flatMap { source in
            let order = measuresOfSource[source].sorted { (measures[$0].cost, $0) < (measures[$1].cost, $1) }
            let next = order.first { share($0, solution) <= Self.unused }
            return order.map { step($0, source, isNext: $0 == next, solution, stricter) }
        }.sorted { Self.order($0) < Self.order($1) }
    }

    /// Below this part of its size a measure is not used.
    private static let unused = 1e-7

    private func share(_ measure: Int, _ solution: QuotaSolution) -> Double {
        measures[measure].maximum > 0 ? solution.abated[measure] / measures[measure].maximum : 0
    }

    private func step(
        _ index: Int, _ source: Int, isNext: Bool, _ solution: QuotaSolution, _ stricter: QuotaSolution?
    ) -> MeasureStep {
        let (measure, record, used) = (measures[index], sources[source], solution.abated[index])
        let share = share(index, solution)
        let state: MeasureStep.State =
            share >= 1 - Self.unused ? .full : share > Self.unused ? .partly : isNext ? .next : .unused
        let price = solution.multipliers.marginalCost[source] / periods[record.period].discount
        let surplus = measure.investment.map { price - $0.running }
        let isUsed = share > Self.unused
        return MeasureStep(
            region: record.region, pollutant: record.pollutant, sector: record.sector, period: record.period,
            measure: measure.name, maximum: measure.maximum, used: used,
            marginalCost: measure.cost + measure.slope * used,
            cost: (measure.cost + measure.slope * used / 2) * used,
            worth: price * used, investment: measure.investment.map { $0.perTonne * used },
            payback: isUsed
                ? measure.investment.flatMap { investment in
                    surplus.flatMap { $0 > 0 ? investment.perTonne / $0 : nil }
                } : nil,
            state: state, usedWhenStricter: stricter?.abated[index])
    }

    private static func order(_ step: MeasureStep) -> (String, String, String, Int, Double) {
        (step.region, step.pollutant, step.sector, step.period, step.marginalCost)
    }
}
