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
    public struct Completion: Sendable {
        let complete: @Sendable (BoundGroup) -> BoundGroup
        /// An element that is brought into a list of the block, as it has to stand there so that one of its values can be
        /// set; nil where none of that name is brought.
        public let element: @Sendable (DocumentNode, ElementName) -> DocumentNode?

        public init(
            _ complete: @escaping @Sendable (BoundGroup) -> BoundGroup,
            element: @escaping @Sendable (DocumentNode, ElementName) -> DocumentNode? = { _, _ in nil }
        ) {
            self.complete = complete
            self.element = element
        }
    }

    /// An element of a list of blocks, by the key of the list and by what chooses the element's kind.
    public struct ElementName: Sendable {
        public let list: String
        public let discriminator: String
        public let name: String

        public init(list: String, discriminator: String, name: String) {
            self.list = list
            self.discriminator = discriminator
            self.name = name
        }
    }

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
