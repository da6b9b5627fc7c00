/// Keeps the years of what no draw changes as they are finished, so that a simulation that was cut off goes on behind them.
public protocol YearStore: Sendable {
    /// Finished years of the same inputs, from the first one on.
    var finished: [YearState] { get }
    /// - Parameter state: of the next finished year.
    func keep(_ state: YearState)
}
