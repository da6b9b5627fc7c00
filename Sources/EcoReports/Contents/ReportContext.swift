import EcoParameters
import EcoRuns
import EcoUnits

/// What all sections share: the run, its regions and names, the language and how numbers look.
struct ReportContext: Sendable {
    private let contents: RunContents
    let language: Language
    let style: NumberStyle
    private let madeAccounts = Once<AccountFigures?>()
    private let madeAir = Once<AirFigures?>()
    private let madePayments = Once<PaymentFigures?>()
    private let madeCalculations = Once<Result<CalculationSteps?, DiagnosticFailure>>()
    private let madeAirRows = Once<Result<AirRows, DiagnosticFailure>>()
    private let madeDraws = Once<StoredDraws?>()
    private let madeShapes = Once<[RegionShape]>()

    init(_ contents: RunContents, _ language: Language) {
        self.contents = contents
        self.language = language
        style = NumberStyle(language: language)
    }

    var run: StoredRun { contents.run }
    var regions: RunRegions { contents.regions }
    var labels: RunLabels { contents.labels }
    var outlines: Outlines { contents.outlines }

    /// A table of the run, read once; `nil` where the run has none.
    func table(_ name: String) -> StoredTable? { contents.tables[name] }

    /// The accounts of the latest year, made once for all sections; `nil` where the run has none.
    var accounts: AccountFigures? {
        madeAccounts.value { table("accounts.csv").map { AccountFigures($0, self) } }
    }

    var air: AirFigures? { madeAir.value { table("air.csv").map { AirFigures($0, self) } } }

    /// The steps of the payments, read when they are first asked for; `nil` where the run has none.
    func calculations() throws(DiagnosticFailure) -> CalculationSteps? {
        try madeCalculations.value {
            Result { () throws(DiagnosticFailure) in
                try run.table("calculations.csv").map(CalculationSteps.init)
            }
        }.get()
    }

    /// The rows behind the evaluated air; the days are read when they are first asked for.
    func airRows() throws(DiagnosticFailure) -> AirRows {
        try madeAirRows.value {
            Result { () throws(DiagnosticFailure) in
                AirRows(
                    statistics: table("air.csv"), days: try run.table("air_days.csv"),
                    exclusions: table("air_exclusions.csv"), inputs: try run.table("input_rows.csv"))
            }
        }.get()
    }

    /// Single draws of a simulation, found when they are first asked for; `nil` where none are kept.
    var draws: StoredDraws? { madeDraws.value { StoredDraws(run) } }

    var payments: PaymentFigures? {
        madePayments.value { table("statement.csv").map { PaymentFigures($0, self) } }
    }

    func callAsFunction(_ text: LocalizedText) -> String { text(language) }

    /// The name of an id. A basis `correction:2019-01:pm25_fine` is worded from its parts.
    func label(_ kind: RunLabels.Kind, _ id: String) -> String {
        let parts = id.split(separator: ":", maxSplits: 2).map(String.init)
        guard kind == .basis, parts.count == 3, parts[0] == "correction" else {
            return labels.name(kind, id, language)
        }
        let corrected = labels.name(.basis, parts[2], language)
        return self(
            LocalizedText(
                en: "correction of \(parts[1]): \(corrected)", zh: "更正 \(parts[1])：\(corrected)"))
    }

    /// The name of what a step, score or stock is about, whatever kind of id it has. An id such as `nox_cut` is
    /// worded from its parts.
    func subject(_ id: String) -> String {
        if let known = knownSubject(id) { return known }
        for (index, character) in id.enumerated() where character == "_" {
            let (head, tail) = (String(id.prefix(index)), String(id.dropFirst(index + 1)))
            guard Self.parts.contains(tail), let part = labels.known(.calculation, tail, language) else {
                continue
            }
            let whole = knownSubject(head) ?? label(.calculation, head)
            return language == .zh ? whole + part : whole + " " + part
        }
        return label(.calculation, id)
    }

    /// What appraisals say of an indicator or pollutant beside its value.
    private static let parts: Set<String> = [
        "annual_pace", "balance", "cut", "freed", "gap", "handed_over", "outstanding", "ratio", "short",
    ]

    private func knownSubject(_ id: String) -> String? {
        let kinds: [RunLabels.Kind] = [
            .pollutant, .calculation, .indicator, .ecosystem, .account, .scheme, .basis, .fund, .project,
        ]
        return kinds.lazy.compactMap { labels.known($0, id, language) }.first
    }

    /// What a column that is called after an id of the run is about: a service, an ecosystem type, a variable, measure or
    /// constraint of a search, or a figure of the years.
    func columnSubject(_ id: String) -> LocalizedText? {
        let stored = [
            ("search_standard.csv", "variable"), ("search_measures.csv", "measure"),
            ("search_constraints.csv", "constraint"), ("simulation_figures.csv", "figure"),
        ]
        for (file, column) in stored {
            if let row = table(file)?.rows.first(where: { $0[column] == id }) {
                return LocalizedText(en: row["title_en"], zh: row["title_zh"])
            }
        }
        let kinds: [RunLabels.Kind] = [.indicator, .ecosystem, .pollutant]
        return kinds.lazy.compactMap { kind in
            labels.known(kind, id, .en).map { LocalizedText(en: $0, zh: labels.name(kind, id, .zh)) }
        }.first
    }

    func regionName(_ id: String) -> String { regions.name(id, language) ?? id }

    /// A region, fund, zone or any other party of a transfer or flow.
    func partyName(_ id: String) -> String {
        regions.name(id, language) ?? labels.known(.fund, id, language) ?? label(.zone, id)
    }

    /// A region or city by its code or by its name in either language; other names stay as they are.
    func place(_ text: String) -> String {
        if let name = regions.name(text, language) { return name }
        let names = regions.all.flatMap { [$0.name, $0.city] }
        if let known = names.first(where: { $0.zh == text || $0.en == text }) {
            return known(language).isEmpty ? text : known(language)
        }
        return ReportText.places[text].map { self($0) } ?? text
    }

    /// What a score or a part of a stock belongs to: a place, another party, or anything that the scenario names.
    func holder(_ id: String) -> String {
        let place = place(id)
        guard place == id else { return place }
        return labels.known(.zone, id, language) ?? subject(id)
    }

    /// What maps draw, made once for all of them.
    var shapes: [RegionShape] { madeShapes.value { regions.shapes(outlines, language) } }

    /// What stands below every map.
    var mapNote: String {
        guard !outlines.rings.isEmpty else { return self(ReportText.centroidMap) }
        return outlines.attribution.isEmpty
            ? self(ReportText.schematicMap)
            : self(ReportText.schematicMap) + (language == .zh ? "" : " ") + self(outlines.attribution)
    }

    /// Region codes of the table first as in `regions.csv`, unknown ones last.
    func ordered(_ ids: some Sequence<String>) -> [String] {
        let positions = Dictionary(
            regions.all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(ids).sorted { (positions[$0] ?? .max, $0) < (positions[$1] ?? .max, $1) }
    }
}
