#if canImport(Glibc)
    import Glibc
#endif

/// What the change of a value `q p` owes to its quantity and to its price; both add up to the change.
public struct TwoFactorSplit: Hashable, Sendable {
    public let quantity: Double
    public let price: Double

    public static func + (a: TwoFactorSplit, b: TwoFactorSplit) -> TwoFactorSplit {
        TwoFactorSplit(quantity: a.quantity + b.quantity, price: a.price + b.price)
    }

    static let zero = TwoFactorSplit(quantity: 0, price: 0)
}

/// What the change of a value `A (q/A) p` owes to extent, intensity and price.
public struct ThreeFactorSplit: Hashable, Sendable {
    public let extent: Double
    public let intensity: Double
    public let price: Double
}

/// Exact splits of a change between two dates (0 and 1).
public enum Decomposition {
    /// Quantities at opening prices (Laspeyres), prices at closing quantities (Paasche).
    public static func laspeyresPaasche(
        q0: Double, p0: Double, q1: Double, p1: Double
    ) -> TwoFactorSplit {
        TwoFactorSplit(quantity: (q1 - q0) * p0, price: (p1 - p0) * q1)
    }

    /// The mean over both orders (Shapley): each factor's change at the midpoint of the other.
    public static func shapley(q0: Double, p0: Double, q1: Double, p1: Double) -> TwoFactorSplit {
        TwoFactorSplit(quantity: (q1 - q0) * (p0 + p1) / 2, price: (p1 - p0) * (q0 + q1) / 2)
    }

    /// The logarithmic mean Divisia index; nil where a figure is zero or negative: then use Shapley.
    ///
    /// Source: Ang 2005, doi:10.1016/j.enpol.2003.10.010.
    public static func lmdi(q0: Double, p0: Double, q1: Double, p1: Double) -> TwoFactorSplit? {
        guard q0 > 0, p0 > 0, q1 > 0, p1 > 0 else { return nil }
        let weight = logarithmicMean(q1 * p1, q0 * p0)
        return TwoFactorSplit(quantity: weight * log(q1 / q0), price: weight * log(p1 / p0))
    }

    /// L(a, b) = (a - b) / ln(a / b), and a where both are the same; for positive numbers.
    public static func logarithmicMean(_ a: Double, _ b: Double) -> Double {
        let ratio = (a - b) / b
        guard ratio != 0 else { return a }
        // ln(a / b) of near numbers keeps its digits as log1p.
        return (a - b) / log1p(ratio)
    }

    /// Shapley over three factors: a third of the change alone, a sixth with each other, a third with both.
    public static func shapley(
        extent a: (Double, Double), intensity b: (Double, Double), price c: (Double, Double)
    ) -> ThreeFactorSplit {
        func effect(
            _ x: (Double, Double), _ y: (Double, Double), _ z: (Double, Double)
        ) -> Double {
            (x.1 - x.0) * ((y.0 * z.0 + y.1 * z.1) / 3 + (y.0 * z.1 + y.1 * z.0) / 6)
        }
        return ThreeFactorSplit(
            extent: effect(a, b, c), intensity: effect(b, a, c), price: effect(c, a, b))
    }
}
