import EcoAccounts
import EcoParameters
import EcoUnits

/// T2 and T3: quantity, unit price, value and share of a service or of one of its parts.
public struct ServiceRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    public let account: AccountEntry.Account
    public let indicator: String
    /// The part of the service; nil for the whole.
    public let component: String?
    public let quantity: Double?
    public let unit: Unit
    /// Yuan for one unit; nil where parts of different price are together.
    public let unitPrice: Double?
    public let yuan: Double?
    /// Of the total of the account; nil for services beside the total.
    public let share: Double?
    public let status: AccountEntry.Status
}

/// How an indicator was computed (T2): the choices of its block, and the years of its layers.
public struct IndicatorMethod: Hashable, Sendable {
    public let indicator: String
    public let method: LocalizedText
    /// Years of the layers, as the scenario names them.
    public let dataYears: [String]
}

extension IndicatorMethod {
    init(
        _ id: String, _ bound: BoundGroup, _ layers: LayersParameters, _ indicator: any Indicator
    ) {
        let choices = bound.declaration.parameters.compactMap { parameter -> LocalizedText? in
            guard case .choice(let options) = parameter.shape,
                let chosen = bound.fields[parameter.key]?.value.text
            else { return nil }
            return options.first { $0.id == chosen }?.meaning
        }
        let roles = (indicator.isByEcosystem ? [.landCover] : []) + (indicator.measurement?.layers ?? [])
        self.indicator = id
        method = choices.clauses()
        dataYears = Set(roles.compactMap { layers[$0]?.year }).sorted()
    }
}

/// The price of a part of a service in one region, at the account's price level.
public struct ComponentPrice: Hashable, Sendable {
    public let region: RegionCode
    /// As in account rows, such as `soil_retention.silt`.
    public let id: String
    public let yuanPerUnit: Double
}

extension AccountLookup {
    /// T2 and T3 in one.
    func services(total: String, prices: [ComponentPrice]) -> [ServiceRow] {
        let byPart = Dictionary(grouping: prices, by: \.id)
        return regionsAndAll.flatMap { region in
            let whole = yuan(total, region)
            return services.compactMap { service -> ServiceRow? in
                let rows = rows(service.id, region)
                guard let first = rows.first else { return nil }
                let units = Set(rows.map(\.unit.symbol))
                let own = (pricedPart(of: service, region, byPart).flatMap { byPart[$0] } ?? []).filter {
                    region == nil || $0.region == region
                }
                let levels = Set(own.map(\.yuanPerUnit))
                let yuan = yuan(service.id, region)
                return ServiceRow(
                    region: region, account: service.account, indicator: service.indicator,
                    component: service.component,
                    quantity: units.count == 1 ? quantity(service.id, region) : nil, unit: first.unit,
                    unitPrice: levels.count == 1 ? levels.first : nil, yuan: yuan,
                    share: service.account == .memorandum ? nil : ratio(yuan, whole),
                    status: status(service.id, region))
            }
        }
    }

    /// The part whose price is that of the row: its own, or the only priced one where it is the same quantity.
    private func pricedPart(
        of service: Service, _ region: RegionCode?, _ prices: [String: [ComponentPrice]]
    ) -> String? {
        guard !service.isPart else { return service.id }
        let parts = services.filter { $0.isPart && $0.indicator == service.id && prices[$0.id] != nil }
        guard parts.count == 1, let part = parts.first else { return nil }
        let units = Set((rows(part.id, region) + rows(service.id, region)).map(\.unit.symbol))
        let isWhole = units.count == 1 && quantity(part.id, region) == quantity(service.id, region)
        return isWhole ? part.id : nil
    }
}
