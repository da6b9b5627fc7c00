import EcoParameters
import EcoUnits

extension QuotaTables {
    /// Response surfaces of receptors: one row for each factor of a term.
    public enum Responses {
        static let receptor = SourceReceptor.receptor
        static let term = Column<String>.text(
            "term",
            LocalizedText(en: "id of the term; its rows are multiplied", zh: "项编号，同一项各行相乘"))
        static let coefficient = Column<Double>.quantity(
            "coefficient_ug_m3", unit: .named("ug/m3"),
            LocalizedText(
                en: "coefficient of the term, the same in each of its rows", zh: "该项系数，同一项各行相同"))
        static let place = Column<String>.text(
            "region", kind: .regionCode, presence: .optional,
            LocalizedText(
                en: "region that emits; a city stands for its counties, empty for all",
                zh: "排放地区，市级代码代表所辖各县，空表示全部"))
        static let argument = Column<String>.choice(
            "argument", ResponseTerm.Argument.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional,
            LocalizedText(en: "in what the emission counts; empty means tonnes", zh: "排放量的计量方式，空表示吨"))
        static let weather = SourceReceptor.weather
        static let power = Column<Int>.integer(
            "power", range: 1...9, presence: .optional,
            LocalizedText(en: "power of the factor; empty means 1", zh: "幂次，空表示 1"))

        public static let declaration = TableDeclaration(
            id: "quota_responses",
            meaning: LocalizedText(
                en: "response surfaces: sums of products of powers of emissions, beside the matrix",
                zh: "非线性响应曲面：排放量幂的乘积之和，与源—受体矩阵相加"),
            columns: [
                receptor.declaration, term.declaration, coefficient.declaration, place.declaration,
                pollutant.declaration, argument.declaration, power.declaration, weather.declaration,
                status.declaration, note.declaration,
            ], uniqueBy: ["receptor", "term", "weather", "region", "pollutant"])
    }
}

extension QuotaRecords {
    /// The terms of a table of responses, and where the rows of one do not agree.
    static func responseTerms(_ table: Table, _ findings: inout [Diagnostic]) -> [ResponseTerm] {
        typealias Columns = QuotaTables.Responses
        var terms: [ResponseTerm] = []
        var position: [[String]: Int] = [:]
        for row in table.rows {
            let key = [
                table.value(row, Columns.receptor), table.value(row, Columns.term),
                table.optional(row, Columns.weather) ?? "",
            ]
            let coefficient = table.value(row, Columns.coefficient)
            let factor = ResponseTerm.Factor(
                region: table.optional(row, Columns.place) ?? "",
                pollutant: table.value(row, QuotaTables.pollutant),
                argument: table.optional(row, Columns.argument).flatMap(ResponseTerm.Argument.init)
                    ?? .tonnes,
                power: table.optional(row, Columns.power) ?? 1, location: table.location(row))
            guard let known = position[key] else {
                position[key] = terms.count
                terms.append(
                    ResponseTerm(
                        receptor: key[0], name: key[1], coefficient: coefficient, factors: [factor],
                        weather: key[2], location: table.location(row)))
                continue
            }
            terms[known].factors.append(factor)
            guard terms[known].coefficient != coefficient else { continue }
            findings.append(
                Diagnostic(
                    code: "term_differs", at: table.location(row, Columns.coefficient),
                    path: table.path(Columns.coefficient),
                    LocalizedText(
                        en: "the rows of term \(key[1]) of \(key[0]) have different coefficients",
                        zh: "受体点 \(key[0]) 的项 \(key[1]) 各行系数不一致"),
                    hint: LocalizedText(
                        en: "a term has one coefficient: write it in each of its rows",
                        zh: "一项只有一个系数，请在各行填写相同值")))
        }
        return terms
    }
}

extension QuotaValidation {
    /// Terms belong to receptors and to sources that there are.
    mutating func checkResponses(_ records: QuotaRecords) {
        guard !records.responseTerms.isEmpty else { return }
        let receptors = Set(records.receptors.map(\.id))
        for term in records.responseTerms {
            finite(term.coefficient, "coefficient_ug_m3", term.location)
            if !receptors.contains(term.receptor) {
                report(
                    "unknown_receptor", term.location, "receptor", "unknown receptor '\(term.receptor)'",
                    "add it to the receptors")
            }
            for factor in term.factors { check(factor, records) }
        }
        let what = LocalizedText(en: "a response surface", zh: "非线性响应曲面")
        checkCompany(records, "quota.responses", what)
        let method = records.uncertainty?.method
        let others = [
            (
                method.map { !UncertainResponse.followsSurfaces($0) } ?? false,
                LocalizedText(en: "the method \(method?.rawValue ?? "")", zh: "方法 \(method?.rawValue ?? "")")
            ),
            (
                method != nil && records.coefficients.contains { $0.deviation > 0 },
                LocalizedText(
                    en: "deviations of single coefficients (deviation_ug_m3_per_t)",
                    zh: "单个系数的偏差（deviation_ug_m3_per_t）")
            ),
            (
                records.projects.contains { $0.isWhole },
                LocalizedText(en: "whole projects", zh: "整体建设项目")
            ),
        ]
        for (isThere, other) in others where isThere {
            tell(
                "conflicting_values", nil, "quota.responses",
                LocalizedText(
                    en: "\(what.en) does not go together with \(other.en)", zh: "\(what.zh)不能与\(other.zh)同时使用"
                ),
                LocalizedText(en: "leave out one of them", zh: "请删去其一"))
        }
    }

    private mutating func check(_ factor: ResponseTerm.Factor, _ records: QuotaRecords) {
        let members = records.sources.filter(factor.selection.holds)
        if members.isEmpty {
            report(
                "unknown_source", factor.location, "region",
                "no source of \(factor.pollutant) in \(factor.region)", "add it to the sources")
        } else if factor.argument != .tonnes, members.allSatisfy({ $0.baseline == 0 }) {
            tell(
                "no_baseline", factor.location, "argument",
                LocalizedText(
                    en: "no part of a baseline of 0 t can be told", zh: "基准排放量为 0，无法按比例计算"),
                LocalizedText(en: "use the argument tonnes", zh: "请改用 tonnes"))
        }
    }
}
