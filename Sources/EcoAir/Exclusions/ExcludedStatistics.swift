/// Which statistics leave out the listed days: one switch for each (national monthly reports leave sand-dust out
/// of concentrations and composite index and keep it in good days).
public struct ExcludedStatistics: Sendable, Equatable {
    public var concentration: Bool
    public var compositeIndex: Bool
    public var goodDays: Bool

    public init(concentration: Bool, compositeIndex: Bool, goodDays: Bool) {
        self.concentration = concentration
        self.compositeIndex = compositeIndex
        self.goodDays = goodDays
    }

    /// Nothing is left out.
    public static let none = ExcludedStatistics(concentration: false, compositeIndex: false, goodDays: false)
    /// As national monthly reports have it.
    public static let national = ExcludedStatistics(
        concentration: true, compositeIndex: true, goodDays: false)
}
