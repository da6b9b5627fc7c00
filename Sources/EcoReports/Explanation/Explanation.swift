import EcoParameters
import EcoRuns
import EcoUnits

/// The arithmetic of a figure of a stored run: of a payment from the rows of the input to the fen, or of an
/// evaluated figure of the air from its days.
public struct Explanation: Sendable {
    /// One line: how deep it stands in the calculation, and its parts.
    struct Line: Sendable {
        let depth: Int
        /// What the step does.
        let title: String
        /// The value with its unit.
        let value: String
        /// Rule and numbers of the step, and where its figure stands.
        var remarks: [String] = []
        /// The days that a figure of the air was made from.
        var days: [AirDays.Day] = []
        /// How the value follows from others of the run.
        var formula: Formula?
    }

    let heading: [String]
    let lines: [Line]

    /// - Parameter figure: `transfers:PAYER:PAYEE:PERIOD:SCHEME`, `air:REGION:PERIOD:INDICATOR`, or a row of a table
    ///   such as `quota_ledger:PARTY`.
    /// - Throws: ``DiagnosticFailure`` where the run holds no such figure, or is damaged.
    public init(of figure: String, in run: StoredRun, language: Language) throws(DiagnosticFailure) {
        try self.init(of: figure, ReportContext(RunContents(run, withOutlines: false), language))
    }

    /// Several figures of a run that is read once.
    public static func all(
        of figures: [String], in run: StoredRun, language: Language
    ) throws(DiagnosticFailure) -> [Explanation] {
        let context = try ReportContext(RunContents(run, withOutlines: false), language)
        var explanations: [Explanation] = []
        for figure in figures {
            explanations.append(try Explanation(of: figure, context))
        }
        return explanations
    }

    init(of figure: String, _ context: ReportContext) throws(DiagnosticFailure) {
        if let stored = StoredFigure(figure, context) {
            (heading, lines) = try stored.explanation(context)
            return
        }
        if let certificate = try CertificateTrail(figure, context) {
            (heading, lines) = certificate.explanation
            return
        }
        let evidence = try AirEvidence(context)
        if figure.hasPrefix("air:") {
            (heading, lines) = try evidence.explanation(of: figure)
            return
        }
        let name = try TransferName(figure, context)
        let payment = try Payment(name, context, figure)
        var writer = LineWriter(context, try context.calculations(), evidence)
        payment.write(to: &writer)
        (heading, lines) = (payment.heading(context), writer.lines)
    }

    /// For a terminal: one line a step, indented by its depth.
    public var text: String {
        let body = lines.flatMap { line in
            let indent = String(repeating: "  ", count: line.depth)
            let head = indent + line.title + (line.value.isEmpty ? "" : " = " + line.value)
            let formula = line.formula.map { ["= " + $0.text] } ?? []
            return [head] + (formula + line.remarks + AirDays.wrapped(line.days)).map { indent + "    " + $0 }
        }
        return (heading + [""] + body).joined(separator: "\n")
    }

    /// The same for a script; days as objects with `date`, `value` and `rows`, formulas with `value` and
    /// `expression`.
    public var json: JSON {
        .object([
            ("heading", .array(heading.map { .string($0) })),
            ("steps", .array(lines.map(Self.step))),
        ])
    }

    private static func step(_ line: Line) -> JSON {
        var members: [(String, JSON)] = [
            ("depth", .integer(line.depth)), ("title", .string(line.title)), ("value", .string(line.value)),
            ("remarks", .array(line.remarks.map { .string($0) })),
        ]
        if let formula = line.formula { members.append(("formula", formula.json)) }
        if !line.days.isEmpty { members.append(("days", .array(line.days.map(\.json)))) }
        return .object(members)
    }
}
