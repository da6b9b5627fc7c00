import EcoUnits

/// The random numbers of one year of one draw: its own stream for each use, whatever the order of the uses.
public struct YearDraw: Sendable {
    /// Counted from 0.
    public let draw: Int
    /// Counted from 0, the first simulated year.
    public let year: Int
    private let seed: UInt64

    public init(seed: UInt64, draw: Int, year: Int) {
        (self.seed, self.draw, self.year) = (seed, draw, year)
    }

    /// A generator for one use; equal for equal seed, draw, year and use.
    func generator(_ use: Use) -> SplitMix64 {
        var mixer = SplitMix64(seed: seed)
        for part in [UInt64(draw), UInt64(year), use.rawValue] {
            let word = mixer.next()
            mixer = SplitMix64(seed: word ^ (part &* 0xD6E8_FEB8_6659_FD93))
        }
        return mixer
    }

    /// What random numbers are drawn for; a new use leaves the numbers of the others as they are.
    enum Use: UInt64 {
        case weatherDays = 1
        case weatherFactor = 2
        case runoff = 3
        case parameters = 4
    }
}

extension SplitMix64 {
    /// Uniform in 0..<bound; the bias of 2^-64 times the bound is beyond any use here.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
