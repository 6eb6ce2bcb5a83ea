using System.Text.RegularExpressions;
using Banyan.Host.Telemetry;

namespace Banyan.Host.Tests.Telemetry;

/// <summary>The table in code and the page for readers say the same.</summary>
public sealed partial class NamesTests
{
    /// <summary>How many announced metrics nobody records yet. It only ever falls.</summary>
    private const int MostPending = 32;

    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "metrics.md"));

    [Fact]
    public void The_page_lists_every_metric_with_its_labels_and_no_other()
    {
        var told = Rows("## Recorded", "## Not yet").ToDictionary(row => row.Name, row => row.Cells, StringComparer.Ordinal);
        told.Keys.Order(StringComparer.Ordinal).ShouldBe(Names.All.Select(spec => spec.Name).Order(StringComparer.Ordinal));
        foreach (var spec in Names.All)
        {
            told[spec.Name].ShouldContain(spec.Kind.ToString().ToLowerInvariant(), customMessage: spec.Name);
            told[spec.Name].ShouldContain(spec.Labels.Count == 0 ? "–" : string.Join(", ", spec.Labels), customMessage: spec.Name);
        }
    }

    [Fact]
    public void What_is_pending_is_not_recorded_and_only_becomes_less()
    {
        var pending = Rows("## Not yet", null).Select(row => row.Name).ToList();
        pending.ShouldBeUnique();
        pending.Intersect(Names.All.Select(spec => spec.Name)).ShouldBeEmpty();
        pending.Count.ShouldBeLessThanOrEqualTo(MostPending);
    }

    [Fact]
    public void No_label_can_name_a_person_a_key_or_a_request() =>
        Names.All.SelectMany(spec => spec.Labels).Intersect(["user", "key", "tenant", "request_id", "prompt", "feature", "team"]).ShouldBeEmpty();

    private static IEnumerable<(string Name, string Cells)> Rows(string from, string? to)
    {
        var start = Page.IndexOf(from, StringComparison.Ordinal);
        var text = to is null ? Page[start..] : Page[start..Page.IndexOf(to, StringComparison.Ordinal)];
        return Row().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["cells"].Value));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }

    [GeneratedRegex("^\\| `(?<name>[a-z_]+)` \\|(?<cells>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
