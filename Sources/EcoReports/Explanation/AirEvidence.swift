import EcoAccounts
import EcoParameters
import EcoRuns
import EcoUnits

/// What a run holds behind its evaluated air: statistics, daily values with their rows, days left out.
struct AirEvidence: Sendable {
    private let context: ReportContext
    private let rows: AirRows

    init(_ context: ReportContext) throws(DiagnosticFailure) {
        self.context = context
        rows = try context.airRows()
    }

    // MARK: Behind a step

    /// What stands behind the origin of a step: an evaluated figure with its days, a score, an account, or a place
    /// in the input.
    ///
    /// - Parameter isBrief: the days are counted and not listed.
    func findings(
        _ origin: String, value: Rational?, isBrief: Bool
    ) -> (remarks: [String], days: [AirDays.Day]) {
        guard let name = AirFigureName(origin) else { return (elsewhere(origin), []) }
        return findings(name, value: value, isBrief: isBrief)
    }

    private func elsewhere(_ origin: String) -> [String] {
        let parts = origin.split(separator: ":").map(String.init)
        guard parts.count == 4 else { return origin.isEmpty ? [] : [origin] }
        switch parts[0] {
        case "scores":
            let words = [context.label(.scheme, parts[1]), context.place(parts[2]), parts[3]]
            return ["scores.csv: " + words.joined(separator: context(ReportText.listSeparator))]
        case "accounts":
            let words = [context.regionName(parts[1]), parts[2], context.label(.indicator, parts[3])]
            return ["accounts.csv: " + words.joined(separator: context(ReportText.listSeparator))]
        default: return [origin]
        }
    }

    private func findings(
        _ name: AirFigureName, value: Rational?, isBrief: Bool
    ) -> (remarks: [String], days: [AirDays.Day]) {
        var remarks = statistics(of: name, value).map(usedText)
        if name.isComposite {
            let parts = isBrief ? [elsewhereText(name)] : name.parts.map { partText($0) }
            return (remarks + parts, [])
        }
        let isSampled = AirFigureName.otherItems.contains(name.pollutant)
        let missing = name.isOfFigures || isSampled ? [] : missing(name)
        if !missing.isEmpty {
            let dates = missing.joined(separator: context(ReportText.listSeparator))
            remarks.append(
                context(LocalizedText(en: "no valid value: \(dates)", zh: "无有效值：\(dates)")))
        }
        remarks += rows.exclusions(of: name).map(exclusionText)
        let used = used(name)
        if !used.isEmpty { remarks.append(summary(name, used, isBrief: isBrief)) }
        return (remarks, isBrief ? [] : used)
    }

    private func summary(_ name: AirFigureName, _ used: [AirDays.Day], isBrief: Bool) -> String {
        let span = AirDays.span(used)
        guard isBrief else {
            return context(
                LocalizedText(
                    en: "days used: \(used.count), with the rows of the input",
                    zh: "所用 \(used.count) 天及其输入行"))
        }
        return context(
            LocalizedText(
                en: "days used: \(used.count), \(span); listed by explain \(name)",
                zh: "所用 \(used.count) 天，\(span)；逐日见 explain \(name)"))
    }

    private func elsewhereText(_ name: AirFigureName) -> String {
        context(LocalizedText(en: "its parts: explain \(name)", zh: "构成见 explain \(name)"))
    }

    /// A sub-index of the composite index with the figure that it rests on.
    private func partText(_ part: AirFigureName) -> String {
        let index = rows.statistics(of: part).first {
            $0["pollutant"] == part.figure && $0["statistic"] == "sub_index"
        }
        let pollutant = AirSection.pollutantName(part.figure, context)
        let basis = statistics(of: part, nil).map(figureText).joined(separator: "; ")
        let span = AirDays.span(used(part))
        let share = short(index?.number("value"))
        return context(
            LocalizedText(
                en: "\(pollutant): sub-index \(share); \(basis); \(span); explain \(part)",
                zh: "\(pollutant)：分指数 \(share)；\(basis)；\(span)；逐日见 explain \(part)"))
    }

    // MARK: Statistics

    /// The row of `air.csv` that a figure is: the assessed statistic of a pollutant, or one over all pollutants.
    private func statistics(of name: AirFigureName, _ value: Rational?) -> [StoredRow] {
        let rows = rows.statistics(of: name).filter {
            name.matches(pollutant: $0["pollutant"], statistic: $0["statistic"])
                && (name.standard.isEmpty || $0["standard"] == name.standard)
        }
        guard let wanted = value?.doubleValue else { return Array(rows.prefix(1)) }
        let equal = rows.filter { $0.number("value").map { abs($0 - wanted) <= 1e-9 * abs(wanted) } ?? false }
        return Array((equal.isEmpty ? rows : equal).prefix(1))
    }

    /// Such as `mean 48.4 µg/m³`.
    private func figureText(_ row: StoredRow) -> String {
        if row["statistic"] == "attains" {
            return context(
                row["value"] == "1"
                    ? LocalizedText(en: "attains the standard", zh: "达标")
                    : LocalizedText(en: "does not attain the standard", zh: "未达标"))
        }
        let unit = row["unit"] == "1" ? "" : " " + context.unit(row["unit"])
        return context.statistic(row["statistic"]) + " " + short(row.number("value")) + unit
    }

    private func usedText(_ row: StoredRow) -> String {
        let figure = figureText(row)
        let standard = context.label(.standard, row["standard"])
        let validity =
            row.boolean("valid") == false
            ? context(LocalizedText(en: ", too few for a valid period", zh: "，不足有效天数")) : ""
        let days =
            row["valid_days"].isEmpty
            ? ""
            : context(
                LocalizedText(
                    en: ", \(row["valid_days"]) valid days\(validity)",
                    zh: "，有效 \(row["valid_days"]) 天\(validity)"))
        return context(
            LocalizedText(
                en: "air.csv: \(figure)\(days), \(standard)", zh: "air.csv：\(figure)\(days)，\(standard)"))
    }

    /// At most six decimals, none of them an ending 0.
    private func short(_ value: Double?) -> String {
        guard let value, let exact = Rational(shortestDecimalOf: value) else { return NumberStyle.absent }
        let rounded = (try? exact.rounded(toDigits: 6)) ?? exact
        let digits = (0...6).first { (try? rounded.rounded(toDigits: $0)) == rounded } ?? 6
        return context.style.number(rounded, digits: digits)
    }

    // MARK: Days

    private func used(_ name: AirFigureName) -> [AirDays.Day] {
        if name.isOfFigures { return [] }
        if AirFigureName.otherItems.contains(name.pollutant) {
            return rows.others(of: name).map {
                AirDays.Day(date: $0.date, value: short(Double($0.value)), exact: $0.value, rows: $0.place)
            }
        }
        let out = Dictionary(
            rows.exclusions(of: name).map { ($0["date"], $0["remaining"]) },
            uniquingKeysWith: { first, _ in first })
        return rows.days(of: name).compactMap { row in
            let date = row["date"]
            let text = out[date] ?? row[name.dayColumn]
            guard let value = Double(text) else { return nil }
            return AirDays.Day(date: date, value: short(value), exact: text, rows: row["rows"])
        }
    }

    /// Days without a value, left out because nothing valid was measured.
    private func missing(_ name: AirFigureName) -> [String] {
        rows.days(of: name).filter { $0[name.dayColumn].isEmpty }.map { $0["date"] }
    }

    private func exclusionText(_ row: StoredRow) -> String {
        let rest = row["remaining"].isEmpty ? NumberStyle.absent : row["remaining"]
        return context(
            LocalizedText(
                en:
                    "left out: \(row["date"]) \(row["hour"]) measured \(row["measured"]), rest \(rest); \(row["source"])",
                zh: "剔除：\(row["date"]) \(row["hour"]) 实测 \(row["measured"])，剔除后 \(rest)；\(row["source"])"))
    }

    // MARK: A figure of its own

    /// - Throws: ``DiagnosticFailure`` where the run holds no such figure.
    func explanation(of figure: String) throws(DiagnosticFailure) -> ([String], [Explanation.Line]) {
        guard let named = AirFigureName(figure) else { throw unknown(figure) }
        let name = named.inRegion(context.regionCode(named.region))
        let isFound = !statistics(of: name, nil).isEmpty
        guard isFound || name.isKnown && name.standard.isEmpty else { throw unknown(figure) }
        let found = findings(name, value: nil, isBrief: false)
        guard !found.remarks.isEmpty else { throw unknown(figure) }
        let title = title(name)
        var line = Explanation.Line(
            depth: 0, title: title, value: "", remarks: found.remarks, days: found.days)
        line.formula = try formula(name)
        let separator = context.language == .zh ? "：" : ": "
        return (["\(name.period)\(separator)\(context.regionName(name.region))"], [line])
    }

    /// `PM2.5`, `PM2.5 · attained`, `rank by good days`.
    private func title(_ name: AirFigureName) -> String {
        if let known = context.labels.known(.pollutant, name.figure, context.language) { return known }
        let statistic = name.figure.dropFirst(name.pollutant.isEmpty ? 0 : name.pollutant.count + 1)
        let words = statistic.isEmpty ? [] : [context.statistic(String(statistic))]
        let pollutant = name.pollutant.isEmpty ? [] : [AirSection.pollutantName(name.pollutant, context)]
        return (pollutant + words).joined(separator: " · ")
    }

    private func formula(_ name: AirFigureName) throws(DiagnosticFailure) -> Formula? {
        guard let row = statistics(of: name, nil).first else { return nil }
        let formulas = AirFormula(
            statistics: rows.statistics(of: name),
            standards: AirStandards(try context.run.table("air_standards.csv")),
            field: context.table("air.csv").map { table in
                table.rows.filter { $0["period"] == name.period && AirRank.ranks($0) }
            } ?? [], years: rows.years(of: name))
        return formulas.count(name.figure, like: row) ?? formulas.formula(row, days: used(name))
    }

    private func unknown(_ figure: String) -> DiagnosticFailure {
        let example = rows.first.map { "air:\($0):pm25" }
        return DiagnosticFailure([
            Diagnostic(
                code: "unknown_figure", path: figure, "the run holds no such figure of the air",
                hint: example.map { "such as \($0)" } ?? "the run holds no evaluated air")
        ])
    }
}

extension ReportContext {
    /// The code of a region named by code or in either language; other texts stay as they are.
    func regionCode(_ text: String) -> String {
        regions.all.first { [$0.name.en, $0.name.zh].contains(text) }?.id ?? text
    }
}
