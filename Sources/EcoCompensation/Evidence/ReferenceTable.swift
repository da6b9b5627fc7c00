import EcoAccounts
import EcoParameters
import EcoUnits

/// A table of values that schemes compare with: those of the year before, or targets.
public enum ReferenceTable {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let period = Column<String>.text(
            "period", kind: .period,
            LocalizedText(en: "period of the value: 2018, 2018-Q1 or 2018-01", zh: "时期"))
        static let pollutant = Column<String>.choice(
            "pollutant", AssessedIndicator.allCases.map { ChoiceOption($0.rawValue, $0.name) },
            LocalizedText(en: "indicator", zh: "指标"))
        static let value = Column<FixedPoint>.fixedPoint(
            "value", fractionDigits: 9, unit: .one, range: .nonNegative, presence: .nullable,
            LocalizedText(en: "the value in the row's unit; empty where it is missing", zh: "数值"))
        static let unit = Column<String>.text("unit", LocalizedText(en: "unit of the value", zh: "单位"))
        static let standard = Column<String>.text(
            "standard", kind: .identifier, presence: .optional,
            LocalizedText(en: "id of the standard that fixes the value", zh: "所依据标准"))
        static let status = Column<String>.text(
            "status", presence: .optional,
            LocalizedText(en: "measured, published, derived or assumed", zh: "实测、公布、推算或假定"))
        static let note = RegionTable.Columns.note
    }

    static func declaration(id: String, _ meaning: LocalizedText) -> TableDeclaration {
        TableDeclaration(
            id: id, meaning: meaning,
            columns: [
                Columns.region.declaration, Columns.period.declaration, Columns.pollutant.declaration,
                Columns.value.declaration, Columns.unit.declaration, Columns.standard.declaration,
                Columns.status.declaration, Columns.note.declaration,
            ],
            uniqueBy: ["region", "period", "pollutant"])
    }

    /// The rows as observations; every unknown county, malformed period and wrong unit is a finding.
    static func observations(
        _ table: Table, regions: RegionTable, _ diagnostics: inout [Diagnostic]
    ) -> [Evidence.Key: Evidence.Observation] {
        var result: [Evidence.Key: Evidence.Observation] = [:]
        for row in table.rows {
            do throws(DiagnosticFailure) {
                guard let key = try key(table, row, regions) else { continue }
                result[key] = try observation(table, row, key.indicator)
            } catch {
                diagnostics += error.diagnostics
            }
        }
        return result
    }

    private static func key(
        _ table: Table, _ row: Int, _ regions: RegionTable
    ) throws(DiagnosticFailure) -> Evidence.Key? {
        var findings: [Diagnostic] = []
        let written = RegionCode(table.value(row, Columns.region)).flatMap {
            regions.hasHistory($0) ? $0 : nil
        }
        let region =
            written
            ?? regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &findings)
        let period = Period(table.value(row, Columns.period))
        if period == nil {
            findings.append(
                Diagnostic(
                    code: "wrong_type", at: table.location(row, Columns.period),
                    path: table.path(Columns.period),
                    "'\(table.value(row, Columns.period))' is no settlement period",
                    hint: "write 2018, 2018-Q1 or 2018-01"))
        }
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        guard let region, let period,
            let indicator = AssessedIndicator(rawValue: table.value(row, Columns.pollutant))
        else { return nil }
        return Evidence.Key(indicator: indicator, region: region, period: period)
    }

    private static func observation(
        _ table: Table, _ row: Int, _ indicator: AssessedIndicator
    ) throws(DiagnosticFailure) -> Evidence.Observation {
        let (text, location) = (table.value(row, Columns.unit), table.location(row, Columns.unit))
        let unit: Unit
        do { unit = try Unit(text) } catch {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unknown_unit", at: location, path: table.path(Columns.unit),
                    "unknown unit '\(text)'",
                    hint: "write \(indicator.unit.symbol)")
            ])
        }
        let number = table.optional(row, Columns.value).flatMap {
            Rational(Int128($0.count), over: 1_000_000_000)
        }
        let value = try Evidence.checked(
            number ?? .zero, unit, as: indicator, table.path(Columns.value),
            at: table.location(row, Columns.value), unitAt: (location, table.path(Columns.unit)))
        let status = table.optional(row, Columns.status) ?? "given"
        return Evidence.Observation(
            value: number == nil ? nil : value, standard: table.value(row, Columns.standard),
            basis: FigureBasis.row(of: table.declaration.id, status: status), isAssumed: status == "assumed",
            origin: .cell(table.location(row, Columns.value)))
    }
}
