import EcoRuns
import EcoUnits

/// Payments on the map, and through the funds.
struct PaymentPictures: Sendable {
    private let figures: PaymentFigures
    private let context: ReportContext
    private static let shownEnds = 10

    init(_ figures: PaymentFigures, _ context: ReportContext) {
        self.figures = figures
        self.context = context
    }

    /// Orange where a county pays net, blue where it receives.
    var map: Picture? {
        let nets = figures.nets.map { ($0.region, Double($0.net) / 100) }
        guard Set(nets.map(\.1)).count > 1 else { return nil }
        let scale = AmountScale(forYuan: nets.map(\.1), context.language)
        return RegionMap(
            title: context(ReportText.netMap), description: context(ReportText.netMapAlternative),
            regions: context.shapes, values: Dictionary(uniqueKeysWithValues: nets).mapValues(scale.value),
            unit: scale.name(context.language), style: context.style,
            note: [context(ReportText.signReading), context.mapNote].joined(separator: " "), isDiverging: true
        ).picture
    }

    /// From payers through each scheme to receivers.
    var flow: Picture? {
        let regions = Dictionary(grouping: figures.regionLines, by: \.scheme)
        let yuan = figures.regionLines.flatMap { [$0.paid, $0.received] }.map { Double($0) / 100 }
        let scale = AmountScale(forYuan: yuan, context.language)
        let funds = regions.keys.sorted().map { scheme in
            let lines = regions[scheme] ?? []
            return FundFlowDiagram.Fund(
                name: context.label(.scheme, scheme), payers: ends(lines, \.paid, scale),
                payees: ends(lines, \.received, scale))
        }.filter { !$0.payers.isEmpty || !$0.payees.isEmpty }
        guard !funds.isEmpty else { return nil }
        let unit = scale.name(context.language)
        return FundFlowDiagram(
            title: context(ReportText.fundFlow), description: context(ReportText.fundFlowAlternative),
            headings: [
                context(ReportText.payersHeading) + context.bracketed(unit),
                context(ReportText.fundColumnHeading),
                context(ReportText.payeesHeading) + context.bracketed(unit),
            ],
            funds: funds, unit: unit, style: context.style
        ).picture
    }

    /// The largest by name, the rest in one.
    private func ends(
        _ lines: [PaymentFigures.Line], _ part: (PaymentFigures.Line) -> Int64, _ scale: AmountScale
    ) -> [(name: String, amount: Double)] {
        let sums = Dictionary(grouping: lines, by: \.party).mapValues { PaymentFigures.sum($0.map(part)) }
        let sorted = sums.filter { $0.value > 0 }.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
        func value(_ fen: Int64) -> Double { scale.value(Double(fen) / 100) }
        let named = sorted.prefix(Self.shownEnds).map {
            (name: context.regionName($0.key), amount: value($0.value))
        }
        let rest = sorted.dropFirst(Self.shownEnds)
        guard !rest.isEmpty else { return named }
        let other = "\(context(ReportText.other))\(context.bracketed("\(rest.count)"))"
        return named + [(other, value(PaymentFigures.sum(rest.map(\.value))))]
    }
}
