import EcoUnits

/// What a shape says, in words.
struct ShapeFacts {
    var type = LocalizedText(en: "", zh: "")
    var unit = ""
    var range = LocalizedText(en: "", zh: "")
    var choices: [ChoiceOption] = []
    var blocks: [GroupDeclaration] = []
    var table = ""

    init(_ shape: Shape) {
        switch shape {
        case .quantity(let unit, let range): setQuantity("quantity", "带单位的数值", unit, range)
        case .number(let range): setQuantity("number", "数值", .one, range)
        case .integer(let range): setInteger(range)
        case .boolean: type = LocalizedText(en: "true or false", zh: "true 或 false")
        case .text(let kind): setText(kind)
        case .choice(let options): setChoice(options)
        case .localizedText: type = LocalizedText(en: "text in two languages", zh: "双语文本")
        case .table(let declaration):
            type = LocalizedText(en: "table", zh: "数据表")
            table = declaration.id
        case .file(let kind): setFile(kind)
        case .list(let element, let minimum): setList(element, minimum)
        case .group(let group):
            type = LocalizedText(en: "block", zh: "参数块")
            blocks = [group]
        case .variant(let discriminator, let options):
            type = LocalizedText(en: "block chosen by `\(discriminator)`", zh: "由 `\(discriminator)` 选定的参数块")
            blocks = options.map(\.group)
        case .map(_, let value):
            self = ShapeFacts(value)
            type = LocalizedText(en: "block of free keys, each a \(type.en)", zh: "自定键，值为\(type.zh)")
        }
    }

    init(_ kind: ColumnKind) {
        switch kind {
        case .quantity(let unit, let range):
            setQuantity(unit == .one ? "number" : "quantity", "数值", unit, range)
        case .fixedPoint(let digits, let unit, let range):
            setQuantity("number with at most \(digits) decimals", "至多 \(digits) 位小数", unit, range)
        case .integer(let range): setInteger(range)
        case .boolean: type = LocalizedText(en: "yes or no", zh: "yes 或 no")
        case .text(let kind): setText(kind)
        case .choice(let options): setChoice(options)
        }
    }

    private mutating func setQuantity(_ en: String, _ zh: String, _ unit: Unit, _ range: NumberRange) {
        type = LocalizedText(en: en, zh: zh)
        self.unit = unit == .one ? "" : unit.symbol
        if range != .any { self.range = LocalizedText(en: range.description, zh: range.chinese) }
    }

    private mutating func setInteger(_ bounds: ClosedRange<Int>) {
        setQuantity("whole number", "整数", .one, .closed(bounds))
    }

    private mutating func setChoice(_ options: [ChoiceOption]) {
        type = LocalizedText(en: "choice", zh: "选项")
        choices = options
    }

    private mutating func setFile(_ kind: FileKind) {
        type =
            switch kind {
            case .raster: LocalizedText(en: "raster file", zh: "栅格文件")
            case .vector: LocalizedText(en: "vector file", zh: "矢量文件")
            case .any: LocalizedText(en: "file", zh: "文件")
            }
    }

    private mutating func setText(_ kind: TextKind) {
        switch kind {
        case .any: type = LocalizedText(en: "text", zh: "文本")
        case .identifier: type = LocalizedText(en: "identifier", zh: "标识符")
        case .regionCode: type = LocalizedText(en: "region code", zh: "行政区划代码")
        case .period: type = LocalizedText(en: "period", zh: "时段")
        case .date: type = LocalizedText(en: "date", zh: "日期")
        case .value: type = LocalizedText(en: "value", zh: "取值")
        case .oneOf(let texts): setChoice(texts.map { ChoiceOption($0, LocalizedText(en: "", zh: "")) })
        }
    }

    private mutating func setList(_ element: Shape, _ minimum: Int) {
        self = ShapeFacts(element)
        type = LocalizedText(en: "list of \(type.en)", zh: "\(type.zh)列表")
        guard minimum > 0 else { return }
        let (en, zh) = ("at least \(minimum) element(s)", "至少 \(minimum) 项")
        range = LocalizedText(
            en: range.en.isEmpty ? en : "\(range.en); \(en)", zh: range.zh.isEmpty ? zh : "\(range.zh)；\(zh)")
    }
}

extension NumberRange {
    /// Bounds of whole numbers; the ends of `Int` stand for no bound.
    static func closed(_ bounds: ClosedRange<Int>) -> NumberRange {
        NumberRange(
            minimum: bounds.lowerBound == .min ? nil : Double(bounds.lowerBound),
            maximum: bounds.upperBound == .max ? nil : Double(bounds.upperBound))
    }

    /// `大于 0`, `不小于 0 且不大于 1`.
    var chinese: String {
        let low = minimum.map { (excludesMinimum ? "大于 " : "不小于 ") + NumberText.shortest($0) }
        let high = maximum.map { (excludesMaximum ? "小于 " : "不大于 ") + NumberText.shortest($0) }
        return [low, high].compactMap { $0 }.joined(separator: " 且")
    }
}
