import CEcoComp
import EcoParameters
import EcoRuns

/// Why a call of the C interface did not end well: what it returns, and what `eco_last_error` tells.
struct CallFailure: Error {
    let status: Int32
    let diagnostics: [Diagnostic]

    /// The findings of a run, with the exit code that the command line gives them.
    init(_ failure: RunFailure) {
        diagnostics = failure.diagnostics
        status =
            switch failure {
            case .input: ECO_INPUT
            case .computation, .infeasible: ECO_FAILED
            }
    }

    private init(_ status: Int32, _ diagnostic: Diagnostic) {
        self.status = status
        diagnostics = [diagnostic]
    }

    /// A wrong call.
    static func call(_ argument: String, _ message: String, hint: String = "") -> CallFailure {
        CallFailure(ECO_CALL, Diagnostic(code: "wrong_call", path: argument, message, hint: hint))
    }

    /// A wrong value of one run.
    static func input(_ message: String, path: String) -> CallFailure {
        CallFailure(ECO_INPUT, Diagnostic(code: "out_of_range", path: path, message))
    }

    static let cancelled = CallFailure(
        ECO_CANCELLED, Diagnostic(code: "interrupted", "the caller stopped the batch"))

    /// As the command line prints findings with `--format json`.
    var text: String { JSON.object([("diagnostics", .array(diagnostics.map(\.json)))]).text }
}

/// Runs a call, keeps its findings for `eco_last_error`, and gives its status.
func status(_ body: () throws(CallFailure) -> Void) -> Int32 {
    do throws(CallFailure) {
        try body()
        LastError.text = ""
        return ECO_OK
    } catch {
        LastError.text = error.text
        return error.status
    }
}

/// Runs a call that gives a number from 0; its failure is the negative status.
func number(_ body: () throws(CallFailure) -> Int64) -> Int64 {
    var result: Int64 = 0
    let status = status { () throws(CallFailure) in result = try body() }
    return status == ECO_OK ? result : -Int64(status)
}
