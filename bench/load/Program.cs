using Banyan.Load;
using Banyan.Load.Reporting;
using Banyan.Load.Scenarios;

// Loopback only, bounded in time and count; every process started here is ended here by its id.
var options = Options.Parse(args);
var folder = Directory.CreateTempSubdirectory("banyan-load-").FullName;
try
{
    var cpu = new List<IReadOnlyList<Measured>>();
    var latency = new List<IReadOnlyList<Measured>>();
    if (Work.Cpu.Concat(Work.Latency).Any(work => options.Wants(work.Name)))
    {
        await using var field = await Field.StartAsync(options, folder);
        await Rounds.WarmUpAsync(field, options);
        await MeasureAsync(Work.Cpu, cpu, field);
        await MeasureAsync(Work.Latency, latency, field);
    }

    var report = new Report(options);
    var started = options.Wants("start") ? await StartUp.RunAsync(options, folder) : default;
    var streams = options.Wants("memory") ? await OpenStreams.RunAsync(options, Directory.CreateDirectory(Path.Combine(folder, "streams")).FullName) : default;
    var overloads = new List<Overloaded>();
    foreach (var ask in OverloadAsk.All.Where(one => options.Wants(one.Name)))
    {
        overloads.Add(await Overload.RunAsync(ask, options, Directory.CreateDirectory(Path.Combine(folder, ask.Name)).FullName));
    }

    var now = TimeProvider.System.GetUtcNow();
    report.Head(now);
    report.Cpu(cpu);
    report.Latency(latency);
    if (started.First is not null)
    {
        report.StartUp(started);
    }

    if (streams.Opened > 0)
    {
        report.Streams(streams);
    }

    if (overloads.Count > 0)
    {
        report.Overload(overloads, now);
    }

    Console.Out.Write(report);
    if (options.Out.Length > 0)
    {
        await File.WriteAllTextAsync(options.Out, report.ToString());
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task MeasureAsync(IReadOnlyList<Work> works, List<IReadOnlyList<Measured>> results, Field field)
{
    foreach (var work in works.Where(one => options.Wants(one.Name)))
    {
        await Console.Error.WriteLineAsync($"{work.Title} ...");
        results.Add(await Rounds.RunAsync(work, field, options));
    }
}
