import EcoUnits

extension FindingWords {
    /// What the command line says of itself: wrong words and options, progress, what to do next. Those of the parser
    /// of arguments among them.
    static let commands = #"""
        Error: {}
            错误：{}
        Help:  {}
            说明：{}
        Usage: {}
            用法：{}
        See '{}' for more information.
            详见 {}。
        unknown command '{}'. Did you mean '{}'?
            没有命令“{}”。是否指“{}”？
        unknown command '{}'; commands are {}
            没有命令“{}”；可用命令：{}
        nothing is listed under '{}'. Did you mean '{}'?
            没有类别“{}”可列出。是否指“{}”？
        nothing is listed under '{}'
            没有类别“{}”可列出
        there is no '{}'. Did you mean '{}'?
            没有“{}”。是否指“{}”？
        there is no '{}'
            没有“{}”
        there is no block '{}'; see `ecocomp list blocks`
            没有区块“{}”；见 ecocomp list blocks
        there is no template '{}'; did you mean '{}'?
            没有模板“{}”；是否指“{}”？
        there is no template '{}'; it is one of {}
            没有模板“{}”；可用模板：{}
        unknown module '{}'. Did you mean '{}'?
            没有模块“{}”。是否指“{}”？
        unknown module '{}'
            没有模块“{}”
        --out takes the name of a folder
            --out 后须写文件夹名
        --out takes the name of a file
            --out 后须写文件名
        --jobs takes a number from 1
            --jobs 后须写不小于 1 的整数
        a file with the plan and --vary: give one of them
            计划文件与 --vary 只能给出一个
        give a file with the plan, or --vary PATH=LIST
            请给出计划文件，或写 --vary 路径=取值列表
        warnings: {}; the report lists them, and {}
            警告 {} 处，列于报告和 {}
        what conflicts and what would help: {}
            冲突所在及可行办法见 {}
        next: ecocomp check {}; ecocomp run {}
            下一步：ecocomp check {}；ecocomp run {}
        stale: {}
            已过时：{}
        renewed: {}
            已更新：{}
        run ./ecocomp derive and commit the result
            请运行 ./ecocomp derive 并提交结果
        interrupted; no half-written run is left, and the same command starts again
            已中断；未留下半成品，用同一命令可重新开始
        interrupted; finished tiles of routing are kept, and the same command resumes
            已中断；已完成的汇流分块已保存，用同一命令可继续
        interrupted; {} % of the cells are kept, and the same command resumes
            已中断；已保存 {} % 的像元，用同一命令可继续
        interrupted; what is finished is kept, and the same command resumes
            已中断；已完成部分已保存，用同一命令可继续
        interrupted; {} runs are kept in {}, and the same command resumes
            已中断；{} 次运行已保存于 {}，用同一命令可继续
        what is finished is kept in {}, and the same command resumes
            已完成部分保存于 {}，用同一命令可继续
        {}: {} of {} runs are left
            {}：共 {3} 次运行，还剩 {2} 次
        {} runs in {} s, {} a second
            {} 次运行用时 {} 秒，每秒 {} 次
        {}: {} of {} million cells, {} a second, {} left
            {}：{2}/{3} 百万像元，每秒 {4}，约余 {5}
        {}: {} of {} runs, {} a second, {} left
            {}：{2}/{3} 次运行，每秒 {4}，约余 {5}
        search: {} of {} points
            寻优：已试 {} 点，共 {} 点
        resumed from steps of routing that were kept
            由已保存的汇流步骤继续
        resumed from a checkpoint: {} of {} windows are done
            由检查点继续：共 {2} 个窗口，已完成 {1} 个
        the checkpoint is not used: {}
            未采用检查点：{}
        it is damaged
            文件已损坏
        {} parts hold {} windows
            {} 个分片共 {} 个窗口
        not in parts, since routed over the whole grid or written as rasters: {}; the run that takes the parts measures them
            以下指标须全图汇流或输出栅格，不分片计算，由汇总时计算：{}
        Unknown option '{}'. Did you mean '{}'?
            没有选项“{}”。是否指“{}”？
        Unknown option '{}'
            没有选项“{}”
        Missing expected argument '{}'
            缺少参数“{}”
        Missing one of: {}
            缺少以下之一：{}
        Missing value for '{}'
            “{}”缺少取值
        The value '{}' is invalid for '{}'. Please provide one of {}.
            取值“{}”不适用于“{}”，可用 {}。
        The value '{}' is invalid for '{}'. Please provide one of '{}' and '{}'.
            取值“{}”不适用于“{}”，可用 {}、{}。
        The value '{}' is invalid for '{}'. Please provide one of '{}', '{}' or '{}'.
            取值“{}”不适用于“{}”，可用 {}、{}、{}。
        The value '{}' is invalid for '{}'
            取值“{}”不适用于“{}”
        The option '{}' does not take any value, but '{}' was specified.
            选项“{}”不带取值，却写了“{}”。
        Unexpected argument '{}'
            多余的参数“{}”
        {} unexpected arguments: {}
            {} 个多余的参数：{}
        Value to be set with {} had already been set with {}
            {} 所设取值已由 {} 设定
        """#
}

/// Lines of the command line in a reader's language.
public enum CommandWords {
    /// The text as it is where nobody worded it.
    public static func text(_ english: String, _ language: Language) -> String {
        guard language == .zh else { return english }
        return english.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }
            return indent
                + (FindingWords.chinese(String(line.dropFirst(indent.count)))
                    ?? String(line.dropFirst(indent.count)))
        }.joined(separator: "\n")
    }
}
