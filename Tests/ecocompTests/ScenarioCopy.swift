import Foundation

/// A copy of the reference scenario in a folder of its own, to be broken.
final class ScenarioCopy {
    let folder: TemporaryFolder
    /// The scenario's folder.
    var path: String { "\(folder.path)/two_counties" }

    private static let original = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/reference/two_counties").standardizedFileURL.path

    init(_ edits: [Edit] = []) throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.original, toPath: path)
        for edit in edits { try apply(edit) }
    }

    /// A finished run of the copy, under `name` beside the scenario.
    @discardableResult
    func run(_ name: String, _ arguments: String...) throws -> Outcome {
        try Command.run(["run", path, "--out", "\(folder.path)/\(name)"] + arguments)
    }

    func table(_ name: String) throws -> CSVTable { try CSVTable(folder.text(name)) }

    // MARK: Edits

    enum Edit: Sendable {
        case replace(String, String, String)
        case append(String, String)
        case write(String, [UInt8])
        case cut(String, Int)
        case remove(String)
    }

    struct EditMissed: Error {
        let edit: Edit
    }

    func apply(_ edit: Edit) throws {
        switch edit {
        case .replace(let file, let old, let new):
            let text = try text(file)
            guard let range = text.range(of: old) else { throw EditMissed(edit: edit) }
            try write(file, Array(text.replacingCharacters(in: range, with: new).utf8))
        case .append(let file, let addition): try write(file, Array((try text(file) + addition).utf8))
        case .write(let file, let bytes): try write(file, bytes)
        case .cut(let file, let count):
            try write(file, Array(try folder.data("two_counties/\(file)").prefix(count)))
        case .remove(let file): try FileManager.default.removeItem(atPath: "\(path)/\(file)")
        }
    }

    func text(_ file: String) throws -> String { try folder.text("two_counties/\(file)") }

    func write(_ file: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
    }

    /// `line:column` of the character after `|` in `marked`, which stands in the file as it is now.
    func place(_ marked: String, in file: String) throws -> String {
        let parts = marked.components(separatedBy: "|")
        let text = try text(file)
        if parts.joined().isEmpty { return "1:1" }
        guard let range = text.range(of: parts.joined()) else {
            throw EditMissed(edit: .replace(file, marked, ""))
        }
        let before = text[..<range.lowerBound] + (parts.count > 1 ? parts[0] : "")
        let line = before.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(line.count):\((line.last?.count ?? 0) + 1)"
    }
}
