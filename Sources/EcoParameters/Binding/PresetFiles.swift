/// The files of a preset: it names none.
public struct PresetFiles: InputFiles {
    public init() {}

    public func reference(
        _ name: String, at location: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        throw DiagnosticFailure([
            Diagnostic(code: "preset_file", at: location, path: path, "a preset names no file")
        ])
    }

    public func table(
        _ file: FileReference, as declaration: TableDeclaration
    ) throws(DiagnosticFailure) -> Table {
        throw DiagnosticFailure([
            Diagnostic(code: "preset_file", at: file.location, "a preset names no file")
        ])
    }
}
