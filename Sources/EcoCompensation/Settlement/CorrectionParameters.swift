import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `corrections:`: an earlier ledger that new data revise.
struct CorrectionParameters: ParameterGroup {
    private enum Columns {
        static let period = Column<String>.text(
            "period", kind: .period, LocalizedText(en: "settlement period", zh: "结算时期"))
        static let scheme = Column<String>.text(
            "scheme", kind: .identifier, LocalizedText(en: "id of the scheme", zh: "方案标识"))
        static let payer = Column<String>.text(
            "payer", LocalizedText(en: "code of the region or id of the fund that paid", zh: "付款方"))
        static let payee = Column<String>.text(
            "payee", LocalizedText(en: "code of the region or id of the fund that received", zh: "收款方"))
        static let amount = Column<Int>.integer(
            "amount_fen", range: 0...Int.max, LocalizedText(en: "amount in fen", zh: "金额（分）"))
        static let basis = Column<String>.text(
            "basis", LocalizedText(en: "what it was for", zh: "事由"))
        static let year = Column<String>.text(
            "year", presence: .optional, LocalizedText(en: "year of the period", zh: "年度"))
    }

    static let table = TableDeclaration(
        id: "settled_transfers",
        meaning: LocalizedText(
            en: "An earlier ledger: `transfers.csv` of the run that was settled",
            zh: "已结算台账（此前运行的 transfers.csv）"),
        columns: [
            Columns.year.declaration, Columns.period.declaration, Columns.scheme.declaration,
            Columns.payer.declaration, Columns.payee.declaration, Columns.amount.declaration,
            Columns.basis.declaration,
        ], uniqueBy: ["period", "scheme", "payer", "payee", "basis"])

    private static let settled = Parameter<Table>.table(
        "settled", table, LocalizedText(en: "the earlier ledger", zh: "已结算台账"))
    private static let bookedIn = Parameter<String>.text(
        "booked_in", kind: .period,
        LocalizedText(en: "period in which the differences are booked", zh: "差额入账时期"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "corrections", title: LocalizedText(en: "Corrections", zh: "更正结算"),
            meaning: LocalizedText(
                en: "Data were revised after settlement: only differences are booked, nothing is overwritten",
                zh: "数据修订后只记差额，不改原账"),
            parameters: [settled.declaration, bookedIn.declaration],
            rules: [
                { bound, diagnostics in
                    guard Period(bound[bookedIn]) == nil else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "wrong_type", at: bound.location(of: bookedIn),
                            path: bound.path(of: bookedIn), "'\(bound[bookedIn])' is no period",
                            hint: "write 2019, 2019-Q2 or 2019-04"))
                }
            ])
    }

    let ledger: SettledLedger

    init(_ bound: BoundGroup) {
        let rows = bound[Self.settled]
        let transfers = rows.rows.compactMap { row -> Transfer? in
            guard let period = Period(rows.value(row, Columns.period)),
                let fen = rows.optional(row, Columns.amount)
            else { return nil }
            return Transfer(
                period: period, scheme: rows.value(row, Columns.scheme),
                payer: Party(rows.value(row, Columns.payer)), payee: Party(rows.value(row, Columns.payee)),
                amount: Money(fen: Int64(fen)), basis: rows.value(row, Columns.basis))
        }
        ledger = SettledLedger(
            transfers: transfers, bookingPeriod: Period(bound[Self.bookedIn]) ?? .year(1))
    }
}
