#if canImport(Glibc)
    import Glibc
#endif

/// What a stock, or its change over years, is worth: never the stock times a price of flows.
public enum StockValuation {
    /// Value today of one yuan a year for `years` years, the first at once: sum of 1/(1 + rate)^i.
    ///
    /// Bo et al. 2017, doi:10.5846/stxb201606161172: 100 years at 2.77 percent are 34.687.
    public static func annuityDue(rate: Double, years: Int) -> Double {
        series(ratio: 1 / (1 + rate), count: years)
    }

    /// Price of keeping a unit for a year where `price` buys it for good: `price (1 - e^-rate)`.
    public static func rental(price: Double, rate: Double) -> Double { price * -expm1(-rate) }

    /// Value today of a unit gained evenly over `years` years, priced at `price` when gained: InVEST carbon.
    ///
    /// `price / years x sum of 1 / ((1 + discount)(1 + change))^i`, i from 0: a price that rises discounts, as a
    /// gain is worth more early.
    public static func changeFactor(
        price: Double, years: Int, discount: Double, priceChange: Double
    ) -> Double {
        let ratio = 1 / ((1 + discount) * (1 + priceChange))
        return price / Double(years) * series(ratio: ratio, count: years)
    }

    /// 1 + ratio + ... , `count` terms.
    private static func series(ratio: Double, count: Int) -> Double {
        var (sum, term) = (0.0, 1.0)
        for _ in 0..<max(count, 0) {
            sum += term
            term *= ratio
        }
        return sum
    }
}
