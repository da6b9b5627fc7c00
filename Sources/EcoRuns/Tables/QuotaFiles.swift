import EcoParameters
import EcoQuota
import EcoUnits

extension RunFile {
    /// `quota.csv`: per region, pollutant and sector.
    static func quota(_ market: QuotaMarket) -> RunFile {
        var csv = CSVText(columns: [
            "region", "pollutant", "sector", "baseline_t", "abated_t", "sold_t", "bought_t", "reserve_t",
            "emitted_t", "cost_yuan", "quota_t", "grown_t", "shortfall_t", "value_yuan", "period",
        ])
        for row in market.problem.sectorResults(market.solution) {
            csv.append([
                row.region, row.pollutant, row.sector, amount(row.baseline), amount(row.abated),
                amount(row.sold), amount(row.bought), amount(row.reserve), amount(row.emitted),
                money(row.cost), amount(row.quota), amount(row.grown), amount(row.shortfall),
                money(row.value), market.periodName(row.period),
            ])
        }
        return RunFile("quota.csv", csv.text)
    }

    /// `quota_flows.csv`: the pools taken apart into deals between parties.
    static func quotaFlows(_ result: QuotaResult) -> RunFile {
        var csv = CSVText(columns: [
            "pollutant", "from", "to", "sent_t", "received_t", "ratio", "price_yuan_per_t", "period",
        ])
        for flow in result.study.flows {
            csv.append([
                flow.pollutant, flow.from, flow.to, amount(flow.sent), amount(flow.received),
                cell(flow.ratio),
                cell(flow.price), result.market.periodName(flow.period),
            ])
        }
        return RunFile("quota_flows.csv", csv.text)
    }

    /// `quota_payments.csv`: who pays whom for quota, with fees and what the way between zones yields; each
    /// payment to the nearest fen, with one payer and one payee.
    static func quotaPayments(_ result: QuotaResult) -> RunFile {
        var csv = CSVText(columns: ["pollutant", "payer", "payee", "amount_fen", "basis", "period"])
        for payment in result.study.payments {
            let fen = Int64(exactly: (payment.amount * 100).rounded())
            csv.append([
                payment.pollutant, payment.payer, payment.payee, fen.map { "\($0)" }, payment.basis.rawValue,
                result.market.periodName(payment.period),
            ])
        }
        return RunFile("quota_payments.csv", csv.text)
    }

    /// `prices.csv`: the price of each region's emission, and one row for each limit that binds.
    static func prices(_ market: QuotaMarket) -> RunFile {
        var csv = CSVText(columns: [
            "pollutant", "region", "shadow_price_yuan_per_t", "limit", "unit", "note", "pool",
            "place_charge_yuan_per_t", "scarcity_yuan_per_t", "note_zh", "period",
        ])
        for price in market.problem.accountPrices(market.solution) {
            csv.append([
                price.pollutant, price.region, priceCell(price.shadowPrice), nil,
                QuotaPrice.unit(per: market.problem.unit(of: price.pollutant)), nil, price.pool,
                priceCell(price.placeCharge), priceCell(price.scarcity), nil,
                market.periodName(price.period),
            ])
        }
        for price in market.problem.limitPrices(market.solution) {
            let note = note(price, market.problem)
            csv.append([
                price.pollutant, nil, cell(price.shadowPrice), "\(price.kind.rawValue) \(price.name)",
                price.priceUnit, note.en, nil, nil,
                nil, note.zh, market.periodName(price.period),
            ])
        }
        return RunFile("prices.csv", csv.text)
    }

    /// The limit as people state it: for a receptor the concentration, of which the background takes a part.
    private static func note(_ price: LimitPrice, _ problem: QuotaProblem) -> LocalizedText {
        if price.kind == .receptor, let place = problem.receptors.first(where: { $0.id == price.name }) {
            let (limit, background) = (short(place.limit), short(place.background))
            return LocalizedText(
                en: "limit \(limit) µg/m³, background \(background) µg/m³",
                zh: "限值 \(limit) µg/m³，背景浓度 \(background) µg/m³")
        }
        guard let limit = price.limit.map(short) else { return .empty }
        return LocalizedText(
            en: "limit \(limit) \(price.limitUnit)", zh: "限值 \(limit) \(tonnes(price.limitUnit))")
    }

    private static func tonnes(_ unit: String) -> String { unit == "t" ? "吨" : unit }

    /// At most three decimals, for sentences.
    private static func short(_ value: Double) -> String {
        NumberText.shortest((value * 1000).rounded() / 1000)
    }

    /// `receptors.csv`: the concentration at each receptor before and after, against its limit; `nil` where the
    /// market has none.
    static func receptors(_ result: QuotaResult) -> RunFile? {
        let problem = result.market.problem
        guard !problem.receptors.isEmpty else { return nil }
        let before = problem.loads(ofEmissions: problem.sources.map(\.baseline))
        let after = problem.loads(ofEmissions: result.market.solution.emitted)
        let binding = Set(problem.pricedReceptorRows(result.market.solution))
        let places = Dictionary(
            result.parameters.receptorPlaces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var csv = CSVText(columns: [
            "receptor", "longitude", "latitude", "baseline_ug_m3", "after_ug_m3", "limit_ug_m3", "binding",
            "margin_ug_m3", "is_hot_spot", "period",
        ])
        for row in before.indices {
            let receptor = problem.receptors[row % problem.receptors.count]
            let margin = receptor.limit - receptor.background - after[row]
            csv.append([
                receptor.id, cell(places[receptor.id]?.longitude), cell(places[receptor.id]?.latitude),
                cell(receptor.background + before[row]), cell(receptor.background + after[row]),
                cell(receptor.limit), binding.contains(row) ? "yes" : "no", cell(margin),
                after[row] > before[row] * (1 + 1e-9) ? "yes" : "no",
                result.market.periodName(row / problem.receptors.count),
            ])
        }
        return RunFile("receptors.csv", csv.text)
    }

    /// `receptor_means.csv`: what people breathe on average; `nil` where no receptor states a population.
    static func receptorMeans(_ result: QuotaResult) -> RunFile? {
        let means = result.market.problem.populationMeans(result.market.solution)
        guard !means.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "period", "population", "baseline_ug_m3", "after_ug_m3", "limit_ug_m3",
        ])
        for mean in means {
            csv.append([
                result.market.periodName(mean.period), cell(mean.population), cell(mean.before),
                cell(mean.after), cell(mean.limit),
            ])
        }
        return RunFile("receptor_means.csv", csv.text)
    }

    /// `receptor_years.csv`: the concentration at each receptor in each year of weather; `nil` where there is one matrix
    /// for all.
    static func receptorYears(_ result: QuotaResult) -> RunFile? {
        let years = result.market.problem.receptorYears(result.market.solution)
        guard !years.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "receptor", "period", "weather", "weight", "baseline_ug_m3", "after_ug_m3", "limit_ug_m3", "held",
        ])
        for year in years {
            csv.append([
                year.receptor, result.market.periodName(year.period), year.year, cell(year.weight),
                cell(year.before), cell(year.after), cell(year.limit), year.isHeld ? "yes" : "no",
            ])
        }
        return RunFile("receptor_years.csv", csv.text)
    }

    /// `quota_commodities.csv`: what the block says of its commodities; `nil` where all are pollutants in t.
    static func quotaCommodities(_ result: QuotaResult) -> RunFile? {
        let commodities = result.market.problem.records.commodities
        guard !commodities.isEmpty else { return nil }
        var csv = CSVText(columns: ["pollutant", "kind", "unit"])
        for commodity in commodities { csv.append([commodity.id, commodity.kind.rawValue, commodity.unit]) }
        return RunFile("quota_commodities.csv", csv.text)
    }

    /// `certificate.json`: what the plan costs, what every plan costs at least, and how far limits are broken.
    static func certificate(_ result: QuotaResult) -> RunFile {
        let (certificate, proof) = (result.market.certificate, result.market.plan.proof)
        let json = JSON.object([
            ("verdict", .string(certificate.verdict.rawValue)),
            ("objective_yuan", .number(certificate.primalObjective)),
            ("dual_bound_yuan", .number(certificate.dualBound)),
            ("relative_gap", .number(certificate.gap)),
            ("tolerance", .number(certificate.tolerance)),
            ("violations", .object(certificate.violations.map { ($0.family, .number($0.relative)) })),
            ("solver", .string(result.market.found.solver)),
            ("iterations", .integer(result.market.found.iterations)),
            ("cost_without_trade_yuan", result.costWithoutTrade.map { .number($0) } ?? .null),
            ("scope", .string(proof.scope.rawValue)), ("scope_en", .string(proof.scope.meaning.en)),
            ("scope_zh", .string(proof.scope.meaning.zh)), ("rounds", .integer(proof.rounds)),
            ("cases_of_years", .integer(proof.cases)),
            ("shortfall_t", .number(settled(result.market.solution.shortfall.reduce(0, +), to: 1e9))),
        ])
        return RunFile("certificate.json", json.text + "\n")
    }
}

/// Tonnes of a plan as a cell, to the milligram: what is finer is rounding of the solver.
func amount(_ tonnes: Double?) -> String? { cell(tonnes.map { settled($0, to: 1e9) }) }

/// Yuan of a plan as a cell, to the millionth.
func money(_ yuan: Double?) -> String? { cell(yuan.map { settled($0, to: 1e6) }) }

/// A price as a cell; less than a millionth of a yuan is rounding of the solver.
func priceCell(_ yuan: Double) -> String? { cell(yuan.magnitude < 1e-6 ? 0 : yuan) }

/// A value to a number of steps in one, where its own digits reach that far.
func settled(_ value: Double, to steps: Double) -> Double {
    let scaled = (value * steps).rounded()
    return scaled.magnitude < 0x1p53 ? scaled / steps : value
}

extension QuotaMarket {
    /// A period that is named after a year is that year; others follow the first one by one.
    func year(ofPeriod index: Int, first: Int) -> Int {
        guard problem.periods.count > 1 else { return first }
        return Int(problem.periods[index].name) ?? first + index
    }

    /// The name of a period; `nil` where the market has one.
    func periodName(_ index: Int) -> String? {
        problem.periods.count > 1 && problem.periods.indices.contains(index)
            ? problem.periods[index].name : nil
    }
}
