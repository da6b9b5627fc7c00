import EcoParameters
import EcoUnits
import Synchronization

/// A file that a scenario read.
public struct InputRecord: Hashable, Sendable {
    /// Written from the scenario's folder, so that it is the same on every machine.
    public let file: String
    public let sha256: String
}

/// The files that a scenario names: found beside the file in which the name stands, read, and recorded.
public final class ScenarioFiles: InputFiles {
    /// The scenario's folder, from the working directory or absolute.
    public let folder: String
    private let spreadsheets: (any SpreadsheetReader)?
    private let digests = Mutex<[String: String]>([:])
    /// Files that a scenario names, as they were when their digest was taken.
    private let recorded = Mutex<[FileReference: FileVersion]>([:])
    /// Tables that have been read: a sweep binds the same ones again and again.
    private let tables = Mutex<[TableKey: Table]>([:])

    private struct TableKey: Hashable {
        let path: String
        let sheet: String?
        let declaration: String
        let columns: [String]
    }

    /// - Parameter spreadsheets: nil where tables are CSV files alone.
    public init(folder: String, spreadsheets: (any SpreadsheetReader)? = nil) {
        self.folder = folder
        self.spreadsheets = spreadsheets
    }

    /// Every file read so far, in the order of names.
    public var inputs: [InputRecord] {
        digests.withLock { digests in
            digests.map { InputRecord(file: relativeName($0.key), sha256: $0.value) }
        }.sorted { $0.file < $1.file }
    }

    /// A path as it is written from the scenario's folder.
    public func relativeName(_ path: String) -> String { FilePath.relative(path, to: folder) }

    /// The file that `name` means, recorded with its digest. `location` may also be a cell of a table.
    public func reference(
        _ name: String, at location: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        let base = location.file == Override.fileName ? folder : FilePath.folder(of: location.file)
        let parts = Self.sheetParts(name)
        let file = FilePath.join(base, parts.file)
        let version = InputReading.version(file)
        do throws(FileError) {
            guard !name.isEmpty else { throw FileError.missing }
            try record(file)
        } catch {
            throw DiagnosticFailure([finding(error, parts.file, file, location, path)])
        }
        let reference = FileReference(name: name, path: file, sheet: parts.sheet, location: location)
        if let version { recorded.withLock { $0[reference] = $0[reference] ?? version } }
        return reference
    }

    /// Named files that are no longer those whose digests were taken: what was read of them since may be something else.
    public var changes: [Diagnostic] {
        let recorded = recorded.withLock { $0 }
        return recorded.compactMap { reference, version in
            let now = InputReading.version(reference.path)
            return now == version ? nil : Self.changed(reference, isGone: now == nil)
        }.sortedByLocation()
    }

    private static func changed(_ reference: FileReference, isGone: Bool) -> Diagnostic {
        let name = reference.name
        return Diagnostic(
            code: "input_changed", at: reference.location,
            isGone
                ? LocalizedText(en: "'\(name)' went away during the run", zh: "运行期间“\(name)”已不存在")
                : LocalizedText(en: "'\(name)' was written during the run", zh: "运行期间“\(name)”被改写"),
            hint: LocalizedText(
                en: "run again when the inputs stay as they are", zh: "待输入文件不再变动后重新运行"))
    }

    private static let spreadsheetExtensions = [".xlsx", ".ods"]

    private static func isSpreadsheet(_ file: String) -> Bool {
        spreadsheetExtensions.contains { file.lowercased().hasSuffix($0) }
    }

    /// `statistics.xlsx#emissions` in its two parts; any other name is a file.
    private static func sheetParts(_ name: String) -> (file: String, sheet: String?) {
        guard let mark = name.lastIndex(of: "#"), isSpreadsheet(String(name[..<mark])) else {
            return (name, nil)
        }
        return (String(name[..<mark]), String(name[name.index(after: mark)...]))
    }

    public func table(
        _ file: FileReference, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        let key = TableKey(
            path: file.path, sheet: file.sheet, declaration: declaration.id,
            columns: declaration.columns.map(\.key))
        if let table = tables.withLock({ $0[key] }) { return table }
        let table = try readTable(file, declaration)
        tables.withLock { $0[key] = table }
        return table
    }

    private func readTable(
        _ file: FileReference, _ declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        guard Self.isSpreadsheet(file.path) else {
            return try TableReader.read(Array(text(of: file).text.utf8), file: file.path, as: declaration)
        }
        guard let spreadsheets else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unreadable_file", at: file.location,
                    "'\(file.name)' is a spreadsheet; only CSV is read here",
                    hint: "save the sheet as CSV UTF-8")
            ])
        }
        let sheet = try spreadsheets.rows(of: file.path, sheet: file.sheet, namedAt: file.location)
        return try TableReader.read(sheet, file: file.path, as: declaration)
    }

    /// The content of a named file, which stays open as long as somebody holds it.
    public func bytes(of file: FileReference) throws(DiagnosticFailure) -> any InputBytes {
        guard !Self.isSpreadsheet(file.path) else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unreadable_file", at: file.location,
                    "'\(file.name)' is a spreadsheet; this table is read piece by piece, from CSV alone",
                    hint: "save the sheet as CSV UTF-8")
            ])
        }
        do throws(FileError) {
            return try FileBytes(file.path)
        } catch {
            throw DiagnosticFailure([finding(error, file.name, file.path, file.location, "")])
        }
    }

    /// The text of a named file, whatever its encoding.
    public func text(of file: FileReference) throws(DiagnosticFailure) -> SourceText {
        try SourceText(bytes(file.path, named: file.name, at: file.location), file: file.path)
    }

    /// The text of a scenario file.
    func text(_ path: String, named name: String, at location: SourceLocation?) throws(DiagnosticFailure)
        -> SourceText
    {
        try SourceText(bytes(path, named: name, at: location), file: path)
    }

    private func bytes(
        _ path: String, named name: String, at location: SourceLocation?
    ) throws(DiagnosticFailure) -> [UInt8] {
        do throws(FileError) {
            let bytes = try InputReading.bytes(path)
            if digests.withLock({ $0[path] == nil }) {
                let digest = SHA256.hex(bytes)
                digests.withLock { $0[path] = digest }
            }
            return bytes
        } catch {
            throw DiagnosticFailure([finding(error, name, path, location, "")])
        }
    }

    /// The digest of a file that need not be named by the scenario, such as a header beside a raster; it is not recorded.
    /// Nil where it cannot be read.
    public func digest(of path: String) -> String? {
        digests.withLock { $0[path] } ?? SHA256.hex(file: path)
    }

    private func record(_ file: String) throws(FileError) {
        if digests.withLock({ $0[file] != nil }) { return }
        let digest = try InputReading.digest(file)
        digests.withLock { $0[file] = digest }
    }

    private func finding(
        _ error: FileError, _ name: String, _ file: String, _ location: SourceLocation?, _ path: String
    ) -> Diagnostic {
        switch error {
        case .missing where location == nil && FilePath.lastPart(of: file) == ScenarioDocument.fileName:
            Diagnostic(
                code: "missing_file", path: FilePath.folder(of: file),
                "the folder holds no \(ScenarioDocument.fileName)",
                hint: near(file).map { "did you mean `\($0)`?" }
                    ?? "name a folder that does, or a scenario file itself")
        case .missing:
            Diagnostic(
                code: "missing_file", at: location, path: path, "there is no file '\(name)'",
                hint: nearNames(file))
        case .isFolder:
            Diagnostic(
                code: "missing_file", at: location, path: path, "'\(name)' is a folder, not a file",
                hint: "name a file in it")
        case .unreadable(let reason):
            Diagnostic(
                code: "unreadable_file", at: location, path: path, "'\(name)' cannot be read: \(reason)",
                hint: "look at its permissions")
        }
    }

    private func near(_ file: String) -> String? {
        let names = InputReading.names(in: FilePath.folder(of: file)) ?? []
        return Suggestion.nearest(to: FilePath.lastPart(of: file), in: names)
    }

    private func nearNames(_ file: String) -> String {
        let parent = FilePath.folder(of: file)
        let shown = relativeName(parent)
        guard let names = InputReading.names(in: parent) else {
            return "there is no folder '\(shown)' either"
        }
        if let near = near(file) { return "did you mean `\(near)`?" }
        let listed = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
        let place = shown == "." ? "its folder" : "the folder '\(shown)'"
        return listed.isEmpty ? "\(place) is empty" : "\(place) holds \(listed)"
    }
}
