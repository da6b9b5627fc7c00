import EcoParameters
import EcoScenarios
import Glibc

/// Where a sweep lies: parts while it goes on, tables and `manifest.json` when it is done.
struct SweepFolder: ~Copyable {
    /// How far an earlier command came.
    enum Standing {
        case fresh
        case begun
        case done
    }

    let path: String
    var parts: String { "\(path)/.parts" }
    private var record: String { "\(path)/\(Self.recordName)" }
    private var lock: CInt = -1

    static let planName = "sweep.resolved.yaml"
    static let scenarioName = "scenario.resolved.yaml"
    private static let recordName = ".sweep"
    /// The first file of a folder, which stays in it.
    private static let lockName = ".lock"
    static let manifestName = "manifest.json"

    /// Makes the folder, and holds it against another command until this one ends.
    ///
    /// - Parameter isShared: held beside others that compute shares, against one that computes all the rest.
    init(_ path: String, isShared: Bool = false) throws(Diagnostic) {
        self.path = RunFolder.withoutTrailingSlash(path)
        let isOurs =
            RunFolder.exists("\(self.path)/\(Self.lockName)") || RunFolder.isEmptyFolder(self.path)
        guard isOurs || !RunFolder.exists(self.path) else {
            throw Diagnostic(
                code: "output_exists", path: self.path,
                RunFolder.isFolder(self.path)
                    ? "the folder exists and holds something other than a sweep"
                    : "a file of that name exists",
                hint: "name another folder with --out")
        }
        try RunFolder.makeFolders(self.path)
        let name = "\(self.path)/\(Self.lockName)"
        lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard lock >= 0 else { throw RunFolder.failure("cannot write", name) }
        guard flock(lock, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            throw Diagnostic(
                code: "folder_in_use", path: self.path, "another sweep is writing to this folder",
                hint: "wait for it, or name another folder with --out")
        }
    }

    deinit {
        if lock >= 0 { close(lock) }
    }

    /// Whether an earlier command began the same sweep here; records it where none did.
    ///
    /// - Throws: what differs, with its place, where the folder holds another sweep.
    func begin(_ identity: SweepIdentity) throws(Diagnostic) -> Standing {
        guard let known = WholeFile.text(record) else {
            try WholeFile.write(identity.plan, to: "\(path)/\(Self.planName)")
            try WholeFile.write(identity.scenario, to: "\(path)/\(Self.scenarioName)")
            try WholeFile.write(identity.record, to: record)
            return .fresh
        }
        guard known == identity.record else { throw difference(from: known, to: identity) }
        return RunFolder.exists("\(path)/\(Self.manifestName)") ? .done : .begun
    }

    /// Removes what only an unfinished sweep needs; its record stays.
    func tidy() { RunFolder.removeTree(parts) }

    // MARK: Another sweep

    private func difference(from known: String, to identity: SweepIdentity) -> Diagnostic {
        let hint = "name another folder with --out, or remove this one"
        let texts = [(Self.planName, identity.plan), (Self.scenarioName, identity.scenario)]
        for (name, new) in texts {
            let old = WholeFile.text("\(path)/\(name)") ?? ""
            guard let (line, before, now) = Self.firstDifference(old, new) else { continue }
            return Diagnostic(
                code: "sweep_changed", at: SourceLocation(file: "\(path)/\(name)", line: line, column: 1),
                path: path, "the folder holds another sweep: `\(before)` there, `\(now)` now", hint: hint)
        }
        let old = known.split(separator: "\n")
        let changed = identity.record.split(separator: "\n").first { !old.contains($0) }
        return Diagnostic(
            code: "sweep_changed", at: SourceLocation(file: record, line: 1, column: 1), path: path,
            "the folder holds a sweep of other inputs: \(changed ?? "the tool") is new", hint: hint)
    }

    /// The first line whose value differs, from 1; comments tell origins and do not count.
    private static func firstDifference(_ old: String, _ new: String) -> (Int, String, String)? {
        let value = { (line: Substring) in
            String((line.firstRange(of: "  # ").map { line[..<$0.lowerBound] } ?? line).trimmingBlanks())
        }
        let lines = [old, new].map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(value) }
        for index in 0..<max(lines[0].count, lines[1].count) {
            let before = index < lines[0].count ? lines[0][index] : "nothing"
            let now = index < lines[1].count ? lines[1][index] : "nothing"
            if before.hasPrefix("#"), now.hasPrefix("#") { continue }
            if before != now { return (index + 1, before, now) }
        }
        return nil
    }
}

/// What makes a sweep the same one.
struct SweepIdentity: Sendable {
    /// Text of `sweep.resolved.yaml`.
    let plan: String
    /// Text of `scenario.resolved.yaml`, without any value of the sweep.
    let scenario: String
    /// A line for each thing that counts.
    let record: String

    /// 64 hexadecimal digits.
    var key: String { SHA256.hex(record.utf8) }
}
