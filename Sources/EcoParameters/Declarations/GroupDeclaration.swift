import EcoUnits

/// A block of parameters, with its meaning and the rules that tie them together.
public struct GroupDeclaration: Sendable {
    /// Lower_snake; the name that `describe` and the reference documents use.
    public let id: String
    public let title: LocalizedText
    public let meaning: LocalizedText
    public let parameters: [ParameterDeclaration]
    /// Checked once every parameter by itself is right.
    public let rules: [Rule]

    /// A rule over several parameters: adds its findings, each with a place.
    public typealias Rule = @Sendable (BoundGroup, inout [Diagnostic]) -> Void

    /// Fills in what the block names by reference, such as a preset, once every parameter by itself is right and
    /// before the rules: the bound tree, and so the resolved scenario, then holds the values in force.
    public typealias Completion = @Sendable (BoundGroup) -> BoundGroup
    public let completion: Completion?

    public init(
        id: String, title: LocalizedText, meaning: LocalizedText, parameters: [ParameterDeclaration],
        completion: Completion? = nil, rules: [Rule] = []
    ) {
        self.id = id
        self.title = title
        self.meaning = meaning
        self.parameters = parameters
        self.completion = completion
        self.rules = rules
    }
}

/// A typed, immutable block that a module reads: its declaration, and itself from bound values.
public protocol ParameterGroup: Sendable {
    static var declaration: GroupDeclaration { get }
    /// Called only with values that satisfy the declaration.
    init(_ bound: BoundGroup)
}
