import EcoCompensation
import EcoQuota
import EcoSimulation

extension QuotaResult {
    /// As ``QuotaMarket/placeCharges(_:year:)``.
    func placeCharges(year: Int) -> [PlaceCharge] { market.placeCharges(parameters, year: year) }
}

extension QuotaMarket {
    /// Of a market whose first period is `year`.
    func placeCharges(_ parameters: QuotaParameters, year: Int) -> [PlaceCharge] {
        placeCharges(homes: parameters.receptorHomes) { self.year(ofPeriod: $0, first: year) }.map(\.charge)
    }
}
