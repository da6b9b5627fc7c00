/// Numbers in some dimensions, such as a variable of a NetCDF file; no place on the ground is meant.
public protocol ArraySource: AnyObject {
    /// The file and variable, for messages.
    var name: String { get }
    /// Slowest first.
    var dimensions: [ArrayDimension] { get }
    /// As the file states it; empty where it does not.
    var unit: String { get }

    /// The numbers of a block, the last dimension fastest; missing ones are NaN.
    /// - Throws: `GridError` where the block does not fit or cannot be read.
    func read(start: [Int], count: [Int]) throws(GridError) -> [Double]
}

public struct ArrayDimension: Sendable, Equatable {
    public let name: String
    public let count: Int

    public init(_ name: String, _ count: Int) {
        self.name = name
        self.count = count
    }
}

/// Opens arrays by path and name of the variable. The runner is given one, so that computation never reads files.
public protocol ArrayOpener: Sendable {
    func open(_ path: String, variable: String) throws(GridError) -> any ArraySource
}
