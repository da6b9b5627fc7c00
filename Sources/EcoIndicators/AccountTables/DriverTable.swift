import EcoAccounts

/// How much an account moves with one price: values are linear in prices, so the share of the value is exact.
public struct DriverRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// `provisioning`, `regulating`, `cultural`, or the id of the total.
    public let account: String
    /// 1 for the strongest.
    public let rank: Int
    /// As in account rows, such as `soil_retention.silt`.
    public let driver: String
    /// Yuan that rest on the price.
    public let yuan: Double
    /// CS = (dV/V) / (dp/p).
    public let sensitivity: Double
    /// The account with this price halved, and with half as much again.
    public let low: Double
    public let high: Double
}

extension AccountLookup {
    /// The three strongest drivers of every account and of the total.
    func drivers(total: String) -> [DriverRow] {
        let kinds: [AccountEntry.Account] = [.provisioning, .regulating, .cultural]
        let parts = services.filter { $0.isPart && kinds.contains($0.account) }
        return regionsAndAll.flatMap { region -> [DriverRow] in
            let accounts = kinds.filter { kind in parts.contains { $0.account == kind } }
            return accounts.flatMap { kind in
                strongest(
                    kind.rawValue, account(kind, region), parts.filter { $0.account == kind }, region)
            } + strongest(total, yuan(total, region), parts, region)
        }
    }

    private func strongest(
        _ account: String, _ whole: Double?, _ parts: [Service], _ region: RegionCode?
    ) -> [DriverRow] {
        guard let whole, whole != 0 else { return [] }
        let priced = parts.compactMap { part in yuan(part.id, region).map { (part.id, $0) } }
            .filter { $0.1 != 0 }
            .sorted { (-$0.1.magnitude, $0.0) < (-$1.1.magnitude, $1.0) }
        return priced.prefix(3).enumerated().map { rank, driver in
            DriverRow(
                region: region, account: account, rank: rank + 1, driver: driver.0, yuan: driver.1,
                sensitivity: driver.1 / whole, low: whole - driver.1 / 2, high: whole + driver.1 / 2)
        }
    }
}
