import EcoAccounts
import EcoUnits

/// Puts the change account together from two accounts.
struct ChangeAssembly {
    let opening: AccountLookup
    let closing: AccountLookup
    let total: String
    /// True where net imports lower the total.
    let subtractsImports: Bool

    /// A quantity with its price in both years.
    private struct Item {
        let id: String
        let account: AccountEntry.Account
        let unit: Unit?
        let q0: Double
        let p0: Double
        let q1: Double
        let p1: Double
    }

    var rows: [ChangeRow] {
        closing.regions.codes.flatMap(rows) + (closing.regions.count > 1 ? together : [])
    }

    // MARK: One region

    private func rows(_ region: RegionCode) -> [ChangeRow] {
        let services = services
        var rows: [ChangeRow] = []
        var itemsOfService: [String: [Item]?] = [:]
        for service in services {
            let items = items(of: service, region)
            itemsOfService[service.id] = items
            rows += (items ?? []).map { row(region, $0.id, $0.unit, [$0], quantities: true) }
            rows.append(
                wholeRow(region, service.id, items, quantity: { $0.quantity(service.id, region) }))
        }
        for account in [AccountEntry.Account.provisioning, .regulating, .cultural] {
            let own = services.filter { $0.account == account }
            guard !own.isEmpty else { continue }
            rows.append(wholeRow(region, account.rawValue, joined(own.map { itemsOfService[$0.id] ?? nil })))
        }
        let all = joined(services.map { itemsOfService[$0.id] ?? nil } + [imports(region)])
        let isComplete = opening.yuan(total, region) != nil && closing.yuan(total, region) != nil
        return rows + [wholeRow(region, total, isComplete ? all : nil)]
    }

    /// Services of either year that have a value, or would have if they were complete.
    private var services: [AccountLookup.Service] {
        let own = closing.wholeServices
        let gone = opening.wholeServices.filter { old in !own.contains { $0.id == old.id } }
        return (own + gone).filter { $0.account != .memorandum && isValued($0.id) }
    }

    private func isValued(_ service: String) -> Bool {
        [opening, closing].flatMap { $0.rows(service, nil) }
            .contains { $0.valueYuan != nil || $0.status == .incomplete }
    }

    /// The parts of a service in both years; nil where it is incomplete in one of them.
    private func items(of service: AccountLookup.Service, _ region: RegionCode) -> [Item]? {
        for year in [opening, closing] where year[service.id, region]?.status == .incomplete { return nil }
        let parts = [opening, closing].flatMap {
            $0.services.filter { $0.isPart && $0.indicator == service.id }
        }
        var seen: Set<String> = []
        return parts.filter { seen.insert($0.id).inserted }.compactMap { item($0, region) }
    }

    /// A part that one of the years lacks changes by its quantity alone, at the price of the other year.
    private func item(_ part: AccountLookup.Service, _ region: RegionCode) -> Item? {
        let (old, new) = (opening[part.id, region], closing[part.id, region])
        guard let unit = (new ?? old)?.unit else { return nil }
        func quantity(_ entry: AccountEntry?) -> Double {
            entry.flatMap { entry in entry.quantity.flatMap { entry.unit.convert($0, to: unit) } } ?? 0
        }
        let (q0, q1) = (quantity(old), quantity(new))
        let prices = [ratio(old?.valueYuan, q0), ratio(new?.valueYuan, q1)]
        guard let p0 = prices[0] ?? prices[1], let p1 = prices[1] ?? prices[0] else { return nil }
        return Item(id: part.id, account: part.account, unit: unit, q0: q0, p0: p0, q1: q1, p1: p1)
    }

    /// What comes from outside counts as a quantity of yuan, with the sign that it has in the total.
    private func imports(_ region: RegionCode) -> [Item] {
        guard subtractsImports else { return [] }
        let (old, new) = (opening.yuan("net_imports", region) ?? 0, closing.yuan("net_imports", region) ?? 0)
        guard old != 0 || new != 0 else { return [] }
        return [Item(id: "net_imports", account: .total, unit: nil, q0: -old, p0: 1, q1: -new, p1: 1)]
    }

    private func joined(_ lists: [[Item]?]) -> [Item]? {
        lists.contains { $0 == nil } ? nil : lists.flatMap { $0 ?? [] }
    }

    // MARK: Rows

    private func wholeRow(
        _ region: RegionCode, _ id: String, _ items: [Item]?,
        quantity: (AccountLookup) -> Double? = { _ in nil }
    ) -> ChangeRow {
        guard let items else {
            return ChangeRow(
                region: region, id: id, unit: nil, openingQuantity: nil, closingQuantity: nil,
                openingYuan: nil, closingYuan: nil, openingAtClosingPrices: nil, laspeyresPaasche: nil,
                shapley: nil, lmdi: nil, lmdiIsShapley: false)
        }
        let unit = closing[id, region]?.unit ?? opening[id, region]?.unit
        return row(
            region, id, unit, items, quantities: false, opening: quantity(opening), closing: quantity(closing)
        )
    }

    private func row(
        _ region: RegionCode, _ id: String, _ unit: Unit?, _ items: [Item], quantities: Bool,
        opening q0: Double? = nil, closing q1: Double? = nil
    ) -> ChangeRow {
        func add(_ split: (Item) -> TwoFactorSplit) -> TwoFactorSplit {
            items.reduce(.zero) { $0 + split($1) }
        }
        let shapley: (Item) -> TwoFactorSplit = {
            Decomposition.shapley(q0: $0.q0, p0: $0.p0, q1: $0.q1, p1: $0.p1)
        }
        let lmdi: (Item) -> TwoFactorSplit? = {
            Decomposition.lmdi(q0: $0.q0, p0: $0.p0, q1: $0.q1, p1: $0.p1)
        }
        return ChangeRow(
            region: region, id: id, unit: unit, openingQuantity: quantities ? items.first?.q0 : q0,
            closingQuantity: quantities ? items.first?.q1 : q1,
            openingYuan: items.reduce(0) { $0 + $1.q0 * $1.p0 },
            closingYuan: items.reduce(0) { $0 + $1.q1 * $1.p1 },
            openingAtClosingPrices: items.reduce(0) { $0 + $1.q0 * $1.p1 },
            laspeyresPaasche: add {
                Decomposition.laspeyresPaasche(q0: $0.q0, p0: $0.p0, q1: $0.q1, p1: $0.p1)
            }, shapley: add(shapley), lmdi: add { lmdi($0) ?? shapley($0) },
            lmdiIsShapley: items.contains { lmdi($0) == nil })
    }

    /// Sums over all regions, row by row.
    private var together: [ChangeRow] {
        let all = closing.regions.codes.flatMap(rows)
        var order: [String] = []
        for row in all where !order.contains(row.id) { order.append(row.id) }
        return order.map { id in Self.sum(all.filter { $0.id == id }) }
    }

    private static func sum(_ rows: [ChangeRow]) -> ChangeRow {
        func split(_ part: (ChangeRow) -> TwoFactorSplit?) -> TwoFactorSplit? {
            let parts = rows.map(part)
            return parts.contains { $0 == nil } ? nil : parts.compactMap { $0 }.reduce(.zero, +)
        }
        func add(_ figure: (ChangeRow) -> Double?) -> Double? { EcoIndicators.sum(rows.map(figure)) }
        return ChangeRow(
            region: nil, id: rows[0].id, unit: rows[0].unit, openingQuantity: add(\.openingQuantity),
            closingQuantity: add(\.closingQuantity), openingYuan: add(\.openingYuan),
            closingYuan: add(\.closingYuan), openingAtClosingPrices: add(\.openingAtClosingPrices),
            laspeyresPaasche: split(\.laspeyresPaasche), shapley: split(\.shapley), lmdi: split(\.lmdi),
            lmdiIsShapley: rows.contains(where: \.lmdiIsShapley))
    }

    // MARK: Three factors

    var factors: [FactorRow] {
        closing.regions.codes.flatMap { region in
            services.flatMap { service in
                EcosystemType.allCases.compactMap { factor(service.id, region, $0) }
            }
        }
    }

    /// nil where a year has no area, quantity or value: extent or intensity mean nothing there.
    private func factor(
        _ indicator: String, _ region: RegionCode, _ type: EcosystemType
    ) -> FactorRow? {
        func figures(_ year: AccountLookup) -> (area: Double, quantity: Double, yuan: Double)? {
            guard let area = year.quantity("area", region, type), area != 0,
                let quantity = year[indicator, region, type]?.quantity, quantity != 0,
                let yuan = year[indicator, region, type]?.valueYuan
            else { return nil }
            return (area, quantity, yuan)
        }
        guard let old = figures(opening), let new = figures(closing) else { return nil }
        return FactorRow(
            region: region, indicator: indicator, ecosystem: type, openingArea: old.area,
            closingArea: new.area, openingYuan: old.yuan, closingYuan: new.yuan,
            split: Decomposition.shapley(
                extent: (old.area, new.area), intensity: (old.quantity / old.area, new.quantity / new.area),
                price: (old.yuan / old.quantity, new.yuan / new.quantity)))
    }
}
