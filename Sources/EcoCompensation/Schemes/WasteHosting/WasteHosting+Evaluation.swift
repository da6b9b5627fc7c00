import EcoAccounts
import EcoParameters
import EcoUnits

extension WasteHosting {
    private struct Flow {
        let period: Period
        let payer: RegionCode
        let payee: RegionCode
        /// A whole number of steps.
        let amount: Rational
        let calculation: Calculation
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var reader = RowReader(shipments, assessment.evidence.table)
        var flows: [Flow] = []
        for row in shipments.rows {
            guard let period = reader.period(row, Columns.period), assessment.isSettled(period) else {
                continue
            }
            do throws(ArithmeticOverflow) { flows += try self.flows(row, period, &reader) } catch {
                throw .overflow("\(scope.path): row \(row + 1)")
            }
        }
        try reader.finish()
        var claims = ClaimList(scheme: scope.id)
        switch netting {
        case .gross:
            for flow in flows {
                claims.pay(
                    flow.amount, from: .region(flow.payer), to: .region(flow.payee), flow.period,
                    "waste_hosting",
                    flow.calculation)
            }
        case .net:
            do throws(ArithmeticOverflow) { try appendNet(flows, &claims) } catch {
                throw .overflow(scope.path)
            }
        }
        return claims.claims
    }

    // MARK: Flows

    /// What the origin of a row owes: to the host, and to the region of the transfer station.
    private func flows(
        _ row: Int, _ period: Period, _ reader: inout RowReader
    ) throws(ArithmeticOverflow) -> [Flow] {
        let hasStation = shipments.optional(row, Columns.station) != nil
        let station = hasStation ? reader.region(row, Columns.station) : nil
        guard let origin = reader.region(row, Columns.origin), let host = reader.region(row, Columns.host),
            station != nil || !hasStation, let rule = rule(row, hasStation, &reader)
        else { return [] }
        let amount = try amount(row, rule)
        let stationShare = station == nil ? .zero : rule.transferStationShare ?? .zero
        let parts = try settlement.split(amount.value, by: [Rational.one - stationShare, stationShare])
        let receivers =
            [(host, parts[0], "host_part")] + (station.map { [($0, parts[1], "station_part")] } ?? [])
        return receivers.filter { $0.0 != origin && $0.1 > .zero }.map { region, part, name in
            Flow(
                period: period, payer: origin, payee: region, amount: part,
                calculation: Calculation(
                    .share, name, part, .yuan,
                    note: name == "host_part" ? "1 - \(stationShare)" : "\(stationShare)",
                    inputs: [amount]))
        }
    }

    private func rule(_ row: Int, _ hasStation: Bool, _ reader: inout RowReader) -> FacilityRule? {
        let id = shipments.value(row, Columns.facility)
        let rule = facilities.first { $0.facility.rawValue == id }
        guard rule == nil || (hasStation && rule?.transferStationShare == nil) else { return rule }
        reader.complain(
            row, Columns.facility, "missing_price",
            LocalizedText(
                en: rule == nil ? "the scheme has no price for \(id)" : "no transfer_station_share for \(id)",
                zh: rule == nil ? "方案未给出该类设施的补偿标准" : "未给出该类设施的转运站分成比例"),
            hint: LocalizedText(en: "add it to `indicators`", zh: "请在 `indicators` 中补充"))
        return nil
    }

    /// `tonnes x price`, and the surcharge on what exceeds the plan.
    private func amount(_ row: Int, _ rule: FacilityRule) throws(ArithmeticOverflow) -> Calculation {
        let tonne = Unit.named("t")
        let tonnes = shipments.number(row, Columns.tonnes) ?? .zero
        let planned = shipments.number(row, Columns.planned) ?? tonnes
        let excess = max(.zero, try tonnes - planned)
        let surcharged = excess > .zero && surchargesAll ? tonnes : excess
        let observed = Calculation(
            .observation, "tonnes", tonnes, tonne, origin: shipments.origin(row, Columns.tonnes))
        let over = Calculation(
            .difference, "surcharged_tonnes", surcharged, tonne,
            inputs: [Calculation(.baseline, "planned_tonnes", planned, tonne)])
        let price = NumberText.shortest(rule.unitPrice.doubleValue)
        return Calculation(
            .tier, rule.facility.rawValue,
            try (tonnes + surcharged * rule.surcharge) * rule.unitPrice, .yuan,
            note: "(t + e x t_over) x \(price) CNY/t, e = \(rule.surcharge)", inputs: [observed, over])
    }

    // MARK: Net positions

    private func appendNet(_ flows: [Flow], _ claims: inout ClaimList) throws(ArithmeticOverflow) {
        for (period, flows) in Dictionary(grouping: flows, by: \.period).sorted(by: { $0.key < $1.key }) {
            for region in Set(flows.flatMap { [$0.payer, $0.payee] }).sorted() {
                let own = flows.filter { $0.payer == region || $0.payee == region }
                let received = try own.filter { $0.payee == region }.map(\.amount).total()
                let paid = try own.filter { $0.payer == region }.map(\.amount).total()
                let net = Calculation(
                    .sum, "net_position", try received - paid, .yuan, note: "in - out",
                    inputs: own.map(\.calculation))
                claims.settle(region, period, net.value, "waste_hosting", net)
            }
        }
    }
}
