import EcoAccounts
import EcoParameters

/// The account of the scenario with the values of a simulated year, for schemes that pay by services.
///
/// Rows keep the year of the scenario, since the schemes' tables name it; their values are those of the year before,
/// which is the last account that there is when a year is settled.
struct SimulatedAccount: Sendable {
    private let entries: [AccountEntry]
    /// Of each row the position of its service and region; of the total of a region the service is nil.
    private let places: [(row: Int, service: Int?, region: Int)]
    private let regionCount: Int

    init(_ world: SimulationWorld) {
        entries = world.inputs.accounts
        regionCount = world.regionCount
        let services = ServiceBase.services(entries).map(\.id)
        var places: [(row: Int, service: Int?, region: Int)] = []
        for (row, entry) in entries.enumerated() where entry.ecosystem == nil {
            guard let region = world.regions.index(of: entry.region) else { continue }
            let service = services.firstIndex(of: entry.indicator)
            if service != nil || entry.account == .total && entry.indicator == "gep" {
                places.append((row, service, region))
            }
        }
        self.places = places
    }

    /// The account as it is before any year is simulated.
    func entries(_ year: ServiceYear) -> [AccountEntry] {
        guard !year.values.isEmpty else { return entries }
        var simulated = entries
        for (row, service, region) in places {
            let value = service.map { year.values[$0 * regionCount + region] } ?? year.gep[region]
            simulated[row] = entries[row].valued(value)
        }
        return simulated
    }
}

extension AccountEntry {
    fileprivate func valued(_ yuan: Double) -> AccountEntry {
        AccountEntry(
            region: region, year: year, account: account, indicator: indicator, ecosystem: ecosystem,
            quantity: quantity, unit: unit, valueYuan: yuan.isFinite ? yuan : nil, priceYear: priceYear,
            status: status, rulePack: rulePack, note: note)
    }
}
