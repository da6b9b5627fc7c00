import EcoAccounts
import EcoGrids

extension AccountAssembly {
    /// T1 to T6 and T9 of an account.
    func accountTables(
        _ lookup: AccountLookup, _ prices: [ComponentPrice], _ published: PublishedChecks?
    ) -> AccountTables {
        let total = document.total.id
        let matrix = lookup.regionMatrix(total: total)
        let change = change(lookup)
        return AccountTables(
            extent: lookup.extent, services: lookup.services(total: total, prices: prices),
            methods: set.members.map(\.method), matrix: lookup.matrix, regions: matrix,
            indicators: lookup.wholeServices.map(\.id), drivers: lookup.drivers(total: total), change: change,
            geep: lookup.geep(set.geep, year: parameters.year),
            indices: lookup.indices(matrix, set.geep, change, total: total, year: parameters.year),
            basis: set.basis, rules: pack.rows(accounted: Set(set.members.map(\.id)), zoneRule: zoneRule),
            damageMethod: set.geep?.method, published: published?.checks ?? [])
    }

    /// How cells at borders count; nil where the account reads no raster.
    var zoneRule: ZoneRule? { self.set.layers.isEmpty ? nil : parameters.zoneRule }

    private func change(_ closing: AccountLookup) -> ChangeAccount? {
        guard let opening = set.opening else { return nil }
        let assembly = ChangeAssembly(
            opening: opening.lookup, closing: closing, total: document.total.id,
            subtractsImports: pack.netImports == .subtracted)
        return ChangeAccount(
            openingYear: opening.basis.year, openingPriceYear: opening.basis.priceYear,
            closingYear: parameters.year, closingPriceYear: parameters.priceLevel.year, rows: assembly.rows,
            factors: assembly.factors)
    }
}
