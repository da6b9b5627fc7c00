public import CEcoComp
import EcoParameters
import EcoRuns

// The functions of `ecocomp.h`; the compiler holds them to it.

@implementation @c
public func eco_abi_version() -> Int32 { ECO_ABI_VERSION }

@implementation @c
public func eco_version(_ text: UnsafeMutablePointer<CChar>?, _ capacity: Int64) -> Int64 {
    number { () throws(CallFailure) in try CallArguments.hand(Tool.version, to: text, capacity) }
}

@implementation @c
public func eco_last_error(_ text: UnsafeMutablePointer<CChar>?, _ capacity: Int64) -> Int64 {
    // The findings outlive their own reading.
    do { return try CallArguments.hand(LastError.text, to: text, capacity) } catch {
        return -Int64(error.status)
    }
}

@implementation @c
public func eco_open(
    _ path: UnsafePointer<CChar>?, _ overrides: UnsafePointer<UnsafePointer<CChar>?>?,
    _ override_count: Int64, _ modules: UnsafePointer<CChar>?, _ geodata: UnsafePointer<CChar>?,
    _ jobs: Int32, _ scenario: UnsafeMutablePointer<eco_scenario>?
) -> Int32 {
    scenario?.pointee = 0
    return status { () throws(CallFailure) in
        guard let scenario else { throw .call("scenario", "the result is a null pointer") }
        let path = try CallArguments.text(path, "path")
        let opened = try OpenScenario(
            path: path, overrides: try CallArguments.texts(overrides, override_count, "overrides"),
            modules: try CallArguments.optionalText(modules, "modules"),
            geodata: try CallArguments.optionalText(geodata, "geodata"),
            jobs: try CallArguments.positive(Int64(jobs), "jobs"))
        scenario.pointee = OpenScenarios.add(opened)
    }
}

@implementation @c
public func eco_close(_ scenario: eco_scenario) -> Int32 {
    status { () throws(CallFailure) in try OpenScenarios.remove(scenario) }
}

@implementation @c
public func eco_figure_count(_ scenario: eco_scenario) -> Int64 {
    number { () throws(CallFailure) in Int64(try OpenScenarios.find(scenario).scenario.figures.count) }
}

@implementation @c
public func eco_describe(
    _ scenario: eco_scenario, _ text: UnsafeMutablePointer<CChar>?, _ capacity: Int64
) -> Int64 {
    number { () throws(CallFailure) in
        try CallArguments.hand(try OpenScenarios.find(scenario).description, to: text, capacity)
    }
}

@implementation @c
public func eco_run(
    _ scenario: eco_scenario, _ overrides: UnsafePointer<UnsafePointer<CChar>?>?, _ override_count: Int64,
    _ values: UnsafeMutablePointer<Double>?, _ value_count: Int64
) -> Int32 {
    status { () throws(CallFailure) in
        let open = try OpenScenarios.find(scenario)
        let overrides = try CallArguments.texts(overrides, override_count, "overrides")
        guard value_count == Int64(open.scenario.figures.count) else {
            throw .call("value_count", "\(value_count) places for \(open.scenario.figures.count) figures")
        }
        guard let values else { throw .call("values", "the array is a null pointer") }
        let result = try open.run(overrides)
        for (index, value) in result.enumerated() { values[index] = value }
    }
}

@implementation @c
public func eco_table(
    _ scenario: eco_scenario, _ overrides: UnsafePointer<UnsafePointer<CChar>?>?, _ override_count: Int64,
    _ name: UnsafePointer<CChar>?, _ receive: eco_text?, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    status { () throws(CallFailure) in
        let open = try OpenScenarios.find(scenario)
        let overrides = try CallArguments.texts(overrides, override_count, "overrides")
        let name = try CallArguments.text(name, "name")
        guard let receive else { throw .call("receive", "the function is a null pointer") }
        let text = try open.table(name, overrides)
        text.withCString { receive(context, $0, Int64(text.utf8.count)) }
    }
}

@implementation @c
public func eco_run_many(_ scenario: eco_scenario, _ batch: UnsafePointer<eco_batch>?) -> Int32 {
    status { () throws(CallFailure) in
        let open = try OpenScenarios.find(scenario)
        guard let batch else { throw .call("batch", "the batch is a null pointer") }
        try Batch(batch.pointee, of: open).run()
    }
}

@implementation @c
public func eco_write_run(
    _ scenario: eco_scenario, _ overrides: UnsafePointer<UnsafePointer<CChar>?>?, _ override_count: Int64,
    _ folder: UnsafePointer<CChar>?
) -> Int32 {
    status { () throws(CallFailure) in
        let open = try OpenScenarios.find(scenario)
        let overrides = try CallArguments.texts(overrides, override_count, "overrides")
        try open.write(to: try CallArguments.text(folder, "folder"), overrides)
    }
}
