using System.Security.Cryptography;
using Banyan.UsageBench;
using Banyan.UsageBench.Asking;
using Banyan.UsageBench.Making;
using Banyan.UsageBench.Telling;

// Loopback only, bounded in time and count; the node started here is ended here by its id.
var options = Options.Parse(args);
var now = TimeProvider.System.GetUtcNow();
var folder = options.Folder.Length > 0 ? Directory.CreateDirectory(Path.GetFullPath(options.Folder)).FullName : Directory.CreateTempSubdirectory("banyan-usage-").FullName;
try
{
    return await RunAsync();
}
finally
{
    if (options.Folder.Length == 0)
    {
        Directory.Delete(folder, recursive: true);
    }
}

async Task<int> RunAsync()
{
    await MakeMasterKeyAsync();
    var report = new Report(options);
    await using (var ledger = await LedgerFile.OpenAsync(options, folder))
    {
        var (atOnce, added, took) = await new LedgerMaker(ledger, options).RunAsync(now);
        await Console.Error.WriteLineAsync($"{atOnce:N0} rows at once, then {added:N0} by the program's road in {took.TotalSeconds:0.0} s");
        if (atOnce > 0)
        {
            await ledger.AnalyzeAsync();
        }

        report.Head(now, await ledger.CheckAsync(), await ledger.SizesAsync());
    }

    using var node = await Node.StartAsync(options, folder);
    var asker = new Asker(node, options, now);
    foreach (var kind in Kinds.All.Where(kind => options.Wants(kind.Name)))
    {
        report.Add(await asker.TimeAsync(kind));
    }

    if (options.Wants("export"))
    {
        var (pages, rows, took) = await asker.ExportAsync();
        report.Add(pages);
        report.Note($"The export of that day: {rows:N0} rows in {took.TotalSeconds:0.0} s, {rows / took.TotalSeconds:N0} a second.");
    }

    if (options.Wants("writes"))
    {
        var (alone, beside) = await asker.WritesAsync(Kinds.All.First(kind => kind.Name == "groups by USER, 90 days"));
        foreach (var written in new[] { alone, beside })
        {
            report.Note($"{written.Name}: median {written.At(0.5):0.0} ms, P95 {written.At(0.95):0.0} ms of {written.Times.Count}.");
        }
    }

    if (options.Out.Length > 0)
    {
        await File.AppendAllTextAsync(options.Out, "\n" + report);
    }

    return 0;
}

async Task MakeMasterKeyAsync()
{
    var file = Path.Combine(folder, "master.key");
    if (!File.Exists(file))
    {
        await File.WriteAllTextAsync(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
