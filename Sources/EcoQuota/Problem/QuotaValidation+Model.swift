import EcoParameters

extension QuotaValidation {
    /// Periods, and what names them.
    mutating func checkTime(_ records: QuotaRecords) {
        let count = max(1, records.periods.count)
        for period in records.periods where !(period.discount > 0 && period.discount.isFinite) {
            report(
                "out_of_range", nil, "periods",
                "the discount \(period.discount) of \(period.name) is not above 0", "give a number above 0")
        }
        let names = records.periods.map(\.name)
        if Set(names).count < names.count {
            report("duplicate_row", nil, "periods", "a period stands twice", "name each period once")
        }
        for source in records.sources {
            checkPeriod(source.period, count, "period", source.location)
        }
        for measure in records.measures {
            checkPeriod(measure.period ?? 0, count, "period", measure.location)
        }
        for project in records.projects {
            checkPeriod(project.period, count, "period", project.location)
            let first = project.commitmentPeriod ?? project.period
            checkPeriod(first, count, "commitment_period", project.location)
            if first > project.period {
                report(
                    "out_of_range", project.location, "commitment_period",
                    "project \(project.name) would hold quota only after production begins",
                    "give the period of production or an earlier one")
            }
        }
        unique(records.banking, "banking", at: \.location) { $0.pollutant }
        for terms in records.banking { checkBanking(terms) }
    }

    private mutating func checkPeriod(
        _ period: Int, _ count: Int, _ path: String, _ place: SourceLocation?
    ) {
        guard period < 0 || period >= count else { return }
        report("unknown_period", place, path, "there is no period \(period + 1)", "use one of the \(count)")
    }

    private mutating func checkBanking(_ terms: BankingTerms) {
        share(terms.decay, "decay", terms.location)
        if terms.decay == 1 {
            report(
                "out_of_range", terms.location, "decay", "everything carried over would be lost",
                "give a part below 1, or leave banking out")
        }
        notNegative(terms.carryLimit ?? 0, "carry_limit", terms.location)
        notNegative(terms.netSalesFactor ?? 0, "net_sales_factor", terms.location)
        notNegative(terms.borrowLimit, "borrow_limit", terms.location)
        checkRatio(terms.borrowRatio, "borrow_ratio", terms.location)
    }

    private mutating func checkRatio(_ ratio: Double, _ path: String, _ place: SourceLocation?) {
        finite(ratio, path, place)
        guard ratio < 1 else { return }
        report(
            "ratio_below_one", place, path, "a ratio of \(ratio) would let the total grow", "give at least 1")
    }

    /// Commodities and co-effects.
    mutating func checkEffects(_ records: QuotaRecords) {
        unique(records.commodities, "commodities", at: \.location) { $0.id }
        for commodity in records.commodities where !records.pollutants.contains(commodity.id) {
            report(
                "unknown_pollutant", commodity.location, "commodities", "no source emits '\(commodity.id)'",
                "remove it, or correct the id")
        }
        unique(records.effects, "effects", at: \.location) {
            "\($0.region) \($0.pollutant) \($0.sector) \($0.name) \($0.other)"
        }
        guard !records.effects.isEmpty else { return }
        let sources = Set(records.sources.map { [$0.region, $0.pollutant, $0.sector] })
        let measures = Set(records.measures.map { [$0.region, $0.pollutant, $0.sector, $0.name] })
        let projects = Set(records.projects.map { [$0.region, $0.pollutant, $0.sector, $0.name] })
        for effect in records.effects {
            let key = [effect.region, effect.pollutant, effect.sector, effect.name]
            finite(effect.ratio, "ratio", effect.location)
            requireSource([effect.region, effect.other, effect.sector], sources, "effects", effect.location)
            if effect.other == effect.pollutant {
                report(
                    "effect_on_itself", effect.location, "other_pollutant",
                    "\(effect.name) acts on \(effect.other) already", "name another pollutant")
            }
            if !measures.contains(key), !projects.contains(key) {
                report(
                    "unknown_measure", effect.location, "name",
                    "no measure or project '\(effect.name)' of \(key.dropLast().joined(separator: " "))",
                    "use a name of measures or projects")
            }
            if projects.contains(key), effect.ratio < 0 {
                report(
                    "negative", effect.location, "ratio", "a project cannot emit less than nothing",
                    "give a ratio of at least 0")
            }
        }
    }

    /// Edges and links between classes.
    mutating func checkDirectTrade(_ records: QuotaRecords) {
        unique(records.edges, "edges", at: \.location) { "\($0.from) \($0.to) \($0.pollutant)" }
        let places = records.edges.isEmpty ? [] : Set(records.sources.map { [$0.region, $0.pollutant] })
        for edge in records.edges {
            notNegative(edge.cost, "cost_yuan_per_t", edge.location)
            notNegative(edge.capacity ?? 0, "capacity_t", edge.location)
            checkRatio(edge.ratio, "ratio", edge.location)
            if edge.from == edge.to {
                report(
                    "edge_to_itself", edge.location, "to_region", "region \(edge.from) to itself",
                    "remove the edge")
            }
            for region in [edge.from, edge.to] where !places.contains([region, edge.pollutant]) {
                report(
                    "unknown_source", edge.location, "edges", "no source of \(edge.pollutant) in \(region)",
                    "add it to the sources, or remove the edge")
            }
        }
        let pools = Set(records.sources.map(\.pool))
        for link in records.classLinks {
            for pool in [link.from, link.to] where !pools.contains(pool) {
                report(
                    "unknown_class", link.location, "classes", "no source is in the class '\(pool)'",
                    "use a class of the sources, or remove the link")
            }
        }
    }

    /// Reserve tiers.
    mutating func checkReserves(_ records: QuotaRecords) {
        unique(records.reserves, "reserves", at: \.location) { "\($0.pollutant) \($0.name)" }
        for tier in records.reserves {
            notNegative(tier.amount, "amount", tier.location)
            notNegative(tier.price, "price", tier.location)
            notNegative(tier.repaymentRatio, "repayment_ratio", tier.location)
            if let after = tier.repaidAfter, after < 1 {
                report("out_of_range", tier.location, "repaid_after", "\(after) is below 1", "give 1 or more")
            }
            if !records.pollutants.contains(tier.pollutant) {
                report(
                    "unknown_pollutant", tier.location, "reserves", "no source emits '\(tier.pollutant)'",
                    "use a pollutant of the sources")
            }
        }
    }

    /// Linear limits and the sums that they share.
    mutating func checkLimits(_ records: QuotaRecords) {
        unique(records.limits, "rules", at: \.location) { "\($0.rule) \($0.name)" }
        let totals = Set(records.totals.map(\.name))
        for limit in records.limits {
            finite(limit.atMost, limit.rule, limit.location)
            for term in limit.terms {
                finite(term.coefficient, limit.rule, limit.location)
                if case .total(let name) = term.amount, !totals.contains(name) {
                    report(
                        "unknown_total", limit.location, limit.rule, "there is no total '\(name)'",
                        "add it to the totals")
                }
            }
        }
        for term in records.totals.flatMap(\.terms) where !(term.coefficient >= 0) {
            report(
                "negative", nil, "totals", "a total adds with a coefficient of \(term.coefficient)",
                "give coefficients of at least 0")
        }
    }
}

extension QuotaRecords {
    func suffix(ofPeriod period: Int) -> String {
        periods.count > 1 && periods.indices.contains(period) ? " \(periods[period].name)" : ""
    }
}
