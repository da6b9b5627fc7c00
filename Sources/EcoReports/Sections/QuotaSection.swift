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
        let groups = PriceGroup.byPeriod(table.rows.filter { ($0.number("sent_t") ?? 0) > 0 })
        guard !groups.isEmpty else { return [.paragraph(context(ReportText.noFlows))] }
        return groups.flatMap { pictures($0, context) }
    }

    /// Flows of one pollutant in one period.
    private static func pictures(_ rows: [StoredRow], _ context: ReportContext) -> [Markup] {
        var sums: [FlowEnds: Double] = [:]
        for row in rows {
            sums[FlowEnds(from: row["from"], to: row["to"]), default: 0] += row.number("sent_t") ?? 0
        }
        let flows = sums.map { ends, amount in
            Flow(
                from: ends.from, to: ends.to, fromName: context.partyName(ends.from),
                toName: context.partyName(ends.to), amount: amount)
        }
        let pollutant = rows[0]["pollutant"]
        let name = rows[0].inPeriod(AirSection.pollutantName(pollutant, context))
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
        return PriceGroup.byPeriod(table.rows).map { amounts($0, context).markup }
    }

    /// One pollutant in one period.
    private static func amounts(_ rows: [StoredRow], _ context: ReportContext) -> DataTable {
        let (figures, pollutant) = (QuotaFigures(rows, context), rows[0]["pollutant"])
        let name = rows[0].inPeriod(AirSection.pollutantName(pollutant, context))
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
        let cells = present.map { region, amounts in
            [context.regionName(region)] + parts.map { context.style.number($0.1(amounts), digits: 1) }
                + money.map { scale.text(yuan: $0.1(amounts), context.style) }
        }
        let sums =
            parts.map { context.style.number(figures.sum(pollutant, $0.1), digits: 1) }
            + money.map { scale.text(yuan: figures.sum(pollutant, $0.1), context.style) }
        return DataTable(
            caption: context.titled(ReportText.quotaTable, name),
            columns: columns, rows: cells, sum: [context(ReportText.total)] + sums,
            note: ""
        ).addressed(
            "quota", present.map { StoredFigure.address("quota", [$0.0, pollutant]) },
            sum: StoredFigure.address("quota", [StoredFigure.everything, pollutant]), context)
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
            },
            figures: FigureAddresses(
                pattern: CertificateTrail.pattern,
                rows: figures.violations.map { CertificateTrail.address(of: $0.family) }, context))
        return .element(
            "div", ["class": "certificate"], .subheading(context(ReportText.certificate)),
            .note(context(ReportText.certificateMeaning)), .definitions(pairs),
            figures.violations.isEmpty ? .nothing : violations.markup)
    }
}
