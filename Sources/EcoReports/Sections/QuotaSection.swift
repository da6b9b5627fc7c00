import EcoParameters
import EcoRuns
import EcoUnits

/// The quota market: flows, amounts, prices, receptors and the certificate.
struct QuotaSection: ReportSection {
    static let id = "quota"
    static let title = ReportText.quota
    let body: [Markup]
    private static let largestFlows = 12

    init?(_ context: ReportContext) throws(DiagnosticFailure) {
        let names = ["quota.csv", "quota_flows.csv", "prices.csv", "receptors.csv"]
        var tables: [String: StoredTable] = [:]
        for name in names { tables[name] = context.table(name) }
        let certificate = try context.run.document("certificate.json").map(CertificateFigures.init)
        guard !tables.isEmpty || certificate != nil else { return nil }
        var parts: [Markup] = []
        if let flows = tables["quota_flows.csv"] { parts += Self.flows(flows, context) }
        if let quota = tables["quota.csv"] { parts += Self.amounts(quota, context) }
        if let prices = tables["prices.csv"] { parts += QuotaPrices(prices).markup(context) }
        if let receptors = tables["receptors.csv"] { parts += QuotaReceptors(receptors).markup(context) }
        if let certificate { parts.append(Self.box(certificate, context)) }
        body = parts
    }

    // MARK: Flows

    private struct FlowEnds: Hashable {
        let from: String
        let to: String
    }

    private static func flows(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let missing = table.missingColumns(["pollutant", "from", "to", "sent_t"])
        guard missing.isEmpty else {
            return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
        }
        var sums: [String: [FlowEnds: Double]] = [:]
        for row in table.rows {
            guard let sent = row.number("sent_t"), sent > 0 else { continue }
            sums[row["pollutant"], default: [:]][FlowEnds(from: row["from"], to: row["to"]), default: 0] +=
                sent
        }
        let byPollutant = sums.mapValues { flows in
            flows.map { ends, amount in
                Flow(
                    from: ends.from, to: ends.to, fromName: context.partyName(ends.from),
                    toName: context.partyName(ends.to), amount: amount)
            }
        }
        guard !byPollutant.isEmpty else { return [.paragraph(context(ReportText.noFlows))] }
        return byPollutant.keys.sorted().flatMap { pictures($0, byPollutant[$0] ?? [], context) }
    }

    private static func pictures(_ pollutant: String, _ flows: [Flow], _ context: ReportContext) -> [Markup] {
        let name = AirSection.pollutantName(pollutant, context)
        let unit = context.amountUnit(pollutant)
        let map = FlowMap(
            title: context.titled(ReportText.flowMap, name),
            description: context(ReportText.flowMapAlternative),
            regions: context.shapes, flows: flows, unit: unit, style: context.style,
            largestName: context(ReportText.widestArrow), otherName: context(ReportText.other),
            maximumArrows: largestFlows,
            note: context.mapNote
        ).picture
        let diagram = SankeyDiagram(
            title: context.titled(ReportText.flowDiagram, name),
            description: context(ReportText.flowAlternative),
            sendersTitle: context(ReportText.sellers) + context.bracketed(unit),
            receiversTitle: context(ReportText.buyers) + context.bracketed(unit),
            flows: SankeyDiagram.gathered(flows, largest: largestFlows, other: context(ReportText.other)),
            unit: unit,
            style: context.style
        ).picture
        return [map?.markup, diagram.markup].compactMap { $0 }
    }

    // MARK: Amounts

    private typealias QuotaPart = (LocalizedText, (QuotaFigures.Amounts) -> Double)

    private static func amounts(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let missing = table.missingColumns(QuotaFigures.neededColumns)
        guard missing.isEmpty else {
            return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
        }
        let figures = QuotaFigures(table, context)
        return figures.pollutants.map { amounts(figures, $0, context).markup }
    }

    private static func amounts(_ figures: QuotaFigures, _ pollutant: String, _ context: ReportContext)
        -> DataTable
    {
        let always: [QuotaPart] = [
            (ReportText.baseline, { $0.baseline }), (ReportText.quotaHeld, { $0.quota }),
            (ReportText.abated, { $0.abated }), (ReportText.sold, { $0.sold }),
            (ReportText.bought, { $0.bought }),
            (ReportText.reserve, { $0.reserve }), (ReportText.grown, { $0.grown }),
            (ReportText.emitted, { $0.emitted }), (ReportText.shortfall, { $0.shortfall }),
        ]
        let parts = always.filter { part in
            figures.regions.contains { part.1(figures.amounts(pollutant, $0) ?? .init()) != 0 }
        }
        let present = figures.regions.compactMap { region in
            figures.amounts(pollutant, region).map { (region, $0) }
        }
        let hasValue = present.contains { $0.1.value != 0 }
        let money: [QuotaPart] =
            [(ReportText.cost, { $0.cost })] + (hasValue ? [(ReportText.projectValue, { $0.value })] : [])
        let scale = AmountScale(
            forYuan: money.flatMap { part in present.map { part.1($0.1) } }, context.language)
        let columns =
            [DataTable.Column.text(context(ReportText.county))]
            + parts.map { .number(context($0.0), context.amountUnit(pollutant)) }
            + money.map { .number(context($0.0), scale.name(context.language)) }
        let rows = present.map { region, amounts in
            [context.regionName(region)] + parts.map { context.style.number($0.1(amounts), digits: 1) }
                + money.map { scale.text(yuan: $0.1(amounts), context.style) }
        }
        let sums =
            parts.map { context.style.number(figures.sum(pollutant, $0.1), digits: 1) }
            + money.map { scale.text(yuan: figures.sum(pollutant, $0.1), context.style) }
        return DataTable(
            caption: context.titled(ReportText.quotaTable, AirSection.pollutantName(pollutant, context)),
            columns: columns, rows: rows, sum: [context(ReportText.total)] + sums,
            figures: .init("quota", of: present.map { [$0.0, pollutant] }, context))
    }

    // MARK: Certificate

    private static func box(_ figures: CertificateFigures, _ context: ReportContext) -> Markup {
        let style = context.style
        let shortfall = figures.shortfall.map { style.figure($0) + " " + context(ReportText.tonnes) }
        let scope =
            figures.scope == "market" ? [] : [(context(ReportText.provenOf), context(figures.scopeMeaning))]
        let pairs =
            [
                (context(ReportText.verdict), context(ReportText.verdict(figures)))
            ] + scope + [
                (context(ReportText.quotaCost), style.amount(yuan: figures.objective)),
                (context(ReportText.lowerBound), style.amount(yuan: figures.dualBound)),
                (context(ReportText.gap), style.scientific(figures.gap)),
                (context(ReportText.tolerance), style.scientific(figures.tolerance)),
                (
                    context(ReportText.quotaCostWithoutTrade),
                    figures.withoutTrade.map { style.amount(yuan: $0) } ?? ""
                ),
                (context(ReportText.shortfall), shortfall ?? ""),
                (context(ReportText.solver), context(ReportText.solver(figures.solver))),
                (context(ReportText.iterations), figures.iterations),
            ]
        let violations = DataTable(
            caption: context(ReportText.violationTable),
            columns: [.text(context(ReportText.constraintFamily)), .number(context(ReportText.violation))],
            rows: figures.violations.map {
                [context(ReportText.constraintFamily($0.family)), style.scientific($0.amount)]
            })
        return .element(
            "div", ["class": "certificate"], .subheading(context(ReportText.certificate)),
            .note(context(ReportText.certificateMeaning)), .definitions(pairs),
            figures.violations.isEmpty ? .nothing : violations.markup)
    }
}
