import EcoParameters

/// Checks the records of a quota market and collects every finding.
struct QuotaValidation {
    private(set) var findings: [Diagnostic] = []

    /// - Parameter known: records that passed; tables that are the same as theirs are not checked again.
    init(_ records: QuotaRecords, sharing known: QuotaRecords? = nil) {
        let known = known.flatMap { $0.sources.areSamePlaces(as: records.sources) ? $0 : nil }
        checkSources(records, isUnique: known != nil)
        if known?.measures != records.measures || known?.projects != records.projects {
            checkSteps(records)
        }
        if known?.zones != records.zones || known?.arcs != records.arcs { checkZones(records) }
        checkRules(records)
        if known?.receptors != records.receptors || known?.coefficients != records.coefficients {
            checkReceptors(records)
        }
        checkUncertainty(records)
        checkResponses(records)
        checkAccounts(records.sources)
        checkTime(records)
        checkEffects(records)
        checkDirectTrade(records)
        checkRiver(records)
        checkReserves(records)
        checkLimits(records)
        finite(records.shortfallPenalty, "shortfall_penalty", nil)
        if records.shortfallPenalty <= 0 {
            report(
                "out_of_range", nil, "shortfall_penalty", "must be above 0",
                "set it well above the dearest measure, such as 200000 yuan/t")
        }
    }

    // MARK: Records

    private mutating func checkSources(_ records: QuotaRecords, isUnique: Bool) {
        if records.sources.isEmpty {
            report(
                "no_sources", nil, "quota.sources", "the table holds no emission source", "list at least one")
        }
        if !isUnique {
            unique(records.sources, "sources", at: \.location) {
                "\($0.region) \($0.pollutant) \($0.sector)" + records.suffix(ofPeriod: $0.period)
            }
        }
        for source in records.sources {
            let place = source.location
            notNegative(source.baseline, "baseline_t", place)
            notNegative(source.quota, "quota_t", place)
            if let cap = source.emissionCap { notNegative(cap, "emission_cap_t", place) }
            finite(source.tradableShare, "tradable_share", place)
            if source.tradableShare < 0 || source.tradableShare > 1 {
                report(
                    "out_of_range", place, "tradable_share",
                    "\(source.tradableShare) is not between 0 and 1", "give the part that may be sold")
            }
            share(source.pooledShare, "pooled_share", place)
            if source.tradableShare + source.pooledShare > 1 {
                report(
                    "out_of_range", place, "pooled_share",
                    "tradable_share and pooled_share together are more than the whole",
                    "keep their sum at or below 1")
            }
            if let output = source.output { notNegative(output, "output", place) }
            finite(source.replacementRatio, "replacement_ratio", place)
            if source.replacementRatio < 1 {
                report(
                    "ratio_below_one", place, "replacement_ratio",
                    "a ratio of \(source.replacementRatio) would let the total grow",
                    "use 1 for equal and 2 for double replacement")
            }
        }
    }

    /// The rows of one account must agree in what belongs to the account.
    private mutating func checkAccounts(_ sources: [EmissionSource]) {
        struct Account: Hashable {
            let region, pollutant, pool: String
            let period: Int
        }
        var firsts: [Account: EmissionSource] = [:]
        for row in sources {
            let account = Account(
                region: row.region, pollutant: row.pollutant, pool: row.pool, period: row.period)
            guard let first = firsts[account] else {
                firsts[account] = row
                continue
            }
            if row.replacementRatio != first.replacementRatio || row.mayBuy != first.mayBuy {
                report(
                    "account_differs", row.location, "replacement_ratio",
                    "\(row.region) \(row.pollutant) has sectors in one account with different "
                        + "replacement_ratio or may_buy",
                    "give them the same values, or put the sectors into different pools")
            }
        }
    }

    private mutating func checkSteps(_ records: QuotaRecords) {
        let known = Set(records.sources.map { [$0.region, $0.pollutant, $0.sector] })
        unique(records.measures, "measures", at: \.location) {
            "\($0.region) \($0.pollutant) \($0.sector) \($0.name)"
                + ($0.period.map(records.suffix) ?? "")
        }
        unique(records.projects, "projects", at: \.location) {
            "\($0.region) \($0.pollutant) \($0.sector) \($0.name)"
        }
        for measure in records.measures {
            let place = measure.location
            requireSource([measure.region, measure.pollutant, measure.sector], known, "measures", place)
            notNegative(measure.cost, "cost_yuan_per_t", place)
            notNegative(measure.maximum, "maximum_t", place)
            finite(measure.slope, "slope_yuan_per_t2", place)
            if measure.slope < 0 {
                report(
                    "not_convex", place, "slope_yuan_per_t2",
                    "a falling marginal cost (\(measure.slope)) is not convex",
                    "use one step at the average cost, or split the measure along its lower convex hull")
            }
        }
        for project in records.projects {
            let place = project.location
            requireSource([project.region, project.pollutant, project.sector], known, "projects", place)
            notNegative(project.value, "value_yuan_per_t", place)
            notNegative(project.maximum, "maximum_t", place)
            notNegative(project.quotaBrought, "quota_brought", place)
            notNegative(project.weight, "weight", place)
            notNegative(project.tax, "tax_yuan_per_t", place)
            share(project.originValueShare, "origin_value_share", place)
            share(project.originTaxShare, "origin_tax_share", place)
            finite(project.replacementRatio, "replacement_ratio", place)
            if project.replacementRatio < 1, project.replacementRatio != 0 {
                report(
                    "ratio_below_one", place, "replacement_ratio",
                    "a ratio of \(project.replacementRatio) would let the total grow",
                    "use 1 for equal and 2 for double replacement; the rule de_minimis exempts small projects"
                )
            }
        }
    }

    mutating func requireSource(
        _ key: [String], _ known: Set<[String]>, _ table: String, _ place: SourceLocation?
    ) {
        guard !known.contains(key) else { return }
        report(
            "unknown_source", place, "region", "no source \(key.joined(separator: " "))",
            "add its row to the sources, or correct region, pollutant or sector")
    }

    private mutating func checkZones(_ records: QuotaRecords) {
        unique(records.zones, "zones", at: \.location) { "\($0.region) \($0.pollutant ?? "")" }
        unique(records.arcs, "arcs", at: \.location) { "\($0.from) \($0.to) \($0.pollutant ?? "")" }
        let zoned = Set(records.zones.map { [$0.region, $0.pollutant ?? ""] })
        for source in records.sources
        where !zoned.contains([source.region, ""]) && !zoned.contains([source.region, source.pollutant]) {
            report(
                "region_without_zone", source.location, "region",
                "region \(source.region) belongs to no zone", "add it to the zones")
        }
        let zones = Set(records.zones.map(\.zone))
        for arc in records.arcs {
            notNegative(arc.fee, "arcs: fee", arc.location)
            for zone in [arc.from, arc.to] where !zones.contains(zone) {
                let near = Suggestion.nearest(to: zone, in: Array(zones).sorted())
                report(
                    "unknown_zone", arc.location, "arcs", "unknown zone '\(zone)'",
                    near.map { "did you mean `\($0)`?" } ?? "use a zone of the zones table")
            }
            if arc.from == arc.to {
                report(
                    "arc_to_itself", arc.location, "arcs", "zone '\(arc.from)' to itself", "remove the arc")
            }
        }
    }

    private mutating func checkRules(_ records: QuotaRecords) {
        let pollutants = Set(records.sources.map(\.pollutant))
        unique(records.rules, "rules", at: \.location) { $0.pollutant }
        for rule in records.rules {
            let name = rule.pollutant
            if !pollutants.contains(name) {
                report(
                    "unknown_pollutant", rule.location, name, "no source emits '\(name)'",
                    "use a pollutant of the sources: \(pollutants.sorted().joined(separator: ", "))")
            }
            for (value, path) in [
                (rule.buyFee, "buy_fee"), (rule.sellFee, "sell_fee"), (rule.floorPrice, "floor_price"),
                (rule.buyBack, "buy_back"), (rule.reserve, "reserve"), (rule.reservePrice, "reserve_price"),
            ] {
                notNegative(value, "\(path).\(name)", rule.location)
            }
            if rule.buyBack > 0, rule.reserve > 0, rule.floorPrice > rule.reservePrice {
                report(
                    "floor_above_reserve", rule.location, "floor_price.\(name)",
                    "the buy-back pays more than the reserve costs",
                    "keep the floor price at or below the price of the reserve")
            }
        }
    }

    private mutating func checkReceptors(_ records: QuotaRecords) {
        unique(records.receptors, "receptors", at: \.location) { $0.id }
        unique(records.coefficients, "source_receptor", at: \.location) {
            "\($0.receptor) \($0.region) \($0.pollutant) \($0.release)"
                + ($0.weather.isEmpty ? "" : " \($0.weather)")
        }
        let receptors = Set(records.receptors.map(\.id))
        let loaded = Set(records.coefficients.map(\.receptor) + records.responseTerms.map(\.receptor))
        for receptor in records.receptors {
            notNegative(receptor.limit, "limit_ug_m3", receptor.location)
            notNegative(receptor.background, "background_ug_m3", receptor.location)
            notNegative(receptor.population, "population", receptor.location)
            notNegative(receptor.damagePrice, "damage_yuan_per_ug_m3", receptor.location)
            if !loaded.contains(receptor.id) {
                report(
                    "receptor_without_rows", receptor.location, "receptor",
                    "receptor '\(receptor.id)' has no row in the source-receptor matrix",
                    "add its coefficients, or remove the receptor")
            }
        }
        let sources = Set(records.sources.map { [$0.region, $0.pollutant] })
        for row in records.coefficients {
            notNegative(row.concentrationPerTonne, "ug_m3_per_t", row.location)
            notNegative(row.deviation, "deviation_ug_m3_per_t", row.location)
            if !receptors.contains(row.receptor) {
                report(
                    "unknown_receptor", row.location, "receptor",
                    "unknown receptor '\(row.receptor)'", "add it to the receptors")
            }
            if !sources.contains([row.region, row.pollutant]) {
                report(
                    "unknown_source", row.location, "region",
                    "no source of \(row.pollutant) in \(row.region)", "add it to the sources")
            }
        }
    }

    // MARK: Single values

    mutating func share(_ value: Double, _ path: String, _ place: SourceLocation?) {
        finite(value, path, place)
        guard value < 0 || value > 1 else { return }
        report("out_of_range", place, path, "\(value) is not between 0 and 1", "give a part of the whole")
    }

    mutating func finite(_ value: Double, _ path: String, _ place: SourceLocation?) {
        guard !value.isFinite else { return }
        report("not_finite", place, path, "\(value) is not a finite number", "give a number")
    }

    mutating func notNegative(_ value: Double, _ path: String, _ place: SourceLocation?) {
        finite(value, path, place)
        guard value < 0 else { return }
        report("negative", place, path, "\(value) is below 0", "give a number of at least 0")
    }

    mutating func unique<Record>(
        _ records: [Record], _ table: String, at location: KeyPath<Record, SourceLocation?>,
        key: (Record) -> String
    ) {
        var seen: [String: SourceLocation?] = [:]
        for record in records {
            let name = key(record)
            if let first = seen[name] {
                let before = first.map { " (first in line \($0.line))" } ?? ""
                report(
                    "duplicate_row", record[keyPath: location], table, "\(name) appears twice\(before)",
                    "keep one of the rows")
            } else {
                seen[name] = .some(record[keyPath: location])
            }
        }
    }

    mutating func add(_ finding: Diagnostic) { findings.append(finding) }

    mutating func report(
        _ code: String, _ place: SourceLocation?, _ path: String, _ message: String, _ hint: String
    ) {
        findings.append(Diagnostic(code: code, at: place, path: path, message, hint: hint))
    }
}
