import EcoParameters
import EcoUnits

/// A county that was renamed, upgraded, merged or split: from a day on its history belongs to a successor.
public struct RegionChange: Hashable, Sendable {
    /// The code of the history.
    public let from: RegionCode
    /// The county that it belongs to now.
    public let to: RegionCode
    /// First day under the new code.
    public let effective: CalendarDate
    /// Share of `from` in the history of `to`, by population or stations; the shares of a successor add to 1.
    public let weight: Rational
    public let location: SourceLocation
}

extension RegionChange {
    enum Columns {
        static let from = Column<String>.text(
            "from", kind: .regionCode, LocalizedText(en: "code before the change", zh: "变更前代码"))
        static let to = Column<String>.text(
            "to", kind: .regionCode,
            LocalizedText(en: "code of the county that it belongs to now", zh: "变更后代码"))
        static let effective = Column<String>.text(
            "effective", kind: .date, LocalizedText(en: "first day under the new code", zh: "生效日期"))
        static let weight = Column<FixedPoint>.fixedPoint(
            "weight", fractionDigits: 9, unit: .one, range: .fraction, presence: .optional,
            LocalizedText(
                en:
                    "share in the successor's history, by population or stations; 1 where absent",
                zh: "在新县历史数据中的权重（按人口或站点），缺省为 1"))
    }

    public static let declaration = TableDeclaration(
        id: "region_changes",
        meaning: LocalizedText(
            en: "Counties that were renamed, merged or split, by effective date", zh: "区划变更（更名、合并、拆分）及生效日期"),
        columns: [
            Columns.from.declaration, Columns.to.declaration, Columns.effective.declaration,
            Columns.weight.declaration, RegionTable.Columns.note.declaration,
        ], uniqueBy: ["from", "to"])

    /// The changes of a table read by ``declaration``; unknown successors, days that do not exist and shares
    /// that do not add to 1 are findings.
    public static func changes(
        _ table: Table, regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [RegionChange] {
        var changes: [RegionChange] = []
        for row in table.rows {
            let to = regions.code(
                table.value(row, Columns.to), at: table.location(row, Columns.to),
                path: table.path(Columns.to), &diagnostics)
            let effective = CalendarDate(table.value(row, Columns.effective))
            if effective == nil {
                diagnostics.append(
                    Diagnostic(
                        code: "wrong_type", at: table.location(row, Columns.effective),
                        path: table.path(Columns.effective), "the calendar has no such day",
                        hint: "write 2019-11-01"))
            }
            let weight = table.optional(row, Columns.weight).flatMap {
                Rational(Int128($0.count), over: 1_000_000_000)
            }
            guard let to, let effective, let from = RegionCode(table.value(row, Columns.from)) else {
                continue
            }
            changes.append(
                RegionChange(
                    from: from, to: to, effective: effective, weight: weight ?? .one,
                    location: table.location(row, Columns.from)))
        }
        check(changes, regions, table.path(Columns.weight), &diagnostics)
        return changes
    }

    private static func check(
        _ changes: [RegionChange], _ regions: RegionTable, _ path: String, _ diagnostics: inout [Diagnostic]
    ) {
        for (to, parts) in Dictionary(grouping: changes, by: \.to).sorted(by: { $0.key < $1.key }) {
            let sum = parts.reduce(Rational?.some(.zero)) { sum, part in sum.flatMap { try? $0 + part.weight }
            }
            if sum != .one {
                diagnostics.append(
                    Diagnostic(
                        code: "shares_do_not_add", at: parts[0].location, path: path,
                        "the shares in the history of \(to) add to \(sum?.doubleValue ?? .nan), not to 1",
                        hint: "give each predecessor its share by population or stations"))
            }
            for part in parts where part.effective != parts[0].effective {
                diagnostics.append(
                    Diagnostic(
                        code: "mixed_dates", at: part.location, path: path,
                        "the changes that lead to \(to) have two effective dates", hint: "give one date"))
            }
        }
        for change in changes where change.from != change.to && regions.contains(change.from) {
            diagnostics.append(
                Diagnostic(
                    code: "county_continues", at: change.location, path: path,
                    "\(change.from) passes to \(change.to) and is still a county of the scenario",
                    hint: "take it out of the table of regions, or write it as its own successor too"))
        }
    }
}

extension Period {
    /// Whether the whole period lies before a day.
    public func ends(before date: CalendarDate) -> Bool {
        year < date.year || (year == date.year && days.upperBound <= date.dayOfYear)
    }
}
