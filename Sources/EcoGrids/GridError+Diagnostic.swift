import EcoParameters

extension GridError {
    /// The finding at the place and path of the scenario that named the file.
    public func diagnostic(
        at location: SourceLocation? = nil, path: String = "", severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        let place = file.isEmpty || message.contains(file) ? "" : "\(file): "
        return Diagnostic(
            severity, code: code.rawValue, at: location, path: path, place + message, hint: hint)
    }
}
