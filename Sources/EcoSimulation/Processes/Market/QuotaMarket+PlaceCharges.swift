import EcoAccounts
import EcoCompensation
import EcoQuota
import EcoUnits

extension QuotaParameters {
    /// Code of the region in which a receptor stands, by its id; where it is known.
    public var receptorHomes: [String: String] {
        Dictionary(
            receptorPlaces.compactMap { place in place.region.map { (place.id, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension QuotaMarket {
    /// What receptors whose limits bind charge the regions, to the fen.
    ///
    /// - Parameters:
    ///   - homes: code of the region in which a receptor stands, by its id.
    ///   - year: of a period.
    public func placeCharges(
        homes: [String: String], year: (Int) -> Int
    ) -> [(period: Int, charge: PlaceCharge)] {
        problem.receptorRents(solution).compactMap { rent in
            guard let region = RegionCode(rent.region), let charge = Self.yuan(rent.charge),
                let endowment = Self.yuan(rent.endowment)
            else { return nil }
            return (
                rent.period,
                PlaceCharge(
                    region: region, year: year(rent.period), receptor: rent.receptor,
                    receptorRegion: homes[rent.receptor].flatMap { RegionCode($0) },
                    charge: charge, endowment: endowment)
            )
        }
    }

    /// An amount as exact yuan, rounded to the fen.
    private static func yuan(_ amount: Double) -> Rational? {
        Int64(exactly: (amount * 100).rounded()).flatMap { Rational(Int128($0), over: 100) }
    }
}
