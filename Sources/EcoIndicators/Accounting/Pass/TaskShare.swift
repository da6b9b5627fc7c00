import EcoGrids

/// One of several shares of tasks in a fixed order, such as the third of sixty-four.
public struct TaskShare: Hashable, Sendable, CustomStringConvertible {
    /// From 1 to `count`.
    public let number: Int
    public let count: Int
    /// More shares than any cluster has use for.
    public static let countLimit = 100_000

    /// Nil unless 1 <= number <= count <= ``countLimit``.
    public init?(_ number: Int, of count: Int) {
        guard count <= Self.countLimit, (1...max(1, count)).contains(number), count >= 1 else { return nil }
        self.number = number
        self.count = count
    }

    /// From `3/64`.
    public init?(_ text: String) {
        let words = text.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, let number = Int(words[0]), let count = Int(words[1]) else { return nil }
        self.init(number, of: count)
    }

    public var description: String { "\(number)/\(count)" }

    /// Running numbers of its tasks among `total`: neighbours, so that blocks of files are decoded once. Every task is
    /// in exactly one share; a share has none where there are more shares than tasks.
    public func tasks(of total: Int) -> Range<Int> {
        total * (number - 1) / count..<total * number / count
    }
}

/// What the windows of one share gave, for a run that takes all shares.
public struct MeasuredPart: Hashable, Sendable {
    public let share: TaskShare
    /// Holds everything that its sums depend on, line by line.
    public let key: String
    /// The state of the pass over these windows.
    public let bytes: [UInt8]
    /// What findings call it, such as the name of its file.
    public let name: String

    public init(_ share: TaskShare, key: String, bytes: [UInt8], name: String) {
        self.share = share
        self.key = key
        self.bytes = bytes
        self.name = name
    }
}
