/// All prices of a solved market, with their intervals and ranges.
public struct MarketPrices: Sendable {
    /// Regions first, then zones, receptors, reserves and buy-backs.
    public let prices: [QuotaPrice]

    /// - Parameters:
    ///   - tolerance: part of a price by which it may move and still count as the same, where steps slope.
    public init(
        _ problem: QuotaProblem, _ program: MarketProgram, _ solution: ProgramSolution,
        ranges: PriceRangeScope, tolerance: Double, solver: any ProgramSolver
    ) {
        let reader = PriceReader(
            problem: problem, program: program, solution: solution, ranges: ranges,
            face: PriceFace(program, solution),
            ranging: ranges == .none || program.columnCount > PriceRangeScope.mostColumns
                ? nil : PriceRanging(program, solution, solver: solver, tolerance: tolerance))
        prices = reader.regions() + reader.zones() + reader.receptors() + reader.reserves()
    }
}

/// Reads the prices of a solution in the words of the market.
private struct PriceReader {
    let problem: QuotaProblem
    let program: MarketProgram
    let solution: ProgramSolution
    let ranges: PriceRangeScope
    let face: PriceFace
    /// `nil` where no range is asked for, or the market is too large.
    let ranging: PriceRanging?
    private let layout: QuotaLayout
    private let extents: [[String]: Double]
    /// Below this a price is rounding, yuan/t.
    private let least: Double

    init(
        problem: QuotaProblem, program: MarketProgram, solution: ProgramSolution, ranges: PriceRangeScope,
        face: PriceFace, ranging: PriceRanging?
    ) {
        self.problem = problem
        self.program = program
        self.solution = solution
        self.ranges = ranges
        self.face = face
        self.ranging = ranging
        layout = QuotaLayout(problem)
        var extents: [[String]: Double] = [:]
        for (source, record) in problem.sources.enumerated() {
            extents[[record.pollutant, "\(record.period)"], default: 0] += problem.naturalEmissions[source]
        }
        self.extents = extents
        least = 1e-9 * program.cost.reduce(0) { max($0, $1.magnitude) }
    }

    private func extent(_ pollutant: String, _ period: Int) -> Double {
        extents[[pollutant, "\(period)"]] ?? 1
    }

    /// Without what is rounding.
    private func significant(_ price: Double) -> Double { price > least ? price : 0 }

    private func discount(_ period: Int) -> Double { problem.periods[period].discount }

    private func interval(_ form: PriceForm, _ period: Int) -> PriceInterval? {
        face.interval(of: form).map {
            PriceInterval(
                lower: significant($0.lower) / discount(period),
                upper: significant($0.upper) / discount(period))
        }
    }

    private func range(_ limit: MovableLimit, extent: Double, in scope: PriceRangeScope) -> PriceRange? {
        guard let ranging, ranges == .all || ranges == scope,
            scope == .limits || problem.accounts.count <= PriceRangeScope.mostRegions,
            let interval = face.interval(of: limit.form), interval.upper > least
        else { return nil }
        return ranging.range(of: limit, interval, extent: extent)
    }

    // MARK: Regions

    func regions() -> [QuotaPrice] {
        let open = face.openAmbientRows
        let transfer = program.ambient.matrix.denseRows(open)
        return problem.accounts.enumerated().map { index, account in
            // Where its sources release in several classes, the place of the one that costs most.
            let places = Set(account.sources.map { program.ambient.group[$0] }).sorted().map { group in
                open.indices.filter { transfer[$0, group] != 0 }
                    .map { (row: open[$0], weight: transfer[$0, group]) }
            }
            let values = places.map { PriceForm(ambient: $0).value(solution) }
            let dearest = values.indices.max { values[$0] < values[$1] } ?? 0
            let place = places[dearest]
            let row = layout.quotaRow.lowerBound + index
            let scale = discount(account.period)
            let charge = significant(values[dearest]) / scale
            let scarcity = significant(solution.rowPrices[row]) / scale
            let rule = problem.rules[account.rule]
            return QuotaPrice(
                kind: .region, pollutant: account.pollutant, pool: account.pool, period: account.period,
                name: account.region, price: charge + scarcity, placeCharge: charge, scarcity: scarcity,
                benchmark: rule.floorPrice > 0 ? rule.floorPrice : nil,
                interval: interval(PriceForm(rows: [(row, 1)], ambient: place), account.period),
                range: range(.row(row), extent: extent(account.pollutant, account.period), in: .all),
                limitUnit: problem.unit(of: account.pollutant))
        }
    }

    // MARK: Limits

    func zones() -> [QuotaPrice] {
        problem.zonePools.enumerated().map { index, zone in
            let floor = problem.rules[zone.rule].floorPrice
            return price(
                .zone, .row(layout.poolRow.lowerBound + index), zone.pollutant, zone.pool, zone.period,
                zone.zone, benchmark: floor > 0 ? floor : nil)
        }
    }

    func receptors() -> [QuotaPrice] {
        let (loads, open) = (program.ambient.loads(program.upper), Set(face.openAmbientRows))
        return program.ambient.allowance.indices.filter { open.contains($0) }.compactMap { row in
            let count = problem.receptors.count
            return price(
                .receptor, .ambient(row), "", "", row / count, problem.receptors[row % count].id,
                extent: loads[row], unit: "ug/m3")
        }
    }

    func reserves() -> [QuotaPrice] {
        problem.rules.indices.flatMap { index -> [QuotaPrice] in
            let rule = problem.rules[index]
            let period = problem.zonePools.first { $0.rule == index }?.period ?? 0
            var found: [QuotaPrice] = []
            if rule.reserve > 0 {
                found.append(
                    price(
                        .reserve, .row(layout.reserveRow.lowerBound + index), rule.pollutant, "", period, ""))
            }
            if rule.buyBack > 0 {
                found.append(
                    price(
                        .buyBack, .row(layout.buyBackRow.lowerBound + index), rule.pollutant, "", period, ""))
            }
            return found
        }
    }

    private func price(
        _ kind: QuotaPrice.Kind, _ limit: MovableLimit, _ pollutant: String, _ pool: String, _ period: Int,
        _ name: String, extent: Double? = nil, unit: String? = nil, benchmark: Double? = nil
    ) -> QuotaPrice {
        QuotaPrice(
            kind: kind, pollutant: pollutant, pool: pool, period: period, name: name,
            price: (kind == .receptor
                ? max(0, limit.form.value(solution)) : significant(limit.form.value(solution)))
                / discount(period), placeCharge: nil, scarcity: nil,
            benchmark: benchmark, interval: interval(limit.form, period),
            range: range(limit, extent: extent ?? self.extent(pollutant, period), in: .limits),
            limitUnit: unit ?? problem.unit(of: pollutant))
    }
}
