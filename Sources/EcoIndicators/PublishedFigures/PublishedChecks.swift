import EcoAccounts
import EcoParameters
import EcoUnits

/// Holds the figures of a publication against each other and against an account.
struct PublishedChecks {
    private struct Line {
        let id: String
        let figure: PrintedFigure
        let unit: Unit
        let row: Int
    }

    private typealias Columns = PublishedTable.Columns
    private let table: Table
    private let path: String
    private var lines: [String: Line] = [:]
    private var order: [Line] = []
    /// Figures that are no numbers, unknown units and ids: errors.
    private(set) var findings: [Diagnostic] = []
    private(set) var checks: [PublishedCheck] = []
    /// Where print contradicts itself.
    private(set) var warnings: [Diagnostic] = []
    /// Where it differs from the account, or names a row that the account lacks.
    private(set) var comparisonWarnings: [Diagnostic] = []

    init(_ table: Table, path: String) {
        self.table = table
        self.path = path
        for row in table.rows { read(row) }
        for line in order { relate(line) }
    }

    private mutating func read(_ row: Int) {
        let (id, text) = (table.value(row, Columns.id), table.value(row, Columns.figure))
        let isExact = table.optional(row, Columns.isExact) ?? false
        let figure = PrintedFigure(text, isExact: isExact)
        let unit = try? Unit(table.value(row, Columns.unit))
        if figure == nil { refuse(row, Columns.figure, "wrong_type", "'\(text)' is not a number") }
        if unit == nil {
            refuse(row, Columns.unit, "wrong_unit", "'\(table.value(row, Columns.unit))' is no known unit")
        }
        guard let figure, let unit else { return }
        let line = Line(id: id, figure: figure, unit: unit, row: row)
        lines[id] = line
        order.append(line)
    }

    private mutating func refuse(_ row: Int, _ column: Column<String>, _ code: String, _ message: String) {
        findings.append(
            Diagnostic(
                code: code, at: table.location(row, column), path: table.path(column), message,
                hint: column.declaration.meaning.en))
    }

    // MARK: Against its own parts

    private mutating func relate(_ line: Line) {
        guard let relation = PublishedRelation(rawValue: table.value(line.row, Columns.relation)) else {
            return
        }
        let names = table.value(line.row, Columns.parts).split(separator: " ").map(String.init)
        let parts = names.compactMap { part($0, line) }
        guard parts.count == names.count, let recomputed = recompute(line, relation, parts) else { return }
        append(line, PublishedCheck.Against(rawValue: relation.rawValue) ?? .sum, recomputed)
    }

    private mutating func part(_ name: String, _ line: Line) -> Line? {
        let isNegative = name.hasPrefix("-")
        let id = isNegative ? String(name.dropFirst()) : name
        guard let found = lines[id] else {
            let near = Suggestion.nearest(to: id, in: Array(lines.keys))
            findings.append(
                Diagnostic(
                    code: "unknown_id", at: table.location(line.row, Columns.parts),
                    path: table.path(Columns.parts), "the table has no figure '\(id)'",
                    hint: near.map { "did you mean `\($0)`?" } ?? "name figures of this table"))
            return nil
        }
        return isNegative
            ? Line(id: id, figure: -found.figure, unit: found.unit, row: found.row) : found
    }

    /// In the unit of the line; nil with a finding where units do not fit or the relation has no parts.
    private mutating func recompute(
        _ line: Line, _ relation: PublishedRelation, _ parts: [Line]
    ) -> RecomputedFigure? {
        let dimension: Dimension
        switch relation {
        case .sum: dimension = parts.first?.unit.dimension ?? .dimensionless
        case .product: dimension = parts.reduce(.dimensionless) { $0 + $1.unit.dimension }
        case .ratio:
            dimension =
                parts.count == 2 ? parts[0].unit.dimension + parts[1].unit.dimension * -1 : .dimensionless
        }
        let fits =
            dimension == line.unit.dimension
            && (relation != .sum || parts.allSatisfy { $0.unit.dimension == dimension })
        guard !parts.isEmpty, fits, relation != .ratio || parts.count == 2 else {
            refuse(
                line.row, Columns.parts, fits ? "wrong_count" : "wrong_unit",
                fits
                    ? "a \(relation.rawValue) of \(parts.count) figures"
                    : "\(parts.map(\.unit.symbol).joined(separator: ", ")) do not make \(line.unit)")
            return nil
        }
        let figures = parts.map { $0.figure.scaled(by: $0.unit.scale.doubleValue) }
        let base: RecomputedFigure? =
            switch relation {
            case .sum: .sum(figures)
            case .product: .product(figures)
            case .ratio: .ratio(figures[0], figures[1])
            }
        let scale = line.unit.scale.doubleValue
        return base.map { RecomputedFigure(value: $0.value / scale, uncertainty: $0.uncertainty / scale) }
    }

    private mutating func append(
        _ line: Line, _ against: PublishedCheck.Against, _ recomputed: RecomputedFigure
    ) {
        let check = PublishedCheck(
            id: line.id, unit: line.unit, against: against,
            comparison: PrintedComparison(line.figure, recomputed),
            source: table.value(line.row, Columns.source))
        checks.append(check)
        guard !check.comparison.agrees else { return }
        let warning = check.warning(at: table.location(line.row, Columns.figure), path: path)
        if against == .account { comparisonWarnings.append(warning) } else { warnings.append(warning) }
    }

    // MARK: Against the account

    /// Adds the rows of the account that the table names.
    mutating func compare(with account: AccountLookup) {
        for line in order {
            guard let indicator = table.optional(line.row, Columns.indicator) else { continue }
            let region = RegionCode(table.value(line.row, Columns.region))
            guard let first = account.rows(indicator, region).first else {
                doubt(
                    line.row, Columns.indicator,
                    LocalizedText(en: "the account has no row '\(indicator)'", zh: "核算中无“\(indicator)”"))
                continue
            }
            let isQuantity = table.value(line.row, Columns.measure) == "quantity"
            let figure = isQuantity ? account.quantity(indicator, region) : account.yuan(indicator, region)
            let unit = isQuantity ? first.unit : Unit.named("CNY")
            guard let own = figure.map({ unit.convert($0, to: line.unit) }) else { continue }
            guard let own else {
                doubt(
                    line.row, Columns.unit,
                    LocalizedText(
                        en: "\(line.unit) does not measure it: the account has \(unit)",
                        zh: "单位 \(line.unit) 与核算单位 \(unit) 不符"))
                continue
            }
            append(line, .account, RecomputedFigure(value: own, uncertainty: 0))
        }
    }

    private mutating func doubt(_ row: Int, _ column: Column<String>, _ message: LocalizedText) {
        comparisonWarnings.append(
            Diagnostic(
                .warning, code: "published_unmatched", at: table.location(row, column), path: path, message,
                hint: column.declaration.meaning))
    }
}

extension PublishedCheck {
    /// What a reader of the publication must know.
    func warning(at location: SourceLocation, path: String) -> Diagnostic {
        let (printed, value) = (Self.short(comparison.printed.value), Self.short(comparison.recomputed.value))
        let (gap, room) = (Self.short(abs(comparison.difference)), Self.short(comparison.tolerance))
        let what: LocalizedText
        switch against {
        case .sum: what = LocalizedText(en: "the sum of its parts", zh: "各项之和")
        case .product: what = LocalizedText(en: "the product of its factors", zh: "各项之积")
        case .ratio: what = LocalizedText(en: "the ratio of its parts", zh: "两项之比")
        case .account: what = LocalizedText(en: "the figure of this account", zh: "本次核算值")
        }
        let power = comparison.misplacedPowerOfTen
        let slip =
            power.map {
                LocalizedText(
                    en: "; they agree but for a factor of 10^\($0): a slip of the unit",
                    zh: "；相差 10 的 \($0) 次方，疑为单位笔误")
            } ?? .empty
        return Diagnostic(
            .warning, code: against == .account ? "published_differs" : "published_contradiction",
            at: location, path: path,
            LocalizedText(
                en: "\(id): printed \(printed) \(unit) differs from \(what.en), \(value) \(unit), by \(gap); "
                    + "rounding explains \(room)\(slip.en)",
                zh:
                    "\(id)：公布值 \(printed) \(unit) 与\(what.zh) \(value) \(unit) 相差 \(gap)，舍入只能解释 \(room)\(slip.zh)"
            ),
            hint: against == .account
                ? LocalizedText(en: "compare method, prices and inputs", zh: "请比较方法、价格与数据")
                : LocalizedText(en: "look at the publication; do not average", zh: "请核对原文，勿取平均"))
    }

    /// Up to seven digits.
    private static func short(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "0" }
        var step = 1.0
        while abs(value) / step >= 1e7 { step *= 10 }
        while abs(value) / step < 1e6 { step /= 10 }
        return step >= 1
            ? NumberText.shortest((value / step).rounded() * step)
            : NumberText.shortest((value / step).rounded() / (1 / step).rounded())
    }
}
