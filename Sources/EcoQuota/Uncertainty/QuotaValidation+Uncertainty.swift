import EcoParameters
import EcoUnits

extension QuotaValidation {
    /// Years of weather go with a way to hold limits in them, and each year has all coefficients.
    mutating func checkUncertainty(_ records: QuotaRecords) {
        if !records.giniBounds.isEmpty {
            checkCompany(records, "quota.rules", LocalizedText(en: "gini_limit", zh: "gini_limit"))
        }
        guard let terms = records.uncertainty else {
            let first = records.coefficients.first { !$0.weather.isEmpty }.map(\.location)
            if let place = first
                ?? records.responseTerms.first(where: { !$0.weather.isEmpty }).map(\.location)
            {
                tell(
                    "missing_value", place, "quota.uncertainty",
                    LocalizedText(
                        en: "the matrix tells of years of weather, but nothing says how limits hold in them",
                        zh: "源—受体矩阵分气象年给出，但未说明限值在各年如何达标"),
                    LocalizedText(
                        en: "add `uncertainty: {method: every_year}`",
                        zh: "请添加 uncertainty: {method: every_year}"))
            }
            return
        }
        let years = records.weatherYears
        let path = "quota.uncertainty"
        if terms.method.needsYears, years.isEmpty {
            tell(
                "no_weather_years", nil, path,
                LocalizedText(
                    en: "the method \(terms.method.rawValue) needs years of weather, and the matrix has none",
                    zh: "方法 \(terms.method.rawValue) 需要分气象年的矩阵"),
                LocalizedText(
                    en: "fill the column `weather` of the source-receptor table", zh: "请填写源—受体表的 weather 列"))
        }
        let hasDeviations = records.coefficients.contains { $0.deviation > 0 }
        if !terms.method.needsYears, years.count < 2, !hasDeviations {
            tell(
                "no_deviations", nil, path,
                LocalizedText(
                    en: "nothing tells how uncertain the coefficients are", zh: "未给出源—受体系数的不确定程度"),
                LocalizedText(
                    en: "fill the column `deviation_ug_m3_per_t`, or give several years of weather",
                    zh: "请填写 deviation_ug_m3_per_t 列，或给出多个气象年"))
        }
        for year in terms.weights.keys.sorted() where !years.contains(year) {
            tell(
                "unknown_year", nil, path + ".years",
                LocalizedText(en: "the matrix has no year '\(year)'", zh: "矩阵中没有气象年“\(year)”"),
                LocalizedText(
                    en: "use one of \(years.sorted().joined(separator: ", "))",
                    zh: "可用：\(years.sorted().joined(separator: "、"))"))
        }
        checkYearsAreWhole(records, years)
        checkSurfacesAreWhole(records, years)
        checkCompany(records, path, LocalizedText(en: "uncertain weather", zh: "气象不确定性"))
    }

    /// A coefficient that is stated for one year is stated for each: none may be 0 by being forgotten.
    private mutating func checkYearsAreWhole(_ records: QuotaRecords, _ years: Set<String>) {
        let rows = Dictionary(grouping: records.coefficients.filter { !$0.weather.isEmpty }) {
            [$0.receptor, $0.region, $0.pollutant, $0.release]
        }
        for (key, rows) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let lacking = years.subtracting(rows.map(\.weather)).sorted()
            guard !lacking.isEmpty else { continue }
            let what = key.filter { !$0.isEmpty }.joined(separator: " ")
            tell(
                "weather_incomplete", rows[0].location, "weather",
                LocalizedText(
                    en: "\(what) has no coefficient in \(lacking.joined(separator: ", "))",
                    zh: "\(what) 缺少气象年 \(lacking.joined(separator: "、")) 的系数"),
                LocalizedText(en: "add the rows, with 0 where there is no effect", zh: "请补充，无影响则填 0"))
        }
    }

    /// A receptor whose response has terms of its own in one year has some in each.
    private mutating func checkSurfacesAreWhole(_ records: QuotaRecords, _ years: Set<String>) {
        let terms = Dictionary(grouping: records.responseTerms.filter { !$0.weather.isEmpty }, by: \.receptor)
        for (receptor, terms) in terms.sorted(by: { $0.key < $1.key }) {
            let lacking = years.subtracting(terms.map(\.weather)).sorted()
            guard !lacking.isEmpty else { continue }
            tell(
                "weather_incomplete", terms[0].location, "weather",
                LocalizedText(
                    en: "the response of \(receptor) has no term in \(lacking.joined(separator: ", "))",
                    zh: "受体点 \(receptor) 的响应曲面缺少气象年 \(lacking.joined(separator: "、")) 的项"),
                LocalizedText(
                    en: "add its terms, with the coefficient 0 where there is none", zh: "请补充该年的项，无影响则系数填 0"))
        }
    }

    /// What limits that are not straight do not go together with.
    mutating func checkCompany(_ records: QuotaRecords, _ path: String, _ what: LocalizedText) {
        func conflict(_ other: LocalizedText) {
            tell(
                "conflicting_values", nil, path,
                LocalizedText(
                    en: "\(what.en) does not go together with \(other.en)", zh: "\(what.zh)不能与\(other.zh)同时使用"
                ),
                LocalizedText(en: "leave out one of them", zh: "请删去其一"))
        }
        if records.objective == .lexicographic {
            conflict(LocalizedText(en: "the objective lexicographic", zh: "目标 lexicographic"))
        }
        if records.rules.contains(where: { $0.dealPriceFeeRate > 0 }) {
            conflict(LocalizedText(en: "fees on the price of the deal", zh: "按成交价计的手续费"))
        }
        if records.matrixTruncation > 0, !records.coefficients.isEmpty {
            conflict(LocalizedText(en: "matrix_truncation", zh: "matrix_truncation"))
        }
    }

    mutating func tell(
        _ code: String, _ place: SourceLocation?, _ path: String, _ message: LocalizedText,
        _ hint: LocalizedText
    ) {
        add(Diagnostic(code: code, at: place, path: path, message, hint: hint))
    }
}
