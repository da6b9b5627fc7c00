import EcoIndicators
import EcoParameters

/// A sweep in shares: processes on several machines compute some of its runs each, into one folder; the same command
/// without a share then finds all runs done and writes the tables.
extension Sweep {
    /// What who hands out shares asks first.
    public struct Outlook: Sendable {
        public let runs: Int
        /// Runs that no earlier command finished.
        public let left: Int
        /// Seconds of one run on one thread.
        public let secondsPerRun: Double
    }

    /// Begins the folder and tells what is left; everything else was checked when the sweep was set up.
    public func outlook() throws(RunFailure) -> Outlook {
        try told { () throws(Diagnostic) in
            let (place, key) = try begun()
            let kept = place == nil ? setup.jobCount : parts(place, key).reduce(0) { $0 + $1.runs.count }
            let left = setup.jobCount - kept
            return Outlook(runs: setup.jobCount, left: left, secondsPerRun: left > 0 ? timed() : 0)
        }
    }

    /// Computes what is left of a share, on one thread.
    ///
    /// A part is written whole where it ends, and its name follows from the runs it holds: two processes with the same
    /// share write the same file.
    public func run(_ share: TaskShare, observer: any SweepObserver) throws(RunFailure) -> End {
        try told { () throws(Diagnostic) in
            let (place, key) = try begun()
            guard let place else { return .done }
            let own = share.tasks(of: setup.jobCount)
            let gaps = Self.gaps(in: own, besides: parts(place, key).map(\.runs))
            observer.begins(runs: own.count, done: own.count - gaps.reduce(0) { $0 + $1.count })
            let size = SweepWork.largestPart(setup)
            for gap in gaps {
                for first in stride(from: gap.lowerBound, to: gap.upperBound, by: size) {
                    let piece = first..<min(first + size, gap.upperBound)
                    guard try compute(piece, key, place, observer) else { return .interrupted(kept: 0) }
                }
            }
            return .done
        }
    }

    /// False where the run is to end: a part in the middle of its runs is not kept.
    private func compute(
        _ runs: Range<Int>, _ key: String, _ folder: String, _ observer: any SweepObserver
    ) throws(Diagnostic) -> Bool {
        var records: [SweepRecord] = []
        for run in runs {
            if observer.mustStop { return false }
            records.append(setup.record(run))
            observer.advances()
        }
        try SweepPart.write(records, first: runs.lowerBound, key: key, into: folder)
        return true
    }

    /// What of `own` is in none of the ranges, which are in order.
    static func gaps(in own: Range<Int>, besides done: [Range<Int>]) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var next = own.lowerBound
        for range in done where range.overlaps(own) {
            if next < range.lowerBound { gaps.append(next..<range.lowerBound) }
            next = max(next, range.upperBound)
        }
        if next < own.upperBound { gaps.append(next..<own.upperBound) }
        return gaps
    }

    /// The folder of the parts, nil where all is done; and the key of the sweep.
    private func begun() throws(Diagnostic) -> (parts: String?, key: String) {
        let place = try SweepFolder(folder, isShared: true)
        let identity = setup.identity(overrides: overrides)
        if try place.begin(identity) == .done { return (nil, identity.key) }
        try RunFolder.makeFolders(place.parts)
        return (place.parts, identity.key)
    }

    private func parts(_ folder: String?, _ key: String) -> [SweepPart] {
        folder.map { SweepPart.all(in: $0, key: key, removesOthers: false) } ?? []
    }

    private func timed() -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while count < 20, count == 0 || clock.now - start < .milliseconds(200) {
            _ = setup.record(count % setup.jobCount)
            count += 1
        }
        return (clock.now - start) / .seconds(1) / Double(count)
    }
}
