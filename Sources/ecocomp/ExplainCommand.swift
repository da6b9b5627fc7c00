import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoUnits

struct ExplainCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract:
                Speech.said(
                    "Print where a figure of a finished run comes from, with formula, parameters and rows of the input.",
                    zh: "说明一次运行中某个数值的由来：公式、参数与输入行。"),
            discussion: Speech.said(
                """
                The figure is a payment, transfers:PAYER:PAYEE:PERIOD:SCHEME, with parties by code, fund or name, as in \
                transfers.csv: transfers:140100:reward_pool:2019-04:monthly_fines. Or it is a figure of the air, \
                air:REGION:PERIOD:INDICATOR, with its days and their rows of the input: air:140100:2019-04:pm25. Or it is \
                a row of a table of the run: TABLE and its key, such as accounts:140106:2019:water_retention, \
                account_regions:140106, statement:140106:2019:SCHEME, quota:140106:nox, quota_ledger:140106, \
                prices:140106:nox. The report tells below each table how its figures are called.
                """,
                zh: """
                    数值可以是一笔补偿 transfers:付款方:收款方:时段:方案，各方用代码、资金池或名称，与 transfers.csv 一致，如 \
                    transfers:140100:reward_pool:2019-04:monthly_fines；也可以是空气质量指标 air:地区:时段:指标，逐日列出所用输入行，\
                    如 air:140100:2019-04:pm25；还可以是运行中某表的一行，即表名加主键，如 accounts:140106:2019:water_retention、\
                    account_regions:140106、statement:140106:2019:方案、quota:140106:nox、quota_ledger:140106、\
                    prices:140106:nox。报告在每张表下方写明其数值的编号。
                    """))
    }

    @Argument(help: .said("A run folder.", zh: "运行文件夹。", valueName: "run"), completion: .directory)
    var folder: String

    @Argument(
        help: .said(
            "transfers:PAYER:PAYEE:PERIOD:SCHEME, air:REGION:PERIOD:INDICATOR, or TABLE:KEY.",
            zh: "transfers:付款方:收款方:时段:方案、air:地区:时段:指标，或 表名:主键。", valueName: "figure"))
    var figures: [String]

    @OptionGroup var speech: LanguageOptions

    @Option(help: .said("Lines for a reader, or one JSON document.", zh: "供阅读的文本，或一个 JSON 文档。"))
    var format: OutputFormat = .text

    func run() throws {
        do {
            let explanations = try Explanation.all(
                of: figures, in: StoredRun(folder: folder), language: speech.language)
            switch format {
            case .text: Console.output(explanations.map(\.text).joined(separator: "\n\n"))
            case .json: Console.output(document(explanations).text)
            }
        } catch {
            Console.report(error.diagnostics, as: format)
            throw ExitCode(2)
        }
    }

    /// One figure as it is; several in an array `figures`, each with its `figure`.
    private func document(_ explanations: [Explanation]) -> JSON {
        guard explanations.count > 1 else { return explanations.first?.json ?? .null }
        let named = zip(figures, explanations).map { figure, explanation in
            JSON.object([("figure", .string(figure)), ("explanation", explanation.json)])
        }
        return .object([("figures", .array(named))])
    }
}
