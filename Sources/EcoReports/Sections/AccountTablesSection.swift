import EcoParameters
import EcoRuns
import EcoUnits

/// T1 to T5 and T8 of the account, what moves it most, and printed figures held against it.
struct AccountTablesSection: ReportSection {
    static let id = "account-tables"
    static let title = ReportText.accountTables
    let body: [Markup]

    init?(_ context: ReportContext) {
        func made(_ file: String, _ make: (StoredTable) -> DataTable?) -> Markup? {
            context.table(file).flatMap { $0.rowCount > 0 ? make($0)?.markup : nil }
        }
        let parts: [Markup?] = [
            made("account_extent.csv") { Self.extent($0, context) },
            made("account_extent.csv") { Self.gaps($0, context) },
            made("account_services.csv") { Self.services($0, context) },
            made("account_services.csv") { Self.memoranda($0, context) },
            made("account_services.csv") { Self.methods($0, context) },
            made("account_matrix.csv") { Self.matrix($0, context) },
            made("account_regions.csv") { Self.regions($0, context) },
            made("account_drivers.csv") { Self.drivers($0, context) },
            made("layers.csv") { Self.layers($0, context) },
            made("account_published.csv") { Self.published($0, context) },
        ]
        body = parts.compactMap { $0 }
        if body.isEmpty { return nil }
    }

    // MARK: Extent

    private static func extent(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = table.rows.filter { scope.isWhole($0) }
        let types = rows.filter { !$0["ecosystem"].isEmpty && ($0.number("area_km2") ?? 1) != 0 }
        let total = rows.first { $0["ecosystem"].isEmpty }
        func cells(_ row: StoredRow, _ name: String) -> [String] {
            [
                name, context.style.number(row.number("area_km2"), digits: 2),
                context.style.percent(row.number("share"), digits: 2),
            ]
        }
        return DataTable(
            caption: context(ReportText.extentShares),
            columns: [
                .text(context(ReportText.ecosystem)), .number(context(ReportText.area), context.unit("km2")),
                .number(context(ReportText.share)),
            ], rows: types.map { cells($0, context.label(.ecosystem, $0["ecosystem"])) },
            sum: total.map { cells($0, context(ReportText.total)) }
        ).addressed("account_extent", types, sum: total, context)
    }

    private static func gaps(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = scope.ordered(table.rows.filter { $0["ecosystem"].isEmpty })
        guard rows.contains(where: { $0.number("official_area_km2") != nil }) else { return nil }
        let unit = context.unit("km2")
        return DataTable(
            caption: context(ReportText.areaGaps),
            columns: [
                .text(context(ReportText.county)), .number(context(ReportText.classifiedArea), unit),
                .number(context(ReportText.officialArea), unit), .number(context(ReportText.relativeGap)),
            ],
            rows: rows.map { row in
                [
                    scope.name(row["region"], context),
                    context.style.number(row.number("area_km2"), digits: 2),
                    context.style.number(row.number("official_area_km2"), digits: 2),
                    context.style.percent(row.number("gap"), digits: 2),
                ]
            }
        ).addressed("account_extent", rows, context)
    }

    // MARK: Services

    private static func services(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = table.rows.filter { scope.isWhole($0) && $0["account"] != "memorandum" }
        return serviceTable(Array(rows), ReportText.serviceTable, context)
    }

    private static func memoranda(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = Array(table.rows.filter { scope.isWhole($0) && $0["account"] == "memorandum" })
        return rows.isEmpty ? nil : serviceTable(rows, ReportText.memorandumTable, context)
    }

    private static func serviceTable(
        _ rows: [StoredRow], _ caption: LocalizedText, _ context: ReportContext
    ) -> DataTable {
        let scale = AmountScale(forYuan: rows.compactMap { $0.number("value_yuan") }, context.language)
        // A service of one part is that part.
        let partCount = Dictionary(grouping: rows.filter { !$0["component"].isEmpty }) { $0["indicator"] }
            .mapValues(\.count)
        let shown = rows.filter { $0["component"].isEmpty || (partCount[$0["indicator"]] ?? 0) > 1 }
        return DataTable(
            caption: context(caption),
            columns: [
                .text(context(ReportText.service)), .number(context(ReportText.quantity)),
                .text(context(ReportText.unit)), .number(context(ReportText.unitPrice), context.unit("CNY")),
                .number(context(ReportText.worth), scale.name(context.language)),
                .number(context(ReportText.shareOfTotal)), .text(context(ReportText.status)),
            ],
            rows: shown.map { row in
                let isPart = !row["component"].isEmpty
                let name =
                    isPart
                    ? "·\u{A0}" + context.component(row["indicator"] + "." + row["component"])
                    : context.label(.indicator, row["indicator"])
                return [
                    name, context.style.figure(row.number("quantity")), context.unit(row["unit"]),
                    context.style.figure(row.number("unit_price_yuan")),
                    scale.text(yuan: row.number("value_yuan"), context.style),
                    context.style.percent(row.number("share")), context(ReportText.status(row["status"])),
                ]
            }
        ).addressed("account_services", shown, context)
    }

    private static func methods(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = table.rows.filter { scope.isWhole($0) && $0["component"].isEmpty }
        return DataTable(
            caption: context(ReportText.methodTable),
            columns: [
                .text(context(ReportText.service)), .text(context(ReportText.method)),
                .text(context(ReportText.dataYears)),
            ],
            rows: rows.map { row in
                let years = row["data_years"].split(separator: " ").map { context.dataYear(String($0)) }
                return [
                    context.label(.indicator, row["indicator"]),
                    context.language == .zh ? row["method_zh"] : row["method"],
                    years.joined(separator: context(ReportText.listSeparator)),
                ]
            })
    }

    // MARK: Matrices

    private static func matrix(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = Array(table.rows.filter { scope.isWhole($0) })
        let suffix = "_yuan"
        let all = table.headings.filter { $0.hasSuffix(suffix) }
        // A type in which nothing has a value is left out; the extent table names it.
        let columns = all.filter { heading in
            heading == "total_yuan" || rows.contains { ($0.number(heading) ?? 0) != 0 }
        }
        let services = rows.filter { !$0["indicator"].isEmpty }
        let total = rows.first { $0["indicator"].isEmpty }
        let scale = AmountScale(
            forYuan: rows.compactMap { $0.number("total_yuan") }, context.language)
        func name(_ heading: String) -> String {
            switch heading {
            case "total_yuan": context(ReportText.total)
            case "unallocated_yuan": context(ReportText.unallocated)
            default: context.label(.ecosystem, String(heading.dropLast(suffix.count)))
            }
        }
        func cells(_ row: StoredRow, _ name: String) -> [String] {
            [name] + columns.map { scale.text(yuan: row.number($0), context.style) }
        }
        return DataTable(
            caption: context(ReportText.matrixTable),
            columns: [.text(context(ReportText.service))]
                + columns.map { .number(name($0), scale.name(context.language)) },
            rows: services.map { cells($0, context.label(.indicator, $0["indicator"])) },
            sum: total.map { cells($0, context(ReportText.total)) },
            note: context(ReportText.matrixNote)
        ).addressed("account_matrix", services, sum: total, context)
    }

    private static func regions(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = scope.ordered(Array(table.rows))
        let scale = AmountScale(forYuan: rows.compactMap { $0.number("total_yuan") }, context.language)
        let density = AmountScale(
            forYuan: rows.compactMap { $0.number("total_yuan_per_km2") }, context.language)
        let (unit, accounts) = (
            scale.name(context.language), ["provisioning", "regulating", "cultural", "net_imports", "total"]
        )
        let names = [
            ReportText.provisioning, ReportText.regulating, ReportText.cultural, ReportText.netImports,
            ReportText.total,
        ]
        return DataTable(
            caption: context(ReportText.regionTable),
            columns: [.text(context(ReportText.county))] + names.map { .number(context($0), unit) } + [
                .number(
                    context(ReportText.gepPerArea),
                    density.name(context.language) + context(ReportText.perSquareKilometre)),
                .number(context(ReportText.perHead), context.unit("CNY")),
            ],
            rows: rows.map { row in
                [scope.name(row["region"], context)]
                    + accounts.map { scale.text(yuan: row.number($0 + "_yuan"), context.style) } + [
                        density.text(yuan: row.number("total_yuan_per_km2"), context.style),
                        context.style.number(row.number("total_yuan_per_person"), digits: 0),
                    ]
            }, note: ([context(ReportText.perHeadNote)] + importsNote(rows, context)).joined(separator: " ")
        ).addressed("account_regions", rows, context)
    }

    /// Why the three accounts and the total differ, where products from outside came in.
    private static func importsNote(_ rows: [StoredRow], _ context: ReportContext) -> [String] {
        let imported = rows.filter { ($0.number("net_imports_yuan") ?? 0) != 0 }
        guard !imported.isEmpty else { return [] }
        let isSubtracted = imported.contains { row in
            let accounts = ["provisioning", "regulating", "cultural"].compactMap { row.number($0 + "_yuan") }
            guard let imports = row.number("net_imports_yuan"), let total = row.number("total_yuan") else {
                return false
            }
            return abs(accounts.reduce(0, +) - imports - total) < abs(imports) / 2
        }
        return [context(isSubtracted ? ReportText.importsSubtracted : ReportText.importsShown)]
    }

    // MARK: Drivers

    private static func drivers(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        let rows = Array(table.rows.filter { scope.isWhole($0) })
        let scale = AmountScale(forYuan: rows.compactMap { $0.number("high_yuan") }, context.language)
        let unit = scale.name(context.language)
        return DataTable(
            caption: context(ReportText.driverTable),
            columns: [
                .text(context(ReportText.account)), .text(context(ReportText.driver)),
                .number(context(ReportText.worth), unit), .number(context(ReportText.sensitivity)),
                .number(context(ReportText.low), unit), .number(context(ReportText.high), unit),
            ],
            rows: rows.map { row in
                let driver = row["driver"]
                let service = context.label(.indicator, String(driver.prefix { $0 != "." }))
                let known = context.labels.known(.account, row["account"], context.language)
                return [
                    row["rank"] == "1" ? known ?? context.label(.indicator, row["account"]) : "",
                    service + " · " + context.component(driver),
                    scale.text(yuan: row.number("value_yuan"), context.style),
                    context.style.number(row.number("sensitivity"), digits: 3),
                    scale.text(yuan: row.number("low_yuan"), context.style),
                    scale.text(yuan: row.number("high_yuan"), context.style),
                ]
            }, note: context(ReportText.driverNote)
        ).addressed("account_drivers", rows, context)
    }
}
