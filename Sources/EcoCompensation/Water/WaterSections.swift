import EcoAccounts
import EcoParameters
import EcoUnits

/// A section with the regions that answer for it.
struct WaterSection: Sendable {
    struct Share: Sendable {
        let region: RegionCode
        let share: Rational
        /// `nil`: all items.
        let item: WaterItem?
    }

    let name: String
    /// By region.
    let shares: [Share]
    let downstream: RegionCode?
    let target: WaterClass?
    let previous: WaterClass?
    let body: WaterBody
    let position: SectionPosition
    /// Where the section first stands, for findings and the trail.
    let location: SourceLocation

    /// Whether another row describes the section alike, shares aside.
    func agrees(with other: WaterSection) -> Bool {
        downstream == other.downstream && target == other.target && previous == other.previous
            && body == other.body && position == other.position
    }

    func replacing(shares: [Share]) -> WaterSection {
        WaterSection(
            name: name, shares: shares, downstream: downstream, target: target, previous: previous,
            body: body,
            position: position, location: location)
    }

    /// The shares for what concerns the section as a whole: those of all items, else those of its first item.
    var generalShares: [Share] {
        let whole = shares.filter { $0.item == nil }
        return whole.isEmpty ? shares.filter { $0.item == shares.first?.item } : whole
    }

    /// The shares for an item: those of the item, else those of all items.
    func shares(of item: WaterItem) -> [Share] {
        let own = shares.filter { $0.item == item }
        return own.isEmpty ? shares.filter { $0.item == nil } : own
    }
}

/// What was measured of one item at a section in a period, in mg/L.
struct WaterObservation: Sendable {
    let section: String
    let period: Period
    let item: WaterItem
    /// `nil` where it is missing.
    let value: Rational?
    let inflow: Rational?
    let target: Rational?
    let previous: Rational?
    /// In 万m3.
    let volume: Rational?
    let state: SectionState
    let origin: FigureOrigin

    func step(_ value: Rational) -> Calculation {
        Calculation(.observation, item.rawValue, value, WaterItem.unit, note: section, origin: origin)
    }
}

/// The two tables of a section scheme, read and checked.
struct WaterSections: Sendable {
    let sections: [String: WaterSection]
    /// In order of period, section and item.
    private(set) var observations: [WaterObservation]
    let standard: WaterStandard

    /// The limit that an observation has to meet: its own target, else that of the section's class.
    func limit(_ observation: WaterObservation) -> Rational? {
        if let target = observation.target { return target }
        guard let section = sections[observation.section], let target = section.target else { return nil }
        return standard.limit(observation.item, section.body, target)
    }

    /// The limit with where it comes from: the row's own target, else the standard's limit for the class.
    func limitStep(_ observation: WaterObservation, _ limit: Rational) -> Calculation {
        guard observation.target == nil, let target = sections[observation.section]?.target else {
            return Calculation(.baseline, "limit", limit, WaterItem.unit, origin: observation.origin)
        }
        return Calculation(
            .baseline, "limit", limit, WaterItem.unit,
            note: LocalizedText(
                en: "\(standard.title.en), \(target.meaning.en)",
                zh: "\(standard.title.zh)\(target.meaning.zh)"))
    }

    func observations(of section: String, in period: Period) -> [WaterObservation] {
        observations.filter { $0.section == section && $0.period == period }
    }

    /// Section names by period, both in order.
    var assessments: [(period: Period, section: WaterSection)] {
        var seen: Set<String> = []
        return observations.compactMap { observation in
            guard seen.insert("\(observation.period) \(observation.section)").inserted else { return nil }
            return sections[observation.section].map { (observation.period, $0) }
        }
    }
}

extension WaterSections {
    /// The tables' figures, moved where a model moves sections.
    init(
        _ records: WaterRecords, _ kind: PeriodKind, _ evidence: Evidence
    ) throws(DiagnosticFailure) {
        try self.init(records, kind, evidence.table)
        observations = observations.map { $0.moved(by: evidence.waterChanges) }
    }

    /// - Throws: ``DiagnosticFailure`` with every finding of both tables.
    init(
        _ records: WaterRecords, _ kind: PeriodKind, _ regions: RegionTable
    ) throws(DiagnosticFailure) {
        let (sectionRows, first) = Self.read(records.sections, regions)
        let (rows, more) = Self.read(records.observations, kind, sectionRows, regions)
        let findings = first + more + Self.shareFindings(sectionRows)
        if findings.hasErrors { throw DiagnosticFailure(findings) }
        self.sections = sectionRows
        self.observations = rows.sorted {
            ($0.period, $0.section, $0.item.rawValue) < ($1.period, $1.section, $1.item.rawValue)
        }
        standard = records.standard
    }

    // MARK: Sections

    private static func read(_ table: Table, _ regions: RegionTable) -> (
        [String: WaterSection], [Diagnostic]
    ) {
        var reader = RowReader(table, regions)
        var sections: [String: WaterSection] = [:]
        for row in table.rows {
            guard let section = reader.section(row) else { continue }
            let known = sections[section.name] ?? section
            if !known.agrees(with: section) { reader.complainOfConflict(row, section.name) }
            let shares = sections[section.name] == nil ? section.shares : known.shares + section.shares
            sections[section.name] = known.replacing(shares: shares.sorted { $0.region < $1.region })
        }
        return (sections, reader.diagnostics)
    }

    private static func shareFindings(_ sections: [String: WaterSection]) -> [Diagnostic] {
        sections.sorted { $0.key < $1.key }.flatMap { name, section in
            Dictionary(grouping: section.shares, by: \.item).compactMap { item, shares -> Diagnostic? in
                guard (try? shares.map(\.share).total()) != .one else { return nil }
                return Diagnostic(
                    code: "sum_not_whole", at: section.location, path: "share",
                    LocalizedText(
                        en:
                            "the shares of section \(name)\(item.map { " for \($0.name.en)" } ?? "") do not add up to 1",
                        zh: "断面\(name)\(item?.name.zh ?? "")的责任比例合计不为1"),
                    hint: LocalizedText(
                        en: "give each region its share, or leave one region alone without a share",
                        zh: "请逐一填写各地区比例，仅一个地区时可不填"))
            }
        }
    }

    // MARK: Observations

    private static func read(
        _ table: Table, _ kind: PeriodKind, _ sections: [String: WaterSection], _ regions: RegionTable
    ) -> ([WaterObservation], [Diagnostic]) {
        typealias Columns = WaterTables.Observations
        var reader = RowReader(table, regions)
        var rows: [WaterObservation] = []
        for row in table.rows {
            let name = table.value(row, Columns.section)
            if sections[name] == nil { reader.complainOfSection(row, name, Array(sections.keys)) }
            guard let period = reader.period(row, Columns.period, kind),
                let item = WaterItem(rawValue: table.value(row, Columns.item)),
                let factor = reader.factorToCanonical(row)
            else { continue }
            let value = reader.concentration(row, Columns.value, item, factor)
            rows.append(
                WaterObservation(
                    section: name, period: period, item: item, value: value,
                    inflow: reader.concentration(row, Columns.inflow, item, factor),
                    target: reader.scaled(row, Columns.target, factor),
                    previous: reader.concentration(row, Columns.previous, item, factor),
                    volume: table.number(row, Columns.volume),
                    state: SectionState(rawValue: table.value(row, Columns.state)) ?? .measured,
                    origin: table.origin(row, Columns.value)))
        }
        return (rows, reader.diagnostics)
    }
}

extension RowReader {
    /// A row as a section with one share.
    fileprivate mutating func section(_ row: Int) -> WaterSection? {
        typealias Columns = WaterTables.Sections
        guard let region = region(row, Columns.region) else { return nil }
        let hasDownstream = table.optional(row, Columns.downstream) != nil
        let share = WaterSection.Share(
            region: region, share: table.number(row, Columns.share) ?? .one,
            item: WaterItem(rawValue: table.value(row, Columns.item)))
        return WaterSection(
            name: table.value(row, Columns.section), shares: [share],
            downstream: hasDownstream ? self.region(row, Columns.downstream) : nil,
            target: WaterClass(rawValue: table.value(row, Columns.target)),
            previous: WaterClass(rawValue: table.value(row, Columns.previous)),
            body: WaterBody(rawValue: table.value(row, Columns.body)) ?? .river,
            position: SectionPosition(rawValue: table.value(row, Columns.position)) ?? .other,
            location: table.location(row, Columns.section))
    }

    fileprivate mutating func complainOfConflict(_ row: Int, _ name: String) {
        complain(
            row, WaterTables.Sections.section, "conflicting_section",
            LocalizedText(
                en:
                    "section \(name) stands above with another target, class, position, body or downstream region",
                zh: "断面\(name)的目标、类别、位置、水体或下游地区前后不一"),
            hint: LocalizedText(en: "write the same in every row of a section", zh: "同一断面各行应一致"))
    }

    fileprivate mutating func complainOfSection(_ row: Int, _ name: String, _ known: [String]) {
        let near = Suggestion.nearest(to: name, in: known.sorted())
        complain(
            row, WaterTables.Observations.section, "unknown_section",
            LocalizedText(
                en: "no region answers for section '\(name)'", zh: "断面“\(name)”不在断面表中，无责任地区"),
            hint: LocalizedText(
                en: near.map { "did you mean \($0)?" } ?? "add it to the table of sections",
                zh: near.map { "是否为\($0)？" } ?? "请在断面表中补充"))
    }

    /// What the row's figures are multiplied with to be mg/L.
    fileprivate mutating func factorToCanonical(_ row: Int) -> Rational? {
        let column = WaterTables.Observations.unit
        let text = table.value(row, column)
        if let unit = try? Unit(text), unit.isConvertible(to: WaterItem.unit) {
            return try? unit.scale / WaterItem.unit.scale
        }
        complain(
            row, column, "wrong_unit",
            LocalizedText(en: "'\(text)' is no unit of concentration", zh: "“\(text)”不是浓度单位"),
            hint: LocalizedText(en: "write mg/L", zh: "请写 mg/L"))
        return nil
    }

    fileprivate func scaled(_ row: Int, _ column: Column<FixedPoint>, _ factor: Rational) -> Rational? {
        table.number(row, column).flatMap { try? $0 * factor }
    }

    /// A measured concentration in mg/L; a finding where it can only be a mistaken unit.
    fileprivate mutating func concentration(
        _ row: Int, _ column: Column<FixedPoint>, _ item: WaterItem, _ factor: Rational
    ) -> Rational? {
        guard let value = scaled(row, column, factor) else { return nil }
        guard !item.plausible.contains(value) else { return value }
        let text = NumberText.shortest(value.doubleValue)
        complain(
            row, column, "implausible_value",
            LocalizedText(
                en: "\(text) mg/L of \(item.name.en) cannot be: is the unit right?",
                zh: "\(item.name.zh) \(text) mg/L 不合理，请核对单位"),
            hint: LocalizedText(
                en: "correct value or unit (mg/L, ug/L); below detection write half the detection limit",
                zh: "请更正数值或单位（mg/L、ug/L）；未检出按检出限一半填写"))
        return value
    }
}
