import EcoAccounts
import EcoParameters
import EcoUnits

extension PriorityQueue {
    private struct Demand {
        let project: String
        let region: String
        let period: Period
        let item: String
        let priority: Int
        let tilt: Rational
        let isToppedUp: Bool
        /// What may be granted, and how it follows from the request.
        let entitlement: Calculation
        var open: Rational
    }

    private struct Stock {
        let holder: String
        let period: Period
        let item: String
        let calculation: Calculation
    }

    public func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome {
        var demands = try readDemands(evidence.table)
        let stocks = try readStocks(evidence.table)
        var outcome = AllocationOutcome()
        // Local stocks first; what they leave open the province fills.
        let order =
            stocks.filter { $0.holder != Self.province } + stocks.filter { $0.holder == Self.province }
        for stock in order {
            do { try serve(stock, &demands, &outcome) } catch {
                throw .overflow("\(identity.path): \(stock.item)")
            }
        }
        for demand in demands where demand.open > .zero { outcome.warnings.append(short(demand)) }
        return outcome
    }

    private func short(_ demand: Demand) -> Diagnostic {
        let open = demand.open.text(digits: 3)
        return Diagnostic(
            .warning, code: "quota_short", at: identity.location, path: identity.path,
            LocalizedText(
                en: "\(demand.project) is \(open) t of \(demand.item) short in \(demand.period)",
                zh: "\(demand.period) \(demand.project) 的 \(demand.item) 缺 \(open) 吨"))
    }

    // MARK: Reading

    private func readStocks(_ regions: RegionTable) throws(DiagnosticFailure) -> [Stock] {
        var reader = RowReader(stock, regions)
        var stocks: [Stock] = []
        for row in stock.rows {
            guard let holder = reader.subject(row, Columns.holder),
                let period = reader.period(row, OwnColumn.period),
                let available = stock.number(row, Columns.available)
            else { continue }
            stocks.append(
                Stock(
                    holder: holder, period: period, item: stock.value(row, Columns.item),
                    calculation: Calculation(
                        .observation, "stock", available, .named("t"),
                        origin: stock.origin(row, Columns.available))))
        }
        try reader.finish()
        return stocks
    }

    private func readDemands(_ regions: RegionTable) throws(DiagnosticFailure) -> [Demand] {
        let classRows = Dictionary(
            classes.rows.map { (classes.value($0, Columns.projectClass), $0) },
            uniquingKeysWith: { first, _ in first })
        var reader = RowReader(demands, regions)
        var result: [Demand] = []
        for row in demands.rows {
            let name = demands.value(row, Columns.projectClass)
            guard let classRow = classRows[name] else {
                reader.complain(
                    row, Columns.projectClass, "unknown_class",
                    LocalizedText(en: "no class '\(name)'", zh: "没有类别“\(name)”"),
                    hint: LocalizedText(classRows.keys.sorted().joined(separator: ", ")))
                continue
            }
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period),
                let coefficient = coefficient(row, &reader)
            else { continue }
            let entitlement = try DiagnosticFailure.exactly(identity.path) { () throws(ArithmeticOverflow) in
                try self.entitlement(row, coefficient)
            }
            result.append(
                Demand(
                    project: demands.value(row, Columns.project), region: region.description, period: period,
                    item: demands.value(row, Columns.item),
                    priority: classes.optional(classRow, Columns.priority) ?? 1,
                    tilt: classes.number(classRow, Columns.tilt) ?? .one,
                    isToppedUp: classes.optional(classRow, Columns.toppedUp) ?? false,
                    entitlement: entitlement, open: entitlement.value))
        }
        try reader.finish()
        return result
    }

    private func coefficient(_ row: Int, _ reader: inout RowReader) -> Rational? {
        guard let grade = demands.optional(row, Columns.grade), let grades else { return .one }
        let found = grades.rows.first { grades.value($0, Columns.gradeKey) == grade }
        if let found { return grades.number(found, Columns.coefficient) }
        reader.complain(
            row, Columns.grade, "unknown_grade",
            LocalizedText(en: "no coefficient of grade '\(grade)'", zh: "等级“\(grade)”无系数"),
            hint: LocalizedText(en: "add it to the table `grades`", zh: "在 `grades` 表中补充"))
        return nil
    }

    /// Whole steps, rounded down.
    private func entitlement(_ row: Int, _ coefficient: Rational) throws(ArithmeticOverflow) -> Calculation {
        let requested = demands.number(row, Columns.requested) ?? .zero
        let count = try (requested * coefficient).roundedCount(ofStep: step, .down)
        return Calculation(
            .coefficient, "entitlement", try Rational(count) * step, .named("t"),
            note: "x \(coefficient.text(digits: 4))",
            inputs: [
                Calculation(
                    .observation, "requested", requested, .named("t"),
                    origin: demands.origin(row, Columns.requested))
            ])
    }

    // MARK: Serving

    private func serve(
        _ stock: Stock, _ demands: inout [Demand], _ outcome: inout AllocationOutcome
    ) throws(ArithmeticOverflow) {
        let isProvince = stock.holder == Self.province
        let served = demands.indices.filter { index in
            let demand = demands[index]
            return demand.item == stock.item && demand.period == stock.period && demand.open > .zero
                && (isProvince ? demand.isToppedUp : demand.region == stock.holder)
        }
        var rest = stock.calculation.value
        var parts: [(recipient: String, calculation: Calculation)] = []
        for tier in Set(served.map { demands[$0].priority }).sorted() {
            let tierDemands = served.filter { demands[$0].priority == tier }
            let needs = tierDemands.map { demands[$0].open }
            let weights = try tierDemands.map { index throws(ArithmeticOverflow) in
                try demands[index].open * demands[index].tilt
            }
            let given = try Apportionment.fill(rest, needs: needs, weights: weights, step: step)
            for (index, amount) in zip(tierDemands, given) where amount > .zero {
                demands[index].open = try demands[index].open - amount
                rest = try rest - amount
                parts.append(
                    (
                        demands[index].project,
                        Calculation(
                            .share, "granted", amount, .named("t"),
                            note: LocalizedText(en: "priority \(tier)", zh: "优先级 \(tier)"),
                            inputs: [demands[index].entitlement, stock.calculation])
                    ))
            }
        }
        try outcome.add(
            identity, stock.period, "\(stock.item):\(stock.holder)", available: stock.calculation.value,
            .named("t"), parts)
    }
}
