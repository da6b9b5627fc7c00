import EcoIndicators
import EcoParameters

/// A folder of parts of one pass over rasters, one file each, named by its share.
public struct PartFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = RunFolder.withoutTrailingSlash(path) }

    /// `part-00003-of-00064.sums`
    public func file(of share: TaskShare) -> String {
        func padded(_ number: Int) -> String { String(String(100_000 + number).dropFirst()) }
        let (number, count) =
            share.count < 100_000
            ? (padded(share.number), padded(share.count)) : ("\(share.number)", "\(share.count)")
        return "\(path)/\(Self.prefix)\(number)-of-\(count)\(Self.suffix)"
    }

    private static let (prefix, suffix) = ("part-", ".sums")

    /// Nil where it is absent or damaged.
    func part(_ share: TaskShare) -> MeasuredPart? {
        let file = file(of: share)
        return Self.part(in: file).flatMap { $0.share == share ? $0 : nil }
    }

    /// Whole or not at all, and on the disk when it returns.
    func write(_ part: MeasuredPart) throws(Diagnostic) {
        try KeyedFile.write(part.bytes, key: "\(part.share)\n\(part.key)", to: file(of: part.share))
    }

    private static func part(in file: String) -> MeasuredPart? {
        guard let (key, bytes) = KeyedFile.contents(file), let end = key.firstIndex(of: "\n"),
            let share = TaskShare(String(key[..<end]))
        else { return nil }
        return MeasuredPart(
            share, key: String(key[key.index(after: end)...]), bytes: bytes, name: file)
    }

    /// All parts, by share: each once, none missing, or every finding.
    func read() throws(DiagnosticFailure) -> [MeasuredPart] {
        var findings: [Diagnostic] = []
        var parts: [TaskShare: MeasuredPart] = [:]
        for name in RunFolder.names(in: path) where name.hasPrefix(Self.prefix) && name.hasSuffix(Self.suffix)
        {
            let file = "\(path)/\(name)"
            guard let part = Self.part(in: file) else {
                findings.append(Self.damaged(file))
                continue
            }
            if let other = parts[part.share] { findings.append(Self.doubled(file, other)) }
            parts[part.share] = part
        }
        findings += gaps(Array(parts.keys), damaged: !findings.isEmpty)
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        return parts.values.sorted { $0.share.number < $1.share.number }
    }

    private func gaps(_ shares: [TaskShare], damaged: Bool) -> [Diagnostic] {
        let counts = Set(shares.map(\.count)).sorted()
        guard let count = counts.first else {
            return damaged
                ? []
                : [
                    Diagnostic(
                        code: "part_missing", path: path, "the folder holds no part",
                        hint: "make parts by `ecocomp part SCENARIO --part K/N --out \(path)`")
                ]
        }
        guard counts.count == 1 else {
            let list = counts.map { "\($0)" }.joined(separator: " and ")
            return [
                Diagnostic(
                    code: "parts_mixed", path: path, "the folder holds parts of cuts into \(list) shares",
                    hint: "keep each cut in a folder of its own")
            ]
        }
        let missing = Set(1...count).subtracting(shares.map(\.number)).sorted()
        guard !missing.isEmpty, !damaged else { return [] }
        return [
            Diagnostic(
                code: "part_missing", path: path,
                "\(missing.count) of \(count) parts are missing: \(Self.ranges(missing))",
                hint: "make them by `ecocomp part SCENARIO --part \(missing[0])/\(count) --out \(path)`, ...")
        ]
    }

    /// `1-3, 7`
    static func ranges(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    private static func damaged(_ file: String) -> Diagnostic {
        Diagnostic(
            code: "part_damaged", path: file, "the file is no part, or it is cut off or changed",
            hint: "remove it and make the part again")
    }

    private static func doubled(_ file: String, _ other: MeasuredPart) -> Diagnostic {
        Diagnostic(
            code: "part_doubled", path: file, "holds part \(other.share), which \(other.name) holds too",
            hint: "remove one of them")
    }
}
