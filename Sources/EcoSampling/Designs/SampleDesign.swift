/// A plan of runs in the unit cube before it meets distributions.
///
/// Every row is found without the others: a plan of any length takes no memory.
public protocol SampleDesign: Sendable {
    var runCount: Int { get }

    /// One coordinate for each parameter, each in 0...1.
    ///
    /// - Parameter run: 0 to `runCount` - 1.
    func point(_ run: Int) -> [Double]
}

extension SampleDesign {
    /// All rows at once.
    public var points: [[Double]] { (0..<runCount).map(point) }
}
