import EcoParameters
import EcoUnits

/// One part of a composite transfer: a pool shared by weighted factors, amounts for units of factors, or both.
struct TransferPart: Sendable {
    /// The parts that documents name; all are computed alike.
    static let names: [(id: String, name: LocalizedText)] = [
        ("key_support", LocalizedText(en: "key support", zh: "重点补助")),
        ("key_counties", LocalizedText(en: "key counties", zh: "重点生态县域补助")),
        ("river_belt", LocalizedText(en: "Yangtze economic belt", zh: "长江经济带补助")),
        ("water_sources", LocalizedText(en: "water sources", zh: "水源地补助")),
        ("protected_areas", LocalizedText(en: "protected areas", zh: "禁止开发区补助")),
        ("guide", LocalizedText(en: "guide support", zh: "引导性补助")),
        ("forest_wardens", LocalizedText(en: "ecological forest wardens", zh: "生态护林员补助")),
        ("other", LocalizedText(en: "other", zh: "其他补助")),
    ]

    let id: String
    let pool: Rational
    /// By factor, in order of their ids; they add up to 1.
    let weights: [(factor: String, value: Rational)]
    /// Yuan for one unit of the factor.
    let rates: [(factor: String, value: Rational)]
    /// Whether the factors of quality and performance act on it.
    let isAssessed: Bool

    private static let factorsParameter = Parameter<[String]>.texts(
        "factors", .identifier,
        LocalizedText(en: "factors that the document names; each needs a weight or a rate", zh: "文件规定的因素"))
    private static let poolParameter = Parameter<Rational>.exactQuantity(
        "pool", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "money of a period that the weights share out", zh: "按权重分配的资金规模")
    ).optional
    private static let weightsParameter = map(
        "weights", .number(range: .nonNegative),
        LocalizedText(en: "weight of each factor; together 1", zh: "各因素权重，合计为1"))
    private static let ratesParameter = map(
        "rates", .quantity(unit: .yuan, range: .nonNegative),
        LocalizedText(
            en: "yuan for one unit of a factor, in the unit of the table of figures", zh: "单位因素补助标准"))
    private static let assessedParameter = Parameter<Bool>.boolean(
        "assessed", default: "true",
        LocalizedText(en: "whether quality and performance move this part", zh: "是否受考核系数调节"),
        source: "no document states it by part", status: .provisional)

    private static func map(
        _ key: String, _ value: Shape, _ meaning: LocalizedText
    ) -> Parameter<[(factor: String, value: Rational)]> {
        Parameter(
            ParameterDeclaration(
                key: key, shape: .map(key: .identifier, value: value), presence: .optional, meaning: meaning)
        ) { bound in
            guard case .map(let entries)? = bound else { return [] }
            return entries.compactMap { factor, field in field.value.exactNumber.map { (factor, $0) } }
                .sorted { $0.factor < $1.factor }
        }
    }

    static let parameter = Parameter<[TransferPart]>.variants(
        "parts", discriminator: "part",
        options: names.map { VariantOption(id: $0.id, group: declaration($0.id, $0.name)) },
        LocalizedText(en: "parts of the transfer", zh: "补助构成"), make: { TransferPart($0, $1) })

    private static func declaration(_ id: String, _ name: LocalizedText) -> GroupDeclaration {
        GroupDeclaration(
            id: id, title: name, meaning: LocalizedText(en: "One part of the transfer", zh: "一项补助"),
            parameters: [
                factorsParameter.declaration, poolParameter.declaration, weightsParameter.declaration,
                ratesParameter.declaration, assessedParameter.declaration,
            ])
    }

    private init(_ id: String, _ bound: BoundGroup) {
        self.id = id
        pool = bound[Self.poolParameter] ?? .zero
        weights = bound[Self.weightsParameter]
        rates = bound[Self.ratesParameter]
        isAssessed = bound[Self.assessedParameter]
    }

    var factors: [String] { Set((weights + rates).map(\.factor)).sorted() }

    // MARK: Rules

    /// Checked on the block as completed by its preset.
    static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard case .list(let elements)? = bound.fields["parts"]?.value else { return }
        var seen: Set<String> = []
        for element in elements {
            guard case .variant(let id, let part) = element.value else { continue }
            let path = bound.path.isEmpty ? "parts.\(id)" : "\(bound.path).parts.\(id)"
            if !seen.insert(id).inserted {
                diagnostics.append(
                    Diagnostic(
                        code: "duplicate_id", at: part.location, path: path, "the part '\(id)' stands twice",
                        hint: "keep one"))
            }
            check(part, path, &diagnostics)
        }
    }

    private static func check(_ part: BoundGroup, _ path: String, _ diagnostics: inout [Diagnostic]) {
        let (weights, rates) = (part[weightsParameter], part[ratesParameter])
        let named = Set((weights + rates).map(\.factor))
        for factor in part[factorsParameter] where !named.contains(factor) {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: part.location, path: "\(path).weights.\(factor)",
                    LocalizedText(
                        en: "the factor has neither weight nor rate; the document does not publish one",
                        zh: "该因素既无权重也无标准，文件未公布"),
                    hint: LocalizedText(
                        en: "give `weights` with a `pool`, or `rates`", zh: "填写 `weights`（配 `pool`）或 `rates`")
                ))
        }
        if (part[poolParameter] == nil) != weights.isEmpty {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: part.location,
                    path: weights.isEmpty ? "\(path).weights" : "\(path).pool",
                    LocalizedText(en: "a pool and its weights belong together", zh: "资金池与权重须同时填写"),
                    hint: LocalizedText(en: "give both or none", zh: "两项都填或都不填")))
        }
        if !weights.isEmpty {
            WholeCheck.check(
                weights.map(\.value), is: .one, of: LocalizedText(en: "the weights", zh: "权重"),
                at: part.location(of: weightsParameter), path: "\(path).weights", &diagnostics)
        }
        if named.isEmpty, part[factorsParameter].isEmpty {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: part.location, path: path,
                    LocalizedText(en: "the part names no factor", zh: "该项补助未列因素"),
                    hint: LocalizedText(en: "give `weights` and `pool`, or `rates`", zh: "请填写权重或标准")))
        }
    }
}
