using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Commands;

/// <summary>Configuration and its revisions for people.</summary>
internal static class ConfigText
{
    private static readonly string[] HistoryHead = ["ID", "AT", "BY", "SOURCE", "STATE", "CHANGES"];

    /// <summary>A line for each value of a tree of {value, origin}.</summary>
    public static void Values(TextWriter writer, JsonElement config, string? under, bool hasOrigins)
    {
        foreach (var (path, leaf) in Leaves(config, ""))
        {
            if (under is null || path == under || path.StartsWith(under + ".", StringComparison.Ordinal) || path.StartsWith(under + "[", StringComparison.Ordinal))
            {
                writer.WriteLine(Printable.Line($"{path} = {Text(leaf.GetProperty("value"))}{(hasOrigins ? $"  ({Members.Text(leaf, "origin")})" : "")}"));
            }
        }
    }

    /// <summary>What a document changed or would change, and what was said of it.</summary>
    public static void Revision(TextWriter writer, JsonElement revision, bool isTrial)
    {
        Problems(writer, revision);
        var diff = Members.Text(revision, "diff") ?? "";
        writer.Write(string.Concat(diff.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Printable.Line(line) + "\n")));
        writer.WriteLine(diff.Length == 0 ? "Nothing changes." : isTrial ? "Nothing was changed: this was a trial." : $"Revision {Members.Text(revision, "id")} is in force.");
    }

    /// <summary>The failure of a document that was refused: all that is wrong, in its hint.</summary>
    public static CliFailure Refused(JsonElement revision)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        writer.NewLine = "\n";
        Problems(writer, revision);
        return new CliFailure(ExitCode.Failed, "config_rejected", "The configuration would not be good; nothing was changed.", writer.ToString().TrimEnd());
    }

    /// <summary>A table of revisions.</summary>
    public static void History(TextWriter writer, Paint paint, JsonElement revisions) => TextTable.Write(
        writer,
        paint,
        HistoryHead,
        [
            .. revisions.EnumerateArray().Select(revision => new[]
            {
                Members.Text(revision, "id") ?? "",
                Members.Text(revision, "at") ?? "",
                Members.Text(revision, "by") ?? "",
                Members.Text(revision, "source") ?? "",
                revision.GetProperty("active").GetBoolean() ? "in force" : revision.GetProperty("valid").GetBoolean() ? "" : "refused",
                Short(Members.Text(revision, "diff") ?? ""),
            }),
        ]);

    /// <summary>What reading the file again came to.</summary>
    public static void Reload(TextWriter writer, JsonElement reload)
    {
        Problems(writer, reload);
        writer.WriteLine($"Read again: configuration {Members.Text(reload, "catalogVersion")} is in force on the node that answered.");
    }

    private static string Short(string diff) => diff.Split('\n', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => "",
        [var only] => only,
        [var first, .. var more] => $"{first} (and {more.Length.ToString(CultureInfo.InvariantCulture)} more)",
    };

    private static void Problems(TextWriter writer, JsonElement revision)
    {
        foreach (var problem in Members.Items(revision, "problems"))
        {
            var line = Members.Scalar(problem, "line") is { } at ? $" line {at}" : "";
            var severity = Members.Text(problem, "severity") == "CRITICAL" ? "error" : "warning";
            writer.WriteLine(Printable.Line($"{severity} {Members.Text(problem, "code")}{line} {Members.Text(problem, "path")}: {Members.Text(problem, "message")} {Members.Text(problem, "hint")}"));
        }
    }

    private static IEnumerable<(string Path, JsonElement Leaf)> Leaves(JsonElement node, string path)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            return node.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]"));
        }

        var members = node.EnumerateObject().ToList();
        return members is [{ Name: "value" }, { Name: "origin" }]
            ? [(path, node)]
            : members.SelectMany(member => Leaves(member.Value, IsPlain(member.Name) ? (path.Length == 0 ? member.Name : $"{path}.{member.Name}") : $"{path}[\"{member.Name}\"]"));
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
