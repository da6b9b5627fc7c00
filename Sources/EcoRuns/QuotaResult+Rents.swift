import EcoAccounts
import EcoCompensation
import EcoQuota
import EcoUnits

extension QuotaResult {
    /// As ``QuotaMarket/placeCharges(_:year:)``.
    func placeCharges(year: Int) -> [PlaceCharge] { market.placeCharges(parameters, year: year) }
}

extension QuotaMarket {
    /// What receptors whose limits bind charge the regions, to the fen; the market's first period is `year`.
    func placeCharges(_ parameters: QuotaParameters, year: Int) -> [PlaceCharge] {
        let homes = Dictionary(
            parameters.receptorPlaces.map { ($0.id, $0.region) }, uniquingKeysWith: { first, _ in first })
        return problem.receptorRents(solution).compactMap { rent in
            guard let region = RegionCode(rent.region), let charge = Self.yuan(rent.charge),
                let endowment = Self.yuan(rent.endowment)
            else { return nil }
            return PlaceCharge(
                region: region, year: self.year(ofPeriod: rent.period, first: year),
                receptor: rent.receptor,
                receptorRegion: homes[rent.receptor].flatMap { $0 }.flatMap { RegionCode($0) },
                charge: charge, endowment: endowment)
        }
    }

    /// An amount as exact yuan, rounded to the fen.
    private static func yuan(_ amount: Double) -> Rational? {
        Int64(exactly: (amount * 100).rounded()).flatMap { Rational(Int128($0), over: 100) }
    }
}
