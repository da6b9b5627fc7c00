import EcoAccounts
import EcoParameters
import EcoUnits

/// The figures that schemes read, by indicator, region and period, in the indicators' own units.
public struct Evidence: Sendable {
    /// A figure with its standing.
    struct Observation: Hashable, Sendable {
        /// `nil` where it is missing or not valid.
        var value: Rational?
        let standard: String
        /// How it came about, for the trail.
        let basis: LocalizedText
        /// A reference or target that nobody measured or published.
        var isAssumed = false
        var origin: FigureOrigin?
        /// The predecessors that a successor's past value is worked out from.
        var parts: [Calculation] = []
    }

    struct Key: Hashable, Sendable {
        let indicator: AssessedIndicator
        let region: RegionCode
        let period: Period

        /// The same figure of another year.
        func inYear(_ year: Int) -> Key {
            Key(indicator: indicator, region: region, period: period.inYear(year))
        }
    }

    let regions: [RegionCode]
    /// The regions with their names, for findings and tables.
    let table: RegionTable
    /// Entries of the accounts, where the scenario computes them.
    var accounts: [AccountEntry] = []
    /// Charges of receptors, where the scenario has a quota market.
    var placeCharges: [PlaceCharge] = []
    /// How a model moves what was measured at sections of rivers.
    var waterChanges: [WaterChange] = []
    /// Whether means keep the values behind them, for explanations; an analysis pays for none of it.
    var keepsTrail = true
    /// Whether claims may be read again after their settlement.
    var keepsClaims = true
    /// Keeps what does not depend on the schemes' rates, where nothing but payments is asked for.
    var memo: SettlementMemo?
    /// Keeps what is read, where somebody asks.
    var log: ReadingLog?
    private var scoreList: [Score] = []
    private var settledClaims: [String: [SettledClaim]] = [:]
    /// One observation for each standard under which the figure was evaluated.
    var observations: [Key: [Observation]] = [:]
    /// What schemes compare with where no observation stands.
    var reference: [Key: Observation]
    private let targets: [Key: Observation]

    /// Scores of the appraisals, in their order.
    var scores: [Score] {
        log?.noteScores()
        return scoreList
    }

    /// The settled claims of the schemes that stand earlier in the scenario, by id.
    var settled: [String: [SettledClaim]] {
        log?.noteEarlierSchemes()
        return settledClaims
    }

    mutating func take(_ scores: [Score]) { scoreList += scores }

    mutating func take(_ settlement: Settlement) { settledClaims[settlement.scheme] = settlement.settled }

    /// Indicators that no scheme assesses are left aside.
    ///
    /// - Throws: ``DiagnosticFailure`` for wrong units, negative values and figures that stand twice.
    init(
        _ indicators: [EvaluatedIndicator], regions: RegionTable, figures: [Key: Observation] = [:],
        reference: [Key: Observation] = [:], targets: [Key: Observation] = [:]
    ) throws(DiagnosticFailure) {
        self.regions = regions.codes.sorted()
        table = regions
        self.reference = reference
        self.targets = targets
        var diagnostics: [Diagnostic] = []
        for indicator in indicators {
            guard let assessed = AssessedIndicator(rawValue: indicator.indicator),
                regions.contains(indicator.region)
            else { continue }
            add(indicator, as: assessed, &diagnostics)
        }
        for (key, figure) in figures { add(figure, key, &diagnostics) }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
    }

    /// A figure that was evaluated elsewhere.
    private mutating func add(_ figure: Observation, _ key: Key, _ diagnostics: inout [Diagnostic]) {
        guard !observations[key, default: []].contains(where: { $0.standard == figure.standard }) else {
            var place: SourceLocation?
            if case .cell(let location)? = figure.origin { place = location }
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_indicator", at: place,
                    path: "\(key.indicator.rawValue) of \(key.region) in \(key.period)",
                    "the block `air` evaluates this figure too", hint: "keep one"))
            return
        }
        observations[key, default: []].append(figure)
    }

    mutating func add(
        _ figure: EvaluatedIndicator, as assessed: AssessedIndicator, _ diagnostics: inout [Diagnostic]
    ) {
        let place = "\(assessed.rawValue) of \(figure.region) in \(figure.period)"
        let value: Rational?
        do throws(DiagnosticFailure) {
            value = try figure.value.map { number throws(DiagnosticFailure) in
                try Self.checked(number, figure.unit, as: assessed, place)
            }
        } catch {
            diagnostics += error.diagnostics
            return
        }
        let key = Key(indicator: assessed, region: figure.region, period: figure.period)
        guard !observations[key, default: []].contains(where: { $0.standard == figure.standard }) else {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_indicator", path: place, "the figure stands twice", hint: "keep one"))
            return
        }
        observations[key, default: []].append(
            Observation(
                value: figure.isValid ? value : nil, standard: figure.standard,
                basis: FigureBasis.text(figure.basis),
                origin: .air(figure.region, figure.period, indicator: assessed.rawValue)))
    }

    /// Another value of a figure that was added before.
    mutating func renew(
        _ figure: EvaluatedIndicator, as assessed: AssessedIndicator
    ) throws(DiagnosticFailure) {
        let key = Key(indicator: assessed, region: figure.region, period: figure.period)
        guard let place = observations[key]?.firstIndex(where: { $0.standard == figure.standard }) else {
            return
        }
        let value = try figure.value.map { number throws(DiagnosticFailure) in
            try Self.checked(
                number, figure.unit, as: assessed, "\(assessed.rawValue) of \(key.region) in \(key.period)")
        }
        observations[key]?[place].value = figure.isValid ? value : nil
    }

    /// The value in the indicator's unit; a finding where the unit or sign cannot be.
    ///
    /// - Parameters:
    ///   - place: path of the value, and `location` its place in a file.
    ///   - unit: where the unit stands, if apart from the value.
    static func checked(
        _ value: Rational, _ unit: Unit, as assessed: AssessedIndicator, _ place: String,
        at location: SourceLocation? = nil, unitAt unitPlace: (SourceLocation, path: String)? = nil
    ) throws(DiagnosticFailure) -> Rational {
        let canonical: Rational?
        do { canonical = try assessed.canonical(value, unit) } catch { throw .overflow(place) }
        guard let canonical else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "wrong_unit", at: unitPlace?.0 ?? location, path: unitPlace?.path ?? place,
                    "expected \(assessed.unit.symbol), got \(unit.symbol)", hint: "convert the figure")
            ])
        }
        guard assessed.unit != .named("%") || canonical <= Rational(100) else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "out_of_range", at: location, path: place,
                    "\(value.doubleValue) \(unit.symbol) is more than the whole",
                    hint: "give the share of days in percent, at most 100")
            ])
        }
        guard !canonical.isNegative else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "out_of_range", at: location, path: place,
                    "\(value.doubleValue) \(unit.symbol) is negative",
                    hint: "mark the figure missing instead")
            ])
        }
        return canonical
    }

    // MARK: Reading

    /// What was observed; under `standard` alone where the scheme names one.
    func observations(_ key: Key, standard: String?) -> [Observation] {
        log?.note(key.indicator)
        let all = observations[key] ?? []
        guard let standard else { return all }
        return all.filter { $0.standard.isEmpty || $0.standard == standard }
    }

    /// The table of past values, for the year before. Of a county that succeeded others, the mean of theirs
    /// by share; a row under its own code, already put together, comes first.
    func reference(_ key: Key) -> Observation? {
        let parts = table.history(of: key.region, in: key.period)
        guard parts.contains(where: { $0.region != key.region }) else { return reference[key] }
        let given = parts.map {
            reference[Key(indicator: key.indicator, region: $0.region, period: key.period)]
        }
        guard given.contains(where: { $0 != nil }) else { return reference[key] }
        return mean(of: given, from: parts, key)
    }

    /// `nil` as a value where a predecessor has none: a merged county's past is never that of one part.
    private func mean(
        of parts: [Observation?], from predecessors: [(region: RegionCode, share: Rational)], _ key: Key
    ) -> Observation {
        var value: Rational? = .zero
        for (part, predecessor) in zip(parts, predecessors) {
            guard let sum = value, let own = part?.value else {
                value = nil
                break
            }
            value = try? sum + own * predecessor.share
        }
        let known = parts.compactMap { $0 }
        return Observation(
            value: value, standard: Set(known.map(\.standard)).sorted().joined(separator: "+"),
            basis: LocalizedText(
                en: "\(parts.count) predecessors by share", zh: "\(parts.count) 个原地区按份额"),
            isAssumed: known.contains(where: \.isAssumed), origin: nil,
            parts: zip(parts, predecessors).compactMap { part, predecessor in
                guard let part, let own = part.value else { return nil }
                let (code, share) = (predecessor.region, predecessor.share)
                return Calculation(
                    .observation, key.indicator.rawValue, own, key.indicator.unit,
                    note: LocalizedText(
                        en: "\(code) in \(key.period), share \(share); \(part.basis.en)",
                        zh: "\(code) \(key.period)，份额 \(share)；\(part.basis.zh)"),
                    origin: part.origin)
            })
    }

    /// The target of the period, else of its year.
    func target(_ key: Key) -> Observation? {
        targets[key]
            ?? targets[Key(indicator: key.indicator, region: key.region, period: .year(key.period.year))]
    }

    /// The periods of one kind in which any of the indicators was evaluated.
    func periods(_ kind: PeriodKind, of indicators: some Sequence<AssessedIndicator>) -> [Period] {
        let wanted = Set(indicators)
        let make = {
            Set(
                observations.keys.filter { wanted.contains($0.indicator) && $0.period.kind == kind }
                    .map(\.period)
            ).sorted()
        }
        guard let memo else { return make() }
        return memo.periods(
            SettlementMemo.PeriodKey(kind: kind, indicators: indicators.sorted { $0.rawValue < $1.rawValue }),
            make)
    }
}

extension Period {
    var kind: PeriodKind {
        switch self {
        case .month: .month
        case .quarter: .quarter
        case .half: .halfYear
        case .year: .year
        }
    }
}

extension PeriodKind {
    func periods(of year: Int) -> [Period] {
        switch self {
        case .month: Period.months(of: year)
        case .quarter: Period.quarters(of: year)
        case .halfYear: Period.halves(of: year)
        case .year: [.year(year)]
        }
    }
}

extension DiagnosticFailure {
    /// Exact arithmetic left its range: nothing is paid on a rounded guess.
    static func overflow(_ place: String) -> DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "arithmetic_overflow", path: place,
                LocalizedText(
                    en: "the exact arithmetic leaves the range of its integers", zh: "精确计算超出整数范围"),
                hint: LocalizedText(
                    en: "give figures with fewer digits, and amounts below 10^16 yuan",
                    zh: "减少数据位数，金额应低于 10^16 元"))
        ])
    }
}
