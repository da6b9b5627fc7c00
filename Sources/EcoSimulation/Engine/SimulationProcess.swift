import EcoParameters
import EcoUnits

/// What a process is called, and what of the state it reads and writes.
public struct ProcessDeclaration: Sendable {
    /// Lower_snake, equal to the folder.
    public let id: String
    public let title: LocalizedText
    public let meaning: LocalizedText
    /// Parts that it reads, of this year or of the year before.
    public let inputs: Set<StateField>
    public let outputs: Set<StateField>
    /// Whether it uses the random numbers of the draw itself.
    public let isDrawn: Bool

    public init(
        id: String, title: LocalizedText, meaning: LocalizedText, inputs: Set<StateField>,
        outputs: Set<StateField>, isDrawn: Bool = false
    ) {
        self.id = id
        self.title = title
        self.meaning = meaning
        self.inputs = inputs
        self.outputs = outputs
        self.isDrawn = isDrawn
    }
}

/// One step of a year: a pure function of the state and of the year's draw.
///
/// A process is prepared once from the scenario and then holds numbers alone. It reads the declared inputs, writes
/// the declared outputs, and keeps nothing between calls, so that draws may run side by side.
public protocol SimulationStep: Sendable {
    var declaration: ProcessDeclaration { get }

    /// The figures of a year that it adds to the result, in the order of `record`.
    var figures: [SimulationFigure] { get }

    /// Takes the state from the year before, with the outputs of earlier processes of this year, on to this year.
    /// - Throws: why the year cannot be solved, with its place.
    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure)

    /// The values of `figures` after `advance`: of each figure the regions, then all of them together.
    func record(_ state: YearState, into values: inout [Double])
}

/// A step of the catalogue, prepared from a scenario.
public protocol SimulationProcess: SimulationStep {
    static var declaration: ProcessDeclaration { get }

    /// nil where the scenario has nothing for it to do; what is wrong with its tables goes to the findings.
    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic])
}

extension SimulationStep {
    public var figures: [SimulationFigure] { [] }
    public func record(_ state: YearState, into values: inout [Double]) {}
}

extension SimulationProcess {
    public static var id: String { declaration.id }
    /// With what the scenario's parameters leave out of it.
    public var declaration: ProcessDeclaration { Self.declaration }
}

/// Why a year cannot be solved.
public struct SimulationFailure: Error, Sendable {
    public let process: String
    public let year: Int
    public let diagnostics: [Diagnostic]

    public init(_ process: String, year: Int, _ diagnostics: [Diagnostic]) {
        self.process = process
        self.year = year
        self.diagnostics = diagnostics
    }
}

/// A figure of each region and of all together, year by year.
public struct SimulationFigure: Sendable {
    /// Stable, dotted, with the unit's key at the end where there is one: `air.pm25.annual_mean`.
    public let id: String
    public let title: LocalizedText
    public let unit: Unit
    /// Whether less is better; nil where neither is.
    public let lessIsBetter: Bool?
    /// How the regions' values make the value of all of them.
    public enum Total: String, Sendable {
        case sum, mean, largest
    }

    public let total: Total
    /// Whether single regions compare with the value of all together.
    public var isMean: Bool { total != .sum }

    public init(
        _ id: String, _ title: LocalizedText, unit: Unit, lessIsBetter: Bool? = nil, isMean: Bool = false,
        total: Total? = nil
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.lessIsBetter = lessIsBetter
        self.total = total ?? (isMean ? .mean : .sum)
    }
}

/// How the regions' values make the value of all of them.
enum Aggregate {
    static func sum(_ values: some Sequence<Double>) -> Double { values.reduce(0, +) }

    /// Not-a-number where one is missing.
    static func mean(_ values: some Collection<Double>) -> Double {
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }
}
