using System.CommandLine.Parsing;
using System.Globalization;

namespace Banyan.Cli.Tests.App;

/// <summary>The command lines of a guide, typed one after another as a reader types them.</summary>
internal sealed class Guide(User reader, IReadOnlyList<string> lines)
{
    private const string Tomorrow = "$(date -u -d tomorrow +%FT%TZ)";
    private int _next;

    /// <summary>The lines that are not typed yet.</summary>
    public IEnumerable<string> Left => lines.Skip(_next);

    /// <summary>What <c>ID</c> stands for in the lines that follow.</summary>
    public string Id { get; set; } = "";

    /// <summary>The lines of a page under docs that begin with <c>banyan</c>, from the one that begins so.</summary>
    public static Guide Of(User reader, string page, string from = "banyan") => new(
        reader, [.. File.ReadLines(Path.Combine(Pages.Root, "docs", page)).Where(line => line.StartsWith("banyan ", StringComparison.Ordinal)).SkipWhile(line => !line.StartsWith(from, StringComparison.Ordinal))]);

    /// <summary>Types the next line, which must begin as expected; <c>&gt; FILE</c> writes what it prints into the reader's home.</summary>
    public Task<CliRun> NextAsync(string begins) => RunAsync(Take(begins));

    /// <summary>Types every line that is left; each must do what it says.</summary>
    public async Task<IReadOnlyList<CliRun>> RestAsync()
    {
        var runs = new List<CliRun>();
        while (_next < lines.Count)
        {
            var line = Take("banyan");
            var run = await RunAsync(line);
            run.Exit.ShouldBe(0, $"{line}: {run.Out}{run.Error}");
            runs.Add(run);
        }

        return runs;
    }

    /// <summary>Types the next line again and again until it prints what is waited for.</summary>
    public async Task<CliRun> NextAsync(string begins, Func<CliRun, bool> until)
    {
        var line = Take(begins);
        var run = await RunAsync(line);
        while (!until(run))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            run = await RunAsync(line);
        }

        return run;
    }

    private string Take(string begins)
    {
        var line = lines[_next++];
        line.ShouldStartWith(begins);
        return line;
    }

    private async Task<CliRun> RunAsync(string line)
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var parts = line.Replace(Tomorrow, day, StringComparison.Ordinal).Split(" > ");
        var words = CommandLineParser.SplitCommandLine(parts[0]).Skip(1).Select(word => word == "ID" ? Id : word.EndsWith(".key", StringComparison.Ordinal) ? reader.Home.File(word) : word);
        var run = await reader.RunAsync([.. words]);
        if (parts is [_, var file])
        {
            await File.WriteAllTextAsync(reader.Home.File(file), run.Out, TestContext.Current.CancellationToken);
        }

        return run;
    }
}
